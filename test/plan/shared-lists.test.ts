import { describe, expect, test } from '@jest/globals'

import { emptyConfig } from '../../src/config/config.ts'
import { relocate } from '../../src/relocate.ts'

const config = { ...emptyConfig, registry: 'registry.internal/m', imagePullSecrets: ['regkey'] }

/** A Pod whose list another object shares by an alias. `item` is the one item of the list, `below` where the alias is. */
function sharing(item: string, below: string): string {
  return `apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Pod
  metadata: {name: a}
  spec:
    imagePullSecrets: &shared
    - ${item}
    containers: [{name: c, image: busybox:1}]
- apiVersion: example.com/v1
  kind: Thing
  metadata: {name: b}
  ${below}
`
}

describe('a list of pull secrets that another object shares', () => {
  test('gets the secret where images are moved, and the other object keeps its names', () => {
    const { output, aliases, problems } = relocate(sharing('name: old', 'spec: {secrets: *shared}'), config)
    expect(problems).toEqual([])
    expect(output).toContain('    - name: old\n    - name: regkey\n')
    expect(output).toContain('spec: {secrets: [{name: old}]}\n')
    expect(aliases.map(({ written, text }) => `${written} ${text}`)).toEqual(['*shared - name: old'])
  })

  test('keeps plain names plain for the other object', () => {
    const { output } = relocate(sharing('old', 'spec: {secrets: *shared}'), config)
    expect(output).toContain('spec: {secrets: [old]}\n')
  })

  test('is refused where its items say more than names, because they cannot be written again', () => {
    const stream = sharing('{name: old, extra: x}', 'spec: {secrets: *shared}')
    const { output, problems } = relocate(stream, config)
    expect(output).toBe(stream)
    expect(problems.map(({ code, place }) => `${code} ${place?.line}`)).toEqual(['EDIT_REFUSED 14'])
  })
})

describe('an image that no rule takes', () => {
  const pod = 'kind: Pod\napiVersion: v1\nspec: {containers: [{image: "quay.io/a/b:1"}]}\n'
  const mirrors = [{ source: 'docker.io', target: 'registry.internal/d' }]

  test('is refused, and the remedy names every way to go on', () => {
    const [problem] = relocate(pod, { ...emptyConfig, mirrors }).problems
    expect(problem?.message).toBe('no rule says where quay.io/a/b:1 goes')
    for (const way of ['--registry', '--mirror', '--image', '--exclude', '--unmapped=keep'])
      expect(problem?.remedy).toContain(way)
  })

  test('is kept and counted where that is asked for', () => {
    const { output, unchanged, summary } = relocate(pod, { ...emptyConfig, mirrors, unmapped: 'keep' })
    expect(output).toBe(pod)
    expect(unchanged.map(({ why }) => why)).toEqual(['kept'])
    expect(summary.kept).toBe(1)
  })
})

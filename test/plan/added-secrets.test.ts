import { describe, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'

import { mergeConfigs } from '../../src/config/merge.ts'
import { limits } from '../../src/find/limits.ts'
import { builtInFieldSpecs } from '../../src/knowledge/fieldspecs/index.ts'
import { factsOf } from '../../src/plan/facts.ts'
import { findInRun } from '../../src/plan/find-run.ts'
import { planContextOf } from '../../src/plan/plan-context.ts'
import { planStream } from '../../src/plan/plan.ts'
import type { SecretEnvironment } from '../../src/plan/secrets/environment.ts'
import { openSettling } from '../../src/plan/settle.ts'
import { createRuleSet } from '../../src/rules/ruleset.ts'

const config = mergeConfigs({ registry: 'registry.internal/m', imagePullSecrets: ['a', 'b'] })
const { ruleSet } = createRuleSet(config)

/** How many pull secrets a stream gets, and whether it is refused when there is room for only so many. */
function planned(stream: string, room: number = limits.secrets.most) {
  const open = openSettling(config, ruleSet)
  const [only] = findInRun([{ text: stream }], { fieldSpecs: builtInFieldSpecs }, open)
  if (only === undefined) throw new RangeError('one stream gives one result')
  const { found, settled } = only
  const context = planContextOf([factsOf(found)], config, ruleSet, [found])
  let environment: SecretEnvironment | undefined
  const plan = planStream(
    found,
    0,
    {
      ...context,
      environments: (read, index, added) =>
        (environment = context.environments(read, index, added + limits.secrets.most - room)),
    },
    settled,
  )
  const count = (environment?.added.count ?? 0) - limits.secrets.most + room
  return { count, settled: settled?.added, codes: plan.problems.map(({ code }) => code) }
}

function counts(stream: string): { readonly count: number; readonly settled: number | undefined } {
  const { count, settled } = planned(stream)
  expect(planned(stream, count).codes).not.toContain('STREAM_TOO_LARGE')
  expect(planned(stream, count - 1).codes.filter(code => code === 'STREAM_TOO_LARGE')).toHaveLength(1)
  return { count, settled }
}

const pod = (name: string, more = ''): string => `apiVersion: v1
kind: Pod
metadata: {name: ${name}}
spec:
${more}  containers: [{name: web, image: nginx}]
`

/** With an alias, a document is held until all are read; without, it is planned at once. */
const held = pod('c').replace('{name', '{labels: {x: &x y, z: *x}, name')

describe('the pull secrets that a stream gets', () => {
  test('are those of documents that are planned at once and of those that are held', () => {
    expect(counts([pod('a'), pod('b'), held].join('---\n'))).toEqual({ count: 6, settled: 4 })
  })

  test('count once where a later account has a document read again', () => {
    const account = `apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: web}\nimagePullSecrets: [{name: a}, {name: own}]\n`
    const stream = [pod('a', '  serviceAccountName: web\n'), pod('b'), account].join('---\n')
    expect(counts(stream)).toEqual({ count: 6, settled: 2 })
  })

  test('are those of an image object that an operator reads, too', () => {
    const stream = readFileSync('testdata/relocate/operators/reaper-object-null/input.yaml', 'utf8')
    const [operator = ''] = stream.split('---\n')
    expect(counts(stream).count).toBe(counts(operator).count + 1)
  })
})

describe('the pull secrets of those who share a list', () => {
  const shared = `
    imagePullSecrets: &shared
    - name: one
    - name: two
    - name: three
`
  const owner = `- apiVersion: v1
  kind: Pod
  metadata: {name: a}
  spec:${shared}    containers: [{name: web, image: nginx}]
`
  const foreign = `- apiVersion: example.com/v1
  kind: Thing
  metadata: {name: b}
  spec:
    other: *shared
`
  const user = foreign
    .replace('example.com/v1', 'v1')
    .replace('Thing', 'Pod')
    .replace('other: *shared', 'imagePullSecrets: *shared\n    containers: [{name: web, image: nginx}]')
  const listOf = (...items: readonly string[]): string =>
    `apiVersion: v1\nkind: List\nitems:\n${items.join('')}`

  test('are copied for who asks for none', () => {
    expect(counts(listOf(owner, foreign, foreign)).count).toBe(2 + 3 + 3)
  })

  test('are not copied for who asks for what the list itself gets', () => {
    expect(counts(listOf(owner, user, user)).count).toBe(2 + 2 + 2)
  })

  test('are copied for who asks for others', () => {
    const first = foreign.replace(
      '    other: *shared\n',
      shared.replace('imagePullSecrets', 'other').slice(1),
    )
    expect(counts(listOf(first, user, user)).count).toBe(2 * (2 + 3))
  })
})

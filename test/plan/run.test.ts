import { describe, expect, test } from '@jest/globals'

import { emptyConfig, type Config } from '../../src/config/config.ts'
import { relocate, type InputStream } from '../../src/relocate.ts'

const config: Config = { ...emptyConfig, registry: 'registry.internal/m', imagePullSecrets: ['regkey'] }

function pod(image: string, spec = ''): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n${spec}  containers:\n  - name: c\n    image: ${image}\n`
}

const account = `apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: web}\nimagePullSecrets:\n- name: older\n`

const accounts = `---
apiVersion: v1
kind: ServiceAccount
metadata: {name: default}
`

/** Each stream is called by its place in the run. */
function named(...texts: readonly string[]): readonly InputStream[] {
  return texts.map((text, index) => ({ text, file: `${index}.yaml` }))
}

describe('the streams of a run', () => {
  test('each have a result of their own, as if they were relocated alone', () => {
    const streams = named(pod('nginx:1') + accounts, pod('quay.io/a/b:2') + accounts)
    const { results, problems, summary } = relocate(streams, config)
    expect(problems).toEqual([])
    expect(results.map(({ output }) => output)).toEqual(
      streams.map(({ text, file }) => relocate(text, config, { file }).output),
    )
    expect(summary).toMatchObject({ places: 2, objects: 2, secrets: 4, pods: { list: 2 } })
  })

  test('share their service accounts: a pod keeps the secrets of an account in another stream', () => {
    const [, second] = relocate(named(account, pod('nginx:1', '  serviceAccountName: web\n')), config).results
    expect(second?.output).toContain('  imagePullSecrets:\n  - name: older\n  - name: regkey\n')
  })

  test('must not give two images one target, and the second is reported', () => {
    const streams = named(pod('quay.io/a/tool:1') + accounts, pod('docker.io/b/tool:1'))
    const { results, problems } = relocate(streams, { ...config, layout: 'flatten' })
    expect(problems.map(({ code, place }) => [code, place?.file])).toEqual([['TARGET_COLLISION', '1.yaml']])
    expect(results.map(result => result.problems.length)).toEqual([0, 1])
  })

  test('all stay as they were when one of them is refused', () => {
    const streams = named(pod('nginx:1') + accounts, pod('"not an image"'))
    const { results, problems } = relocate(streams, config)
    expect(problems.map(({ code }) => code)).toEqual(['REFERENCE_INVALID'])
    expect(results.map(({ output }) => output)).toEqual(streams.map(({ text }) => text))
    expect(results.map(({ edits }) => edits)).toEqual([[], []])
  })

  test('report a mistake in the rules once', () => {
    const { problems } = relocate(named(pod('nginx:1'), pod('nginx:1')), { ...config, exclude: ['['] })
    expect(problems).toHaveLength(1)
  })

  test('report an account outside of the run once, with the first pods whose secrets it may have', () => {
    const streams = named(pod('nginx:1'), pod('nginx:2'), pod('nginx:3', '  serviceAccountName: web\n'))
    const { problems } = relocate(streams, config)
    expect(problems.map(({ code, place }) => [code, place?.file])).toEqual([
      ['SECRET_BESIDE_ACCOUNT', '0.yaml'],
      ['SECRET_BESIDE_ACCOUNT', '2.yaml'],
    ])
    expect(problems.map(({ message }) => /account (\w+)/.exec(message)?.[1])).toEqual(['default', 'web'])
  })

  test('are none', () => {
    expect(relocate([], config)).toMatchObject({ results: [], problems: [] })
  })
})

describe('values of the chart', () => {
  const place = { file: 'values.yaml', line: 1, column: 1 }
  const pullPolicy = { value: 'Always', key: 'reaper-operator.image.pullPolicy', place }
  const setting = { component: 'reaper-operator', registryIsInRepository: false, pullPolicy, pullSecrets: [] }
  const operator = `apiVersion: apps/v1
kind: Deployment
metadata: {name: demo-reaper-operator}
spec: {template: {spec: {containers: [{name: reaper-operator, image: "thelastpickle/reaper-operator:v0.3.5"}]}}}
`

  test('are not missed in one stream when their component is in another', () => {
    const together = relocate(named(pod('nginx:1') + accounts, operator), {
      ...config,
      components: [setting],
    })
    const apart = relocate(pod('nginx:1') + accounts, { ...config, components: [setting] })
    expect(apart.problems.map(({ code }) => code)).toEqual(['VALUES_WITHOUT_EFFECT'])
    expect(together.problems).toEqual([])
    expect(together.results[1]?.output).toContain('imagePullPolicy: Always')
  })

  test('are reported once if their component is in no stream', () => {
    const { problems } = relocate(named(pod('nginx:1'), pod('nginx:2') + accounts), {
      ...config,
      components: [setting],
    })
    expect(problems.map(({ code }) => code)).toEqual(['VALUES_WITHOUT_EFFECT'])
  })
})

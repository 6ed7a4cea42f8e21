import { describe, expect, test } from '@jest/globals'
import { components } from '../../src/knowledge/charts/components.ts'
import { docsQuirks } from '../../src/knowledge/charts/docs-quirks.ts'
import { componentAccounts } from '../../src/knowledge/charts/service-accounts.ts'
import { knownKeys } from '../../src/config/values/known-key.ts'
import { parseValues } from '../../src/config/values/parse-values.ts'
import { processorTime } from '../processor-time.ts'

const parse = (...texts: readonly string[]) =>
  parseValues(texts.map((text, index) => ({ name: `v${index}.yaml`, text })))
const settingOf = (component: string, ...texts: readonly string[]) =>
  parse(...texts).components.find(setting => setting.component === component)
const codesOf = (...texts: readonly string[]) => parse(...texts).problems.map(({ code }) => code)

describe('a values file of the chart', () => {
  test('gives coordinates, policy, account and secrets of a component, each with its key and place', () => {
    const text = [
      'cass-operator:',
      '  image: {registry: r.io, repository: a/b, tag: v1, pullPolicy: Always}',
      '  imagePullSecrets:',
      '  - name: key',
      '  serviceAccount: {name: cass}',
      '',
    ].join('\n')
    const { components: settings, problems } = parse(text)
    expect(problems).toEqual([])
    expect(settings).toEqual([
      {
        component: 'cass-operator',
        registryIsInRepository: false,
        registry: at('r.io', 'cass-operator.image.registry', 2, 21),
        repository: at('a/b', 'cass-operator.image.repository', 2, 39),
        tag: at('v1', 'cass-operator.image.tag', 2, 49),
        pullPolicy: at('Always', 'cass-operator.image.pullPolicy', 2, 65),
        pullSecrets: [at('key', 'cass-operator.imagePullSecrets', 4, 11)],
        account: at('cass', 'cass-operator.serviceAccount.name', 5, 26),
      },
    ])
  })

  test('that comes later wins key by key, and its lists replace those before', () => {
    const setting = settingOf(
      'cass-operator',
      'cass-operator: {image: {registry: a.io, tag: v1}, imagePullSecrets: [{name: one}, {name: two}]}',
      'cass-operator: {image: {registry: b.io}, imagePullSecrets: [{name: three}]}',
    )
    expect(setting?.registry?.value).toBe('b.io')
    expect(setting?.tag?.value).toBe('v1')
    expect(setting?.pullSecrets.map(({ value }) => value)).toEqual(['three'])
  })

  test.each(components.filter(({ chart, values }) => chart === 'k8ssandra' && values !== undefined))(
    'sets the repository of $component at $values',
    ({ component, values = '', form }) => {
      const key = `${values}.${form === 'image-tag' ? 'image' : 'repository'}`
      expect(settingOf(component, nested(key, 'some/thing'))?.repository?.value).toBe('some/thing')
    },
  )

  test.each(componentAccounts.filter(({ values }) => values !== undefined))(
    'sets the account of $component at $values',
    ({ component, values = '' }) => {
      expect(settingOf(component, nested(values, 'someone'))?.account?.value).toBe('someone')
    },
  )

  test.each(docsQuirks.filter(({ real }) => real !== undefined))(
    'is understood where it says $documented, and told that it is $real',
    ({ documented, real = '' }) => {
      const below = knownKeys.has(real) && !real.endsWith('.image') ? '' : '.repository'
      const { components: settings, problems } = parse(nested(`${documented}${below}`, 'someone'))
      expect(settings).toHaveLength(1)
      expect(problems).toEqual([
        expect.objectContaining({
          code: 'VALUES_QUIRK',
          message: expect.stringContaining(`taken as ${real}`),
        }),
      ])
    },
  )

  test('gives the pull secrets below global to the monitoring stack alone, as the chart does', () => {
    const { components: settings } = parse('global: {imagePullSecrets: [{name: key}]}')
    expect(settings.length).toBeGreaterThan(5)
    for (const { component } of settings) expect(component).toMatch(/^kube-prometheus-stack\./)
  })

  test('with plain texts for pull secrets is understood, with a warning', () => {
    const text = 'cass-operator: {imagePullSecrets: [key]}'
    expect(settingOf('cass-operator', text)?.pullSecrets.map(({ value }) => value)).toEqual(['key'])
    expect(codesOf(text)).toEqual(['VALUES_QUIRK'])
  })

  test('with a digest for Grafana gets the algorithm that the chart adds', () => {
    const digest = 'a'.repeat(64)
    const text = nested('kube-prometheus-stack.grafana.image.sha', digest)
    expect(settingOf('grafana', text)?.digest?.value).toBe(`sha256:${digest}`)
  })

  test('with one text for an image, as old charts need it, is understood, with a warning', () => {
    const text = 'cassandra: {image: "quay.io/a/b:v1"}'
    const setting = settingOf('cassandra', text)
    expect([setting?.registry?.value, setting?.repository?.value, setting?.tag?.value]).toEqual([
      'quay.io',
      'a/b',
      'v1',
    ])
    expect(codesOf(text)).toEqual(['VALUES_QUIRK'])
  })

  test.each([
    ['a slip in a key', 'cassandra: {image: {regstry: r.io}}', 'did you mean cassandra.image.registry?'],
    ['a component that is none', 'a-chart-of-someone-else: {proxy: {image: {tag: v1}}}', 'check the path'],
    [
      'an account at a place that nobody reads',
      'medusa: {serviceAccount: me}',
      'did you mean reaper.serviceAccount?',
    ],
  ])('with %s has a key without effect', (_, text, remedy) => {
    expect(parse(text).problems).toEqual([
      expect.objectContaining({
        code: 'VALUES_WITHOUT_EFFECT',
        remedy: expect.stringContaining(remedy),
        place: expect.objectContaining({ file: 'v0.yaml', line: 1 }),
      }),
    ])
  })

  test('may have any other keys of the chart, without a message', () => {
    const text =
      'cassandra: {version: 4.0.3, datacenters: [{name: dc1, size: 3}]}\nmedusa: {enabled: true, image: }\n'
    expect(parse(text)).toEqual({ components: [], problems: [] })
  })

  test.each([
    ['a registry', 'cassandra: {image: {registry: "https://r.io"}}'],
    ['a repository', 'cassandra: {image: {repository: Upper/Case}}'],
    ['a tag', 'cassandra: {image: {tag: "a b"}}'],
    ['a pull policy', 'cassandra: {image: {pullPolicy: Sometimes}}'],
    ['a service account', 'cassandra: {serviceAccount: "No Name"}'],
    ['a pull secret', 'cass-operator: {imagePullSecrets: [{name: "no name"}]}'],
    ['YAML', 'cassandra: {image: [}'],
  ])('that has something else for %s is refused', (_, text) => {
    expect(codesOf(text)).toContain('VALUES_INVALID')
  })

  test('keeps control characters out of messages', () => {
    const { problems } = parse(
      '"a\\u001b[31m": {image: {tag: v1}}\ncassandra: {image: {tag: "\\u001b[31m"}}\n',
    )
    expect(problems).toHaveLength(2)
    for (const { message, remedy } of problems) expect(message + remedy).not.toContain('\u001b')
  })

  test('full of aliases takes no more than a moment', () => {
    const levels = Array.from({ length: 30 }, (_, level) =>
      level === 0 ? 'a0: &a0 {}' : `a${level}: &a${level} {l: *a${level - 1}, r: *a${level - 1}}`,
    )
    expect(processorTime(() => void parse(levels.join('\n')))).toBeLessThan(2000)
  })
})

function at(value: string, key: string, line: number, column: number) {
  return { value, key, place: { file: 'v0.yaml', line, column, path: key } }
}

/** A values file with one key. */
function nested(key: string, value: string): string {
  return key.split('.').reduceRight((below, part) => `{${part}: ${below}}`, JSON.stringify(value))
}

describe('a values file as people write it', () => {
  test('a key that only begins as one of the documentation is another key', () => {
    expect(codesOf('grafana: {imageRenderer: {image: {tag: "1"}}}\n')).toEqual(['VALUES_WITHOUT_EFFECT'])
  })

  test('a list is no values file', () => {
    expect(codesOf('- cassandra\n')).toEqual(['VALUES_INVALID'])
  })

  test('an empty value sets nothing, and a list of secrets may be one text', () => {
    expect(parse('cassandra: {image: {tag: ""}}\n')).toEqual({ components: [], problems: [] })
    expect(codesOf('cass-operator: {imagePullSecrets: key}\n')).toEqual([])
  })

  test('lists of secrets under two keys add up', () => {
    const text =
      'global: {imagePullSecrets: [{name: a}]}\nkube-prometheus-stack: {global: {imagePullSecrets: [{name: b}]}}\n'
    const setting = settingOf('kube-prometheus-stack.prometheus-operator', text)
    expect(setting?.pullSecrets.map(({ value }) => value)).toEqual(['a', 'b'])
  })

  test('aliases that repeat themselves, or make much of little, are refused', () => {
    expect(codesOf('a: &a {b: *a}\n')).toEqual(['VALUES_INVALID'])
    const laughs = ['a0: &a0 [x, x]']
    for (let level = 1; level < 40; level++)
      laughs.push(`a${level}: &a${level} [*a${level - 1}, *a${level - 1}]`)
    expect(codesOf(`${laughs.join('\n')}\n`)).toEqual(['VALUES_INVALID'])
  })
})

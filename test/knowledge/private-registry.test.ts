import { describe, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { emptyConfig, type Config } from '../../src/config/config.ts'
import { parseValues } from '../../src/config/values/parse-values.ts'
import { formatReference } from '../../src/reference/reference.ts'
import { relocate, type Result } from '../../src/relocate.ts'
import { listImages } from '../../src/output/images/image-list.ts'

/** The release of our own, and a values file in the manner of the documentation's complete example. */
const stream = readFileSync('testdata/streams/k8ssandra-1.x.yaml', 'utf8')
const values = { name: 'complete.yaml', text: readFileSync('testdata/values/complete.yaml', 'utf8') }
const byRules: Config = { ...emptyConfig, registry: 'myregistry/myrepo', layout: 'flatten' }
const byValues: Config = { ...byRules, components: parseValues([values]).components }

/** What the example sets, component by component, with the tags of the release: written by hand from the example. */
const answer: Readonly<Record<string, string>> = {
  cassandra: 'myregistry/myrepo/cass-management-api:4.0.3-v0.1.37',
  'cassandra.configBuilder': 'myregistry/myrepo/cass-config-builder:1.0.4',
  'cassandra.jmxCredentialsConfig': 'myregistry/myrepo/busybox:1.35.0',
  'cassandra.loggingSidecar': 'myregistry/myrepo/system-logger:6c64f9c4',
  stargate: 'myregistry/myrepo/stargate-4_0:v1.0.68',
  'stargate.waitForCassandra': 'myregistry/myrepo/alpine:3.12.2',
  reaper: 'myregistry/myrepo/cassandra-reaper:3.2.1',
  medusa: 'myregistry/myrepo/medusa:0.12.2',
  cleaner: 'myregistry/myrepo/k8ssandra-tools:latest',
  client: 'myregistry/myrepo/k8ssandra-tools:latest',
  'cass-operator': 'myregistry/myrepo/cass-operator:v1.10.5',
  'reaper-operator': 'myregistry/myrepo/reaper-operator:v0.3.5',
  'medusa-operator': 'myregistry/myrepo/medusa-operator:v0.4.0',
  'kube-prometheus-stack.prometheus-operator': 'myregistry/myrepo/prometheus-operator:v0.52.0',
  // The example's path for this one does nothing in the chart.
  'kube-prometheus-stack.prometheus-operator.prometheusSpec': 'myregistry/myrepo/prometheus:v2.28.1',
}

/** Tags the example sets itself. */
const tagged = {
  cassandra: 'myregistry/myrepo/cass-management-api:3.11.10-v0.1.26',
  stargate: 'myregistry/myrepo/stargate-4_0:1.0.29',
}

/** What the example leaves after. */
const forgotten = [
  'cassandra.applyCustomConfig',
  'grafana',
  'grafana.sidecar',
  'grafana.testFramework',
  'imageConfig.cassandra',
  'imageConfig.config-builder',
  'imageConfig.dse',
  'imageConfig.system-logger',
  'kube-prometheus-stack.admissionWebhooks.patch',
  'kube-prometheus-stack.prometheusConfigReloader',
  'kube-prometheus-stack.thanos',
]

describe('a private registry, as the documentation of K8ssandra has it', () => {
  test('rules give each component the image of the complete example', () => {
    expect(imagesOf(relocate(stream, byRules))).toMatchObject(answer)
  })

  test('with the values file the tags are those of the example as well', () => {
    expect(imagesOf(relocate(stream, byValues))).toMatchObject({ ...answer, ...tagged })
  })

  test.each([
    ['rules', byRules],
    ['values', byValues],
  ])('with %s, the components that the example forgot are relocated too', (_, config) => {
    const images = imagesOf(relocate(stream, config))
    const others = Object.keys(images).filter(component => answer[component] === undefined)
    expect(others.sort()).toEqual(forgotten)
    for (const image of Object.values(images)) expect(image).toMatch(/^myregistry\/myrepo\/[^/]+$/)
  })

  test('relocating what came out changes nothing, with the values file or without', () => {
    const { output } = relocate(stream, byValues)
    expect(relocate(output, byValues).output).toBe(output)
    expect(relocate(output, byRules).output).toBe(output)
  })

  test('every line that changes is accounted for', () => {
    const { output, lines, edits } = relocate(stream, byValues)
    expect(output).not.toBe(stream)
    const told = new Set(Array.from(lines.values(), hunks => hunks.map(({ line }) => line)).flat())
    const before = stream.slice(0, Math.min(...edits.map(({ start }) => start))).split('\n').length
    expect(Math.min(...told)).toBeGreaterThanOrEqual(before)
    expect(edits.length).toBeGreaterThan(60)
  })
})

/** The image of each component after a relocation; a component with two of them has both. */
function imagesOf(result: Result): Readonly<Record<string, string>> {
  const images = new Map<string, Set<string>>()
  for (const { target, source, components, origin } of listImages([result])) {
    if (origin === 'operator') continue
    for (const component of components) {
      const list = images.get(component) ?? new Set()
      images.set(component, list.add(formatReference(target ?? source)))
    }
  }
  return Object.fromEntries(
    Array.from(images, ([component, list]) => [component, [...list].sort().join(' ')]),
  )
}

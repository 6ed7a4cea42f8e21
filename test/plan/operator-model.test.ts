import { expect, test } from '@jest/globals'
import fastCheck from 'fast-check'

import { emptyConfig, type Config } from '../../src/config/config.ts'
import { findImages } from '../../src/find/find.ts'
import { builtInFieldSpecs } from '../../src/knowledge/fieldspecs/index.ts'
import { cassOperatorReleases } from '../../src/knowledge/operators/releases/cass-operator.ts'
import { k8ssandraOperatorReleases } from '../../src/knowledge/operators/releases/k8ssandra-operator.ts'
import { factsOf } from '../../src/plan/facts.ts'
import { contextOf } from '../../src/plan/operators/context.ts'
import { operatedBy } from '../../src/plan/operators/operated.ts'
import { isFatal } from '../../src/problem.ts'
import { canonicalReference } from '../../src/reference/canonical.ts'
import { relocate } from '../../src/relocate.ts'
import { layouts } from '../../src/rules/layout.ts'
import { createRuleSet } from '../../src/rules/ruleset.ts'

const of = fastCheck.constantFrom
const maybe = (text: fastCheck.Arbitrary<string>): fastCheck.Arbitrary<string> =>
  fastCheck.oneof(of(''), text)

/** Parts of an image object, any of them left out. */
const object = fastCheck
  .record(
    {
      registry: of('quay.io', 'docker.io', '""'),
      repository: of('team', 'k8ssandra'),
      name: of('custom'),
      tag: of('"9.9"', 'v1', '""'),
      pullSecretRef: of('{name: first}'),
    },
    { requiredKeys: [] },
  )
  .map(parts => {
    const pairs = Object.entries(parts).map(([key, value]) => `${key}: ${value}`)
    return `containerImage: {${pairs.join(', ')}}`
  })
const vector = of(
  'telemetry: {vector: {enabled: true}}',
  'telemetry: {vector: {enabled: true, image: a.io/v:1}}',
)
const inner = fastCheck.tuple(maybe(object), maybe(vector)).map(all => `{${all.filter(Boolean).join(', ')}}`)

const datacenter = fastCheck
  .tuple(
    maybe(of('serverVersion: 3.11.14', 'serverVersion: 5.0.3')),
    maybe(inner.map(text => `stargate: ${text}`)),
    maybe(of('perNodeConfigMapRef: {name: n}')),
    maybe(of('perNodeConfigInitContainerImage: quay.io/a/yq:1', 'perNodeConfigInitContainerImage: ""')),
    maybe(of('stopped: true')),
  )
  .map(all => `{${['size: 3', ...all.filter(Boolean)].join(', ')}}`)

const cluster = fastCheck
  .tuple(
    of('cassandra', 'dse', 'hcd'),
    of('4.0.17', '4.1.7', '6.8.50'),
    fastCheck.array(datacenter, { maxLength: 2 }),
    maybe(inner.map(text => `  stargate: ${text}\n`)),
    maybe(inner.map(text => `  reaper: ${text}\n`)),
    maybe(
      fastCheck.oneof(
        of('  medusa: {}\n'),
        object.map(text => `  medusa: {${text}, purgeBackups: false}\n`),
      ),
    ),
    maybe(vector.map(text => `    ${text}\n`)),
  )
  .map(
    ([type, version, datacenters, stargate, reaper, medusa, telemetry]) => `---
apiVersion: k8ssandra.io/v1alpha1
kind: K8ssandraCluster
metadata: {name: demo}
spec:
${stargate}${reaper}${medusa}  cassandra:
    serverType: ${type}
    serverVersion: ${version}
    datacenters: [${datacenters.join(', ')}]
${telemetry}`,
  )

const ofDatacenter = fastCheck
  .tuple(
    of('cassandra', 'dse'),
    of('4.0.17', '4.1.7', '6.8.50'),
    fastCheck.subarray(['serverImage: ""', 'configBuilderImage: ~', 'systemLoggerImage: quay.io/a/logger:1']),
  )
  .map(
    ([type, version, fields]) =>
      `---\napiVersion: cassandra.datastax.com/v1beta1\nkind: CassandraDatacenter\nmetadata: {name: dc1}\nspec: {${[`serverType: ${type}`, `serverVersion: ${version}`, ...fields].join(', ')}}\n`,
  )

const v1beta1 = fastCheck
  .tuple(
    maybe(of('imageRegistry: mirror.corp\n', 'imageRegistry: ""\n')),
    maybe(of('imageNamespace: ns\n', 'imageNamespace: ""\n')),
  )
  .map(
    ([registry, namespace]) => `---
apiVersion: config.k8ssandra.io/v1beta1
kind: ImageConfig
images:
  system-logger: k8ssandra/system-logger:v1
  config-builder: cr.dtsx.io/datastax/cass-config-builder:1.0
  k8ssandra-client: k8ssandra/k8ssandra-client:v2
defaults:
  cassandra: {repository: k8ssandra/cass-management-api, suffix: -ubi}
  dse: {repository: datastax/dse}
${registry}${namespace}`,
  )

const policy = fastCheck
  .record({ registry: of('mirror.corp', '""', 'quay.io'), repository: of('kk', '""') }, { requiredKeys: [] })
  .map(
    parts =>
      `{${Object.entries(parts)
        .map(([key, value]) => `${key}: ${value}`)
        .join(', ')}}`,
  )

const v1beta2 = fastCheck
  .tuple(
    policy,
    maybe(policy),
    maybe(of(', registry: ghcr.io')),
    of('v1', '"sha256:5555555555555555555555555555555555555555555555555555555555555555"'),
  )
  .map(
    ([defaults, overrides, registry, tag]) => `---
apiVersion: config.k8ssandra.io/v1beta2
kind: ImageConfig
defaults: ${defaults}
${overrides === '' ? '' : `overrides: ${overrides}\n`}images:
  system-logger: {repository: k8ssandra, name: system-logger, tag: ${tag}${registry}}
  config-builder: {repository: datastax, name: cass-config-builder, tag: "1.0"}
  k8ssandra-client: {repository: k8ssandra, name: k8ssandra-client, tag: v2}
  reaper: {repository: thelastpickle, name: cassandra-reaper, tag: 5.0.0${registry}}
  medusa: {repository: k8ssandra, name: medusa, tag: 0.29.1}
types:
  cassandra: {repository: k8ssandra, name: cass-management-api, suffix: -ubi}
  dse: {repository: datastax, name: dse}
`,
  )

const operator = (name: string, releases: readonly string[]): fastCheck.Arbitrary<string> =>
  of(...releases).map(
    release =>
      `---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ${name}}\nspec: {template: {spec: {containers: [{name: o, image: "k8ssandra/${name}:v${release}"}]}}}\n`,
  )

const streams = fastCheck
  .tuple(
    operator('k8ssandra-operator', k8ssandraOperatorReleases),
    maybe(operator('cass-operator', cassOperatorReleases)),
    maybe(fastCheck.oneof(v1beta1, v1beta2)),
    fastCheck.oneof(cluster, ofDatacenter),
  )
  .map(documents => documents.join(''))

const configs: fastCheck.Arbitrary<Config> = fastCheck
  .record({
    registry: of('reg.example:5000/m', 'reg.example:5000'),
    layout: of(...layouts),
    mirrors: of([], [{ source: 'docker.io/k8ssandra', target: 'other.example/k8' }]),
    imagePullSecrets: of([], ['regkey']),
  })
  .map(parts => ({ ...emptyConfig, ...parts }))

/** What the model names in a stream, each image in full; undefined where nothing tells it. */
function named(stream: string): readonly (string | undefined)[] {
  const found = findImages(stream, builtInFieldSpecs)
  return operatedBy(found, contextOf([factsOf(found)])).flatMap(({ images }) =>
    images.map(({ reference }) => (reference === undefined ? undefined : canonicalReference(reference))),
  )
}

test('the model of the output names the targets of what the model of the input names, or the run is refused', () => {
  let relocated = 0
  fastCheck.assert(
    fastCheck.property(streams, configs, (stream, config) => {
      const { output, problems } = relocate(stream, config)
      if (problems.some(isFatal)) return
      relocated++
      const { ruleSet } = createRuleSet(config)
      const found = findImages(stream, builtInFieldSpecs)
      const wanted = operatedBy(found, contextOf([factsOf(found)])).flatMap(({ images }) =>
        images.map(({ reference }) => {
          if (reference === undefined) return undefined
          const decision = ruleSet.decide(reference)
          return canonicalReference(decision.kind === 'relocated' ? decision.target : reference)
        }),
      )
      expect(named(output)).toEqual(wanted)
    }),
    { numRuns: Number(process.env['RUNS'] ?? 300) },
  )
  expect(relocated).toBeGreaterThan(50)
}, 120_000)

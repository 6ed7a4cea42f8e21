import { expect, test } from '@jest/globals'
import fastCheck from 'fast-check'

import { emptyConfig, type Config } from '../../src/config/config.ts'
import { findImages } from '../../src/find/find.ts'
import { builtInFieldSpecs } from '../../src/knowledge/fieldspecs/index.ts'
import { cassOperatorReleases } from '../../src/knowledge/operators/releases/cass-operator.ts'
import { k8ssandraOperatorReleases } from '../../src/knowledge/operators/releases/k8ssandra-operator.ts'
import { factsOf } from '../../src/plan/facts.ts'
import { contextFor, contextOf } from '../../src/plan/operators/context.ts'
import { operatedBy } from '../../src/plan/operators/operated.ts'
import { isFatal } from '../../src/problem.ts'
import { canonicalReference } from '../../src/reference/canonical.ts'
import type { Reference } from '../../src/reference/reference.ts'
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
    of('cassandra', 'dse', 'hcd'),
    of('4.0.17', '4.1.7', '6.8.50'),
    fastCheck.subarray([
      'serverImage: ""',
      'configBuilderImage: ~',
      'systemLoggerImage: quay.io/a/logger:1',
      'disableSystemLoggerSidecar: true',
      'podTemplateSpec: {spec: {containers: [{name: cassandra}, {name: server-system-logger, image: a/b:1}]}}',
    ]),
  )
  .map(
    ([type, version, fields]) =>
      `---\napiVersion: cassandra.datastax.com/v1beta1\nkind: CassandraDatacenter\nmetadata: {name: dc1}\nspec: {${[`serverType: ${type}`, `serverVersion: ${version}`, ...fields].join(', ')}}\n`,
  )

const v1beta1 = fastCheck
  .tuple(
    maybe(of(', imageRegistry: quay.io/of-type', ', imageRegistry: ""')),
    maybe(of('  cassandra: {"4.0.17": quay.io/a/own-cassandra:4}\n', '  hcd: {"4.0.17": a/hcd:1}\n')),
    of('v1', 'v1@sha256:5555555555555555555555555555555555555555555555555555555555555555'),
    maybe(of('imageRegistry: mirror.corp\n', 'imageRegistry: ""\n')),
    maybe(of('imageNamespace: ns\n', 'imageNamespace: ""\n')),
  )
  .map(
    ([ofType, servers, tag, registry, namespace]) => `---
apiVersion: config.k8ssandra.io/v1beta1
kind: ImageConfig
images:
  system-logger: k8ssandra/system-logger:${tag}
  config-builder: cr.dtsx.io/datastax/cass-config-builder:1.0
  k8ssandra-client: k8ssandra/k8ssandra-client:v2
${servers}defaults:
  cassandra: {repository: k8ssandra/cass-management-api, suffix: -ubi${ofType}}
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
    maybe(
      of(
        ', registry: ghcr.io',
        ', registry: ""',
        ', digest: "sha256:6666666666666666666666666666666666666666666666666666666666666666"',
      ),
    ),
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
  fastCheck
    .tuple(
      of(...releases),
      of(
        '',
        ', env: [{name: DEFAULT_REGISTRY, value: quay.io}]',
        ', env: [{name: IMAGE_PULL_SECRETS, value: ""}]',
      ),
    )
    .map(
      ([release, env]) =>
        `---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ${name}}\nspec: {template: {spec: {containers: [{name: o, image: "k8ssandra/${name}:v${release}"${env}}]}}}\n`,
    )

const prometheus = fastCheck
  .tuple(
    of('0.44.0', '0.52.0', '0.85.0', '0.85.0-debian-12-r0'),
    maybe(
      of(
        ', args: [--prometheus-default-base-image=quay.io/own/prometheus, "--thanos-default-base-image=a/thanos:1"]',
      ),
    ),
    of('Prometheus', 'Alertmanager', 'ThanosRuler', 'PrometheusAgent'),
    fastCheck.subarray([
      'version: v2.28.1',
      'image: ""',
      'tag: v2.30.0',
      'baseImage: quay.io/b/base',
      `sha: "${'5'.repeat(64)}"`,
      'thanos: {version: v0.31.0}',
    ]),
  )
  .map(
    ([version, args, kind, fields]) =>
      `---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: p}\nspec: {template: {spec: {containers: [{name: o, image: "quay.io/prometheus-operator/prometheus-operator:v${version}"${args}}]}}}\n---\napiVersion: monitoring.coreos.com/v1\nkind: ${kind}\nmetadata: {name: k}\nspec: {${['replicas: 1', ...fields].join(', ')}}\n`,
  )

const streams = fastCheck
  .tuple(
    operator('k8ssandra-operator', k8ssandraOperatorReleases),
    maybe(operator('cass-operator', cassOperatorReleases)),
    maybe(fastCheck.oneof(v1beta1, v1beta2)),
    fastCheck.oneof(cluster, ofDatacenter),
    maybe(prometheus),
  )
  .map(documents => documents.join(''))

const configs: fastCheck.Arbitrary<Config> = fastCheck
  .record({
    registry: of('reg.example:5000/m', 'reg.example:5000'),
    layout: of(...layouts),
    mirrors: of(
      [],
      [{ source: 'docker.io/k8ssandra', target: 'other.example/k8' }],
      [
        { source: 'docker.io', target: 'reg.example:5000/hub/deep' },
        { source: 'docker.io/datastax', target: 'reg.example:5000' },
      ],
    ),
    imagePullSecrets: of([], ['regkey']),
  })
  .map(parts => ({ ...emptyConfig, ...parts }))

/** What the model names in the files of a run, that of `see` for each image; undefined where nothing tells it. */
function named(
  files: readonly string[],
  see: (reference: Reference) => string = canonicalReference,
): readonly (string | undefined)[] {
  const found = files.map(file => findImages(file, builtInFieldSpecs))
  const facts = found.map(factsOf)
  const run = contextOf(facts)
  return found.flatMap((stream, index) => {
    const context = contextFor(facts[index] ?? factsOf(stream), index, facts, run)
    return operatedBy(stream, context).flatMap(({ images }) =>
      images.map(({ reference }) => (reference === undefined ? undefined : see(reference))),
    )
  })
}

/** Where the images of the files go, as the model names them. */
function targetsOf(files: readonly string[], config: Config): readonly (string | undefined)[] {
  const { ruleSet } = createRuleSet(config)
  return named(files, reference => {
    const decision = ruleSet.decide(reference)
    return canonicalReference(decision.kind === 'relocated' ? decision.target : reference)
  })
}

const runs = { numRuns: Number(process.env['RUNS'] ?? 300) }

test('the model of the output names the targets of what the model of the input names, or the run is refused', () => {
  let relocated = 0
  fastCheck.assert(
    fastCheck.property(streams, configs, (stream, config) => {
      const { output, problems } = relocate(stream, config)
      if (problems.some(isFatal)) return
      relocated++
      expect(named([output])).toEqual(targetsOf([stream], config))
    }),
    runs,
  )
  expect(relocated).toBeGreaterThan(50)
})

test('so it is where each document is a file of its own', () => {
  let relocated = 0
  fastCheck.assert(
    fastCheck.property(streams, configs, (stream, config) => {
      const files = stream.split(/^---\n/m).filter(text => text !== '')
      const { results, problems } = relocate(
        files.map(text => ({ text })),
        config,
      )
      if (problems.some(isFatal)) return
      relocated++
      expect(named(results.map(({ output }) => output))).toEqual(targetsOf(files, config))
    }),
    runs,
  )
  expect(relocated).toBeGreaterThan(50)
})

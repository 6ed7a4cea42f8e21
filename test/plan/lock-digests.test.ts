import { expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'

import { emptyConfig, type Config } from '../../src/config/config.ts'
import { digestRows } from '../../src/knowledge/operators/digests.ts'
import type { OperatorName } from '../../src/knowledge/operators/operator.ts'
import { operatorOf, type RunningOperator } from '../../src/knowledge/operators/running-operator.ts'
import { cassOperatorReleases } from '../../src/knowledge/operators/releases/cass-operator.ts'
import { k8ssandraOperatorReleases } from '../../src/knowledge/operators/releases/k8ssandra-operator.ts'
import { prometheusDefaults } from '../../src/knowledge/operators/releases/prometheus-operator.ts'
import { reaperOperatorReleases } from '../../src/knowledge/operators/releases/reaper-operator.ts'
import { isInRange, parseVersion } from '../../src/knowledge/version.ts'
import { canonicalReference } from '../../src/reference/canonical.ts'
import { formatReference, type Reference } from '../../src/reference/reference.ts'
import { listImages } from '../../src/output/images/image-list.ts'
import { relocate, type Result } from '../../src/relocate.ts'
import { modelOf } from '../knowledge/operator-model.ts'

/** What a tag resolves to: another digest for each image. */
function digestOf(reference: Reference): string {
  const name = canonicalReference({ ...reference, digest: undefined })
  return `sha256:${createHash('sha256').update(name).digest('hex')}`
}

const config: Config = {
  ...emptyConfig,
  registry: 'registry.internal:5000/m',
  accept: [{ code: 'IMAGE_LEAK', reason: 'only digests are looked at' }],
}

/** Relocates a stream with a lock of everything that is pulled by it. */
function locked(stream: string): Result {
  const sources = listImages([relocate(stream, config)])
    .filter(({ isRepository, source }) => !isRepository && source.digest === undefined)
    .map(({ source }) => source)
  const lock = sources.map(source => ({ source: formatReference(source), digest: digestOf(source) }))
  return relocate(stream, { ...config, lock })
}

const datacenter = (spec: string): string =>
  `apiVersion: cassandra.datastax.com/v1beta1
kind: CassandraDatacenter
metadata: {name: dc1}
spec: {serverType: cassandra, ${spec}}
`

const datacenters = [
  datacenter('serverVersion: 4.0.3'),
  datacenter('serverVersion: 4.1.7'),
  datacenter(
    'serverVersion: 4.0.3, serverImage: k8ssandra/cass-management-api:4.0.3, systemLoggerImage: busybox:1',
  ),
]

const cluster = (reaper: string, medusa: string): string => `apiVersion: k8ssandra.io/v1alpha1
kind: K8ssandraCluster
metadata: {name: demo}
spec:
  cassandra:
    serverVersion: 4.0.17
    telemetry: {vector: {enabled: true}}
    datacenters: [{metadata: {name: dc1}, perNodeConfigMapRef: {name: tokens}}]
  reaper: {${reaper}telemetry: {vector: {enabled: true}}}
  medusa: {${medusa}}
  stargate: {}
`
const clusters = [
  cluster('', ''),
  cluster('containerImage: {tag: 3.6.1}, ', 'containerImage: {tag: 0.29.1}'),
  cluster('containerImage: {tag: 5.0.0}, ', 'containerImage: {name: other}'),
]

const monitoring = ['Prometheus', 'Alertmanager', 'ThanosRuler', 'PrometheusAgent'].flatMap(kind =>
  [
    'version: v1.2.3',
    'image: "quay.io/own/one:1"',
    'version: v1.2.3, tag: v9',
    'baseImage: quay.io/own/two',
  ].map(
    spec => `apiVersion: monitoring.coreos.com/v1\nkind: ${kind}\nmetadata: {name: a}\nspec: {${spec}}\n`,
  ),
)

const reapers = ['image: thelastpickle/cassandra-reaper:3', 'replicas: 1'].map(
  spec =>
    `apiVersion: reaper.cassandra-reaper.io/v1alpha1\nkind: Reaper\nmetadata: {name: a}\nspec: {${spec}}\n`,
)

const v1beta1 = `apiVersion: v1
kind: ConfigMap
metadata: {name: old}
data:
  image_config.yaml: |
    apiVersion: config.k8ssandra.io/v1beta1
    kind: ImageConfig
    images:
      system-logger: k8ssandra/system-logger:v1
      config-builder: datastax/cass-config-builder:1.0
      k8ssandra-client: k8ssandra/k8ssandra-client:v0.2.2
      cassandra:
        "4.0.3": k8ssandra/cass-management-api:special
    defaults:
      cassandra: {repository: k8ssandra/cass-management-api}
`

const v1beta2 = `apiVersion: v1
kind: ConfigMap
metadata: {name: new, labels: {k8ssandra.io/config: image}}
data:
  image_config.yaml: |
    apiVersion: config.k8ssandra.io/v1beta2
    kind: ImageConfig
    defaults: {registry: docker.io}
    images:
      system-logger: {repository: k8ssandra, name: system-logger, tag: v1}
      config-builder: {repository: datastax, name: cass-config-builder, tag: "1.0"}
      k8ssandra-client: {repository: k8ssandra, name: k8ssandra-client, tag: v0.8}
      medusa: {repository: k8ssandra, name: medusa, tag: 0.29.1}
      reaper: {repository: thelastpickle, name: cassandra-reaper, tag: 5.0.0}
    types:
      cassandra: {repository: k8ssandra, name: cass-management-api, suffix: -ubi}
`

function deployment(operator: string, release: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${operator}}
spec:
  selector: {matchLabels: {app: a}}
  template:
    metadata: {labels: {app: a}}
    spec:
      containers:
      - name: manager
        image: docker.io/someone/${operator}:v${release}
        args: ["--prometheus-config-reloader=quay.io/own/reloader:v1"]
`
}

type Run = {
  readonly operator: OperatorName
  readonly release: string
  readonly resources: readonly string[]
}

const oneOf = (resources: readonly string[]): readonly string[] => [resources.join('---\n')]

const runs: readonly Run[] = [
  ...cassOperatorReleases.map(
    release => ({ operator: 'cass-operator', release, resources: oneOf(datacenters) }) as const,
  ),
  ...k8ssandraOperatorReleases.map(
    release => ({ operator: 'k8ssandra-operator', release, resources: clusters }) as const,
  ),
  ...[...prometheusDefaults().keys()].map(
    release => ({ operator: 'prometheus-operator', release, resources: oneOf(monitoring) }) as const,
  ),
  ...reaperOperatorReleases.map(
    release => ({ operator: 'reaper-operator', release, resources: oneOf(reapers) }) as const,
  ),
]

/** What is in the run besides the operator and its resources. */
function imageConfigsOf({ operator }: Run): readonly string[] {
  if (operator === 'cass-operator') return ['', v1beta1, v1beta2]
  return operator === 'k8ssandra-operator' ? ['', v1beta2] : ['']
}

test.each(runs)('$operator $release pulls by the digest of the lock, or a note says why not', run => {
  for (const resource of run.resources)
    for (const imageConfig of imageConfigsOf(run)) {
      const parts = [deployment(run.operator, run.release), imageConfig, resource].filter(part => part !== '')
      const stream = parts.join('---\n')
      const { output, problems } = locked(stream)
      expect(problems.filter(({ code }) => code === 'IMAGE_LEAK').every(({ accepted }) => accepted)).toBe(
        true,
      )
      expect(problems.filter(({ code }) => code.startsWith('LOCK') && code !== 'LOCK_INEXPRESSIBLE')).toEqual(
        [],
      )
      const noted = new Set(
        problems.flatMap(({ code, image }) => (code === 'LOCK_INEXPRESSIBLE' ? (image ?? []) : [])),
      )
      const before = modelsOf(parts, run)
      modelsOf(output.split(/^---\n/m), run).forEach((image, index) => {
        const source = before[index]
        if (image === undefined || source === undefined || image.registry !== 'registry.internal:5000') return
        const wanted = source.digest ?? digestOf(source)
        if (image.digest === undefined) expect(noted).toContain(formatReference(image))
        else expect([formatReference(image), image.digest]).toEqual([formatReference(image), wanted])
      })
    }
})

/** What the operator of a run pulls, the ImageConfig and the resources being the documents after its deployment. */
function modelsOf(
  [deployed = '', ...documents]: readonly string[],
  { operator, release }: Run,
): readonly (Reference | undefined)[] {
  const read = documents.map(text =>
    text.includes('kind: ConfigMap')
      ? text.replace(/^[^]*image_config\.yaml: \|\n/, '').replace(/^ {4}/gm, '')
      : text,
  )
  const reloader = /--prometheus-config-reloader=([^"]*)/.exec(deployed)?.[1] ?? ''
  const running: RunningOperator = {
    ...operatorOf(operator, release),
    arguments: new Map([['--prometheus-config-reloader', reloader]]),
  }
  return modelOf(read.join('---\n'), { [operator]: running })
    .filter(image => image.operator === operator)
    .map(({ reference }) => reference)
}

test('the ImageConfig gets a digest next to the tag from the first release that reads one', () => {
  for (const release of cassOperatorReleases) {
    const { output } = locked([deployment('cass-operator', release), v1beta2, datacenters[0]].join('---\n'))
    const version = parseVersion(release)
    if (version === undefined) throw new Error(release)
    const hasDigest = /system-logger: \{digest: sha256:\w+, .*tag: v1\}/.test(output)
    expect([release, hasDigest]).toEqual([release, isInRange(version, '>=1.28.0')])
  }
})

test('an ImageConfig whose operators are not in the run keeps its tags', () => {
  const { output, problems } = locked(v1beta2)
  expect(output).not.toContain('sha256:')
  expect(problems.map(({ message }) => message)).toContain(
    'registry.internal:5000/m/k8ssandra/system-logger:v1 is pinned by its tag only: cass-operator reads no digest in the ImageConfig before 1.28.0, and the run does not tell its release',
  )
})

test('the rows of an operator and form leave no release to two of them', () => {
  for (const row of digestRows)
    for (const other of digestRows) {
      if (row === other || row.operator !== other.operator || row.form !== other.form) continue
      const all = [...cassOperatorReleases, ...k8ssandraOperatorReleases, ...prometheusDefaults().keys()]
      const both = all.filter(release => {
        const version = parseVersion(release)
        return version !== undefined && isInRange(version, row.versions) && isInRange(version, other.versions)
      })
      expect(both).toEqual([])
    }
})

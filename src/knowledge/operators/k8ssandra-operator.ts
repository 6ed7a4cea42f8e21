import type { FieldCondition, OperatorDefault, ServerCondition } from './operator-default.ts'
import { fieldOf, resources } from '../resource.ts'

const base = { operator: 'k8ssandra-operator', wantedBy: resources.cluster } as const
const shipped = 'chart of k8ssandra-operator, ConfigMap with label k8ssandra.io/config: image'

/** From the first version of a row to the one before the next row; the last is still so. */
function history(
  component: string,
  path: string,
  source: string,
  when: string,
  condition: FieldCondition,
  rows: readonly (readonly [versions: string, reference: string | undefined, imageConfig?: string])[],
): OperatorDefault[] {
  return rows.map(([versions, reference, imageConfig]) => ({
    ...base,
    versions,
    component,
    reference,
    when,
    conditions: [condition],
    ...(imageConfig === undefined ? {} : { imageConfig }),
    pinnedBy: fieldOf(resources.cluster, path),
    source: imageConfig === undefined ? source : shipped,
  }))
}

const reaper = history(
  'reaper',
  'spec/reaper/containerImage',
  'pkg/reaper at each tag',
  'spec/reaper is there',
  { path: 'spec/reaper', is: 'present' },
  [
    ['>=0.4.0 <1.0.0', 'thelastpickle/cassandra-reaper:3.1.0'],
    ['>=1.0.0 <1.2.0', 'thelastpickle/cassandra-reaper:3.1.1'],
    ['>=1.2.0 <1.4.0', 'thelastpickle/cassandra-reaper:3.2.0'],
    ['>=1.4.0 <=1.9.0', 'thelastpickle/cassandra-reaper:3.2.1'],
    ['>1.9.0 <1.10.0', 'thelastpickle/cassandra-reaper:3.3.4'],
    ['>=1.10.0 <1.13.0', 'thelastpickle/cassandra-reaper:3.4.0'],
    ['>=1.13.0 <1.15.0', 'thelastpickle/cassandra-reaper:3.5.0'],
    ['>=1.15.0 <1.17.0', 'thelastpickle/cassandra-reaper:3.6.0'],
    ['>=1.17.0 <1.21.0', 'thelastpickle/cassandra-reaper:3.6.1'],
    ['>=1.21.0 <1.24.0', 'thelastpickle/cassandra-reaper:3.8.0'],
    ['>=1.24.0 <1.26.0', 'thelastpickle/cassandra-reaper:4.0.0-beta3'],
    ['>=1.26.0 <1.27.0', 'thelastpickle/cassandra-reaper:4.0.0-rc1'],
    ['>=1.27.0 <1.32.5', undefined, 'images/reaper'],
    ['=1.32.5', 'thelastpickle/cassandra-reaper:5.0.0', 'images/reaper'],
    ['>1.32.5', undefined, 'images/reaper'],
  ],
)

const medusaSource = 'pkg/medusa/reconcile.go at each tag'

const medusa = history(
  'medusa',
  'spec/medusa/containerImage',
  medusaSource,
  'spec/medusa is there',
  { path: 'spec/medusa', is: 'present' },
  [
    ['>=0.4.0 <1.1.0', 'k8ssandra/medusa:0.11.3'],
    ['>=1.1.0 <1.2.0', 'k8ssandra/medusa:0.13.1'],
    ['>=1.2.0 <1.8.0', 'k8ssandra/medusa:0.13.4'],
    ['>=1.8.0 <1.9.0', 'k8ssandra/medusa:0.15.0'],
    ['=1.9.0', 'k8ssandra/medusa:0.16.1'],
    ['>1.9.0 <1.11.0', 'k8ssandra/medusa:0.16.2'],
    ['>=1.11.0 <1.12.0', 'k8ssandra/medusa:0.17.0'],
    ['>=1.12.0 <1.13.0', 'k8ssandra/medusa:0.17.2'],
    ['>=1.13.0 <1.14.0', 'k8ssandra/medusa:0.19.1'],
    ['>=1.14.0 <1.16.0', 'k8ssandra/medusa:0.20.1'],
    ['>=1.16.0 <1.17.0', 'k8ssandra/medusa:0.21.0'],
    ['=1.17.0', 'k8ssandra/medusa:0.21.0'],
    // Somewhere from 0.21.0 to 0.22.2; which release has which is not known.
    ['>1.17.0 <1.20.0', undefined],
    ['=1.20.0', 'k8ssandra/medusa:0.22.2'],
    ['>1.20.0 <1.20.3', undefined],
    ['=1.20.3', 'k8ssandra/medusa:0.22.3'],
    ['>=1.20.4 <1.21.0', 'k8ssandra/medusa:0.24.0'],
    ['=1.21.0', 'k8ssandra/medusa:97aa0276'],
    ['=1.21.1', 'k8ssandra/medusa:0.23.0'],
    ['>1.21.1 <1.24.0', 'k8ssandra/medusa:0.24.0'],
    ['>=1.24.0 <1.26.0', 'k8ssandra/medusa:0.24.1'],
    ['>=1.26.0 <1.27.0', 'k8ssandra/medusa:0.25.0'],
    ['>=1.27.0 <1.32.5', undefined, 'images/medusa'],
    ['=1.32.5', 'k8ssandra/medusa:0.29.1', 'images/medusa'],
    ['>1.32.5', undefined, 'images/medusa'],
  ],
)

const stargatePath = 'spec/stargate/containerImage'

/** The name follows from the server; a pin must leave it out. */
const stargate = (
  [
    ['>=0.4.0 <1.4.0', 'v1.0.45'],
    ['>=1.4.0 <1.11.0', 'v1.0.67'],
    ['>=1.11.0', 'v1.0.77'],
  ] as const
).flatMap(([versions, tag]) => [
  stargateFor({ type: 'cassandra', versions: '<4.0.0' }, versions, `stargateio/stargate-3_11:${tag}`),
  stargateFor({ type: 'cassandra', versions: '>=4.0.0' }, versions, `stargateio/stargate-4_0:${tag}`),
])

const stargateOfDse = stargateFor(
  { type: 'dse', versions: '>=6.8.0 <6.9.0' },
  '>=1.13.0',
  'stargateio/stargate-dse-68:v1.0.77',
)

function stargateFor(server: ServerCondition, versions: string, reference: string): OperatorDefault {
  const when = 'spec/stargate is there'
  const pinnedBy = fieldOf(resources.cluster, stargatePath)
  const source = 'pkg/stargate/deployments.go at each tag'
  const conditions = [{ path: 'spec/stargate', is: 'present' }] as const
  return { ...base, versions, component: 'stargate', reference, when, conditions, server, pinnedBy, source }
}

const vectorPath = 'spec/cassandra/telemetry/vector/image'
const vectorWhen = 'telemetry/vector/enabled is true'

const vector = history(
  'vector',
  vectorPath,
  'pkg/vector/vector.go at each tag',
  vectorWhen,
  { path: 'spec/cassandra/telemetry/vector/enabled', is: 'true' },
  [
    ['>=1.5.0 <1.30.0', 'timberio/vector:0.26.0-alpine'],
    ['>=1.30.0', undefined, 'images/system-logger'],
  ],
)

const perNodePath = 'spec/cassandra/perNodeConfigInitContainerImage'
const perNodeWhen = 'a datacenter has per-node configuration'

const perNodeConfig = history(
  'per-node-config',
  perNodePath,
  'pkg/nodeconfig/mount.go at each tag',
  perNodeWhen,
  { path: 'spec/cassandra/datacenters[]/perNodeConfigMapRef', is: 'present' },
  [
    ['>=1.5.0 <1.20.4', 'mikefarah/yq:4'],
    ['>=1.20.4 <1.21.0', 'k8ssandra/k8ssandra-client:v0.6.3'],
    ['>=1.21.0 <=1.21.1', 'mikefarah/yq:4'],
    ['>1.21.1 <1.23.0', 'k8ssandra/k8ssandra-client:v0.6.3'],
    ['>=1.23.0 <1.25.0', 'k8ssandra/k8ssandra-client:v0.7.0'],
    ['>=1.25.0 <1.27.0', 'k8ssandra/k8ssandra-client:v0.8.1'],
    ['>=1.27.0', undefined, 'images/k8ssandra-client'],
  ],
)

const jmxPath = 'spec/cassandra/jmxInitContainerImage'
const jmx = history(
  'jmx-credentials',
  jmxPath,
  'pkg/cassandra/auth.go at each tag',
  'spec/auth is true',
  { path: 'spec/auth', is: 'not-false' },
  [['>=0.4.0 <=1.4.1', 'docker.io/library/busybox:1.34.1']],
)

/** Written into the code: no field, no variable and no ImageConfig reaches it. */
const purge: readonly OperatorDefault[] = (
  [
    ['>=1.12.0 <1.14.0', 'bitnami/kubectl:1.17.3'],
    ['>=1.14.0 <1.27.0', 'bitnami/kubectl:1.29.3'],
  ] as const
).map(([versions, reference]) => ({
  ...base,
  versions,
  component: 'medusa-purge',
  reference,
  when: 'spec/medusa is there and spec/medusa/purgeBackups is not false',
  conditions: [
    { path: 'spec/medusa', is: 'present' },
    { path: 'spec/medusa/purgeBackups', is: 'not-false' },
  ],
  pinnedBy: undefined,
  remedy: 'set spec.medusa.purgeBackups: false and purge backups with a MedusaTask',
  source: 'pkg/medusa/reconcile.go, PurgeCronJob',
}))

/** What k8ssandra-operator takes when a K8ssandraCluster names no image; from 1.27.0 on most of it is in ImageConfig. */
export const k8ssandraOperatorDefaults: readonly OperatorDefault[] = [
  ...reaper,
  ...medusa,
  ...stargate,
  stargateOfDse,
  ...vector,
  ...perNodeConfig,
  ...jmx,
  ...purge,
]

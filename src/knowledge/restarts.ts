import { rowPath } from '../yaml/path.ts'

/**
 * One fact: a change of these fields does this to those pods. A path may end with `*`, for everything below; a row
 * without paths speaks for every field. Indices are written `[]`.
 */
export type Restart = {
  /** API groups without version; absent for any. */
  readonly groups?: readonly string[]
  readonly kinds: readonly string[]
  readonly paths?: readonly string[]
  /** The pods, in words. */
  readonly pods: string
  /** Whether they are the pods that hold the data of Cassandra. */
  readonly isData: boolean
  /** `restart`: pods are replaced. `next-run`: only pods made from now on. `refused`: the API server refuses an update. */
  readonly effect: 'restart' | 'next-run' | 'refused'
  /** Why, and how it goes: one sentence without a final stop. */
  readonly reason: string
  /** Where the fact comes from. */
  readonly source: string
}

/** What it takes to ask: the kind of the object, whether Helm runs it as a hook, and the path of the field. */
type ChangedField = {
  readonly group: string
  readonly kind: string
  readonly isHook: boolean
  readonly path: string
}

const workloads = 'https://kubernetes.io/docs/concepts/workloads/controllers'
const cassOperator = 'https://github.com/k8ssandra/cass-operator'
const rackByRack = 'cass-operator replaces the pods rack by rack, one at a time'

/** Cassandra's own pods first: theirs are the restarts to plan for. */
const data: readonly Restart[] = [
  {
    groups: ['cassandra.datastax.com'],
    kinds: ['CassandraDatacenter'],
    paths: [
      'spec/serverImage',
      'spec/configBuilderImage',
      'spec/systemLoggerImage',
      'spec/podTemplateSpec*',
      'spec/storageConfig*',
      'spec/reaper*',
    ],
    pods: 'Cassandra',
    isData: true,
    effect: 'restart',
    reason: `the field is part of the pod template of the racks: ${rackByRack}`,
    source: `${cassOperator}/blob/v1.32.0/pkg/reconciliation/construct_podtemplatespec.go`,
  },
  {
    groups: ['k8ssandra.io'],
    kinds: ['K8ssandraCluster'],
    paths: ['spec/cassandra/datacenters[]/stargate*', 'spec/stargate*'],
    pods: 'Stargate',
    isData: false,
    effect: 'restart',
    reason: 'the operator writes the image into the Deployments of Stargate',
    source: 'https://github.com/k8ssandra/k8ssandra-operator/blob/v1.26.0/pkg/stargate/deployments.go',
  },
  {
    groups: ['k8ssandra.io'],
    kinds: ['K8ssandraCluster'],
    paths: ['spec/reaper*'],
    pods: 'Reaper',
    isData: false,
    effect: 'restart',
    reason: 'the operator writes the image into the workload of Reaper',
    source: 'https://github.com/k8ssandra/k8ssandra-operator/blob/v1.32.5/pkg/reaper',
  },
  {
    groups: ['k8ssandra.io'],
    kinds: ['K8ssandraCluster'],
    paths: ['spec/cassandra*', 'spec/medusa*'],
    pods: 'Cassandra',
    isData: true,
    effect: 'restart',
    reason: `the operator writes it into the CassandraDatacenter of every datacenter: ${rackByRack}`,
    source: 'https://github.com/k8ssandra/k8ssandra-operator/blob/v1.32.5/pkg/cassandra/datacenters.go',
  },
  {
    groups: ['config.k8ssandra.io'],
    kinds: ['ImageConfig'],
    pods: 'Cassandra, of every datacenter the operator manages',
    isData: true,
    effect: 'restart',
    reason:
      'the operator takes the images of the pods from its ImageConfig once it starts with it; some versions wait for the annotation cassandra.datastax.com/autoupdate-spec before they do',
    source: `${cassOperator}/issues/566`,
  },
]

const custom: readonly Restart[] = [
  {
    groups: ['reaper.cassandra-reaper.io', 'reaper.k8ssandra.io'],
    kinds: ['Reaper'],
    pods: 'Reaper',
    isData: false,
    effect: 'restart',
    reason: 'the operator writes the image into the workload of Reaper',
    source: 'https://github.com/k8ssandra/reaper-operator/blob/v0.3.5/pkg/reconcile/reconcilers.go',
  },
  {
    groups: ['stargate.k8ssandra.io'],
    kinds: ['Stargate'],
    pods: 'Stargate',
    isData: false,
    effect: 'restart',
    reason: 'the operator writes the image into the Deployments of Stargate',
    source: 'https://github.com/k8ssandra/k8ssandra-operator/blob/v1.26.0/pkg/stargate/deployments.go',
  },
  {
    groups: ['monitoring.coreos.com'],
    kinds: ['Prometheus', 'PrometheusAgent', 'Alertmanager', 'ThanosRuler'],
    pods: 'monitoring',
    isData: false,
    effect: 'restart',
    reason: 'the Prometheus operator writes it into the StatefulSet',
    source: 'https://prometheus-operator.dev/docs/api-reference/api/',
  },
]

const core: readonly Restart[] = [
  {
    kinds: ['Deployment', 'StatefulSet', 'DaemonSet'],
    paths: ['spec/template*'],
    pods: 'its own',
    isData: false,
    effect: 'restart',
    reason: 'a change of the pod template is rolled out',
    source: `${workloads}/deployment/#updating-a-deployment`,
  },
  {
    kinds: ['Job'],
    paths: ['spec/template*'],
    pods: 'its own',
    isData: false,
    effect: 'refused',
    reason: 'the template of a Job cannot be changed: while the Job is there, delete it before an upgrade',
    source: `${workloads}/job/#job-template`,
  },
  {
    kinds: ['CronJob'],
    paths: ['spec/jobTemplate*'],
    pods: 'its own',
    isData: false,
    effect: 'next-run',
    reason: 'only runs from now on have the new template',
    source: `${workloads}/cron-jobs/`,
  },
  {
    kinds: ['ReplicaSet', 'ReplicationController'],
    paths: ['spec/template*'],
    pods: 'its own',
    isData: false,
    effect: 'next-run',
    reason: 'pods that run keep their template',
    source: `${workloads}/replicaset/`,
  },
  {
    kinds: ['Pod'],
    pods: 'itself',
    isData: false,
    effect: 'restart',
    reason: 'its containers start anew with another image; pull secrets of a pod that runs cannot be changed',
    source: 'https://kubernetes.io/docs/concepts/workloads/pods/#pod-update-and-replacement',
  },
]

/** Of any object that is a hook: without a policy of its own it is deleted before it is made again; with one, after it ran. */
const hook: Pick<Restart, 'effect' | 'reason' | 'source'> = {
  effect: 'next-run',
  reason: 'the hook is made anew each time it runs',
  source: 'https://helm.sh/docs/topics/charts_hooks/#hook-deletion-policies',
}

/** Every row; of several rows for a field, the first counts. */
export const restarts: readonly Restart[] = [...data, ...custom, ...core]

/** What a change of a field does to pods; undefined where nothing is known to happen. */
export function restartOf(field: ChangedField): Restart | undefined {
  const row = restarts.find(candidate => concerns(candidate, field))
  return row !== undefined && field.isHook ? { ...row, ...hook } : row
}

/** Does the row speak of this field? */
function concerns({ groups, kinds, paths }: Restart, { group, kind, path }: ChangedField): boolean {
  if (!kinds.includes(kind) || groups?.includes(group) === false) return false
  const field = rowPath(path)
  return (
    paths === undefined ||
    paths.some(known => (known.endsWith('*') ? field.startsWith(known.slice(0, -1)) : field === known))
  )
}

/** A kind of object, whatever its version. The core group is `''`. */
type ResourceKind = {
  readonly group: string
  readonly kind: string
}

/** Whether an object is of a kind. */
export function isOfKind(resource: ResourceKind, { group, kind }: ResourceKind): boolean {
  return group === resource.group && kind === resource.kind
}

/** The custom resources of the stack that make an operator start pods, and the one that tells it which images to take. */
export const resources = {
  datacenter: { group: 'cassandra.datastax.com', kind: 'CassandraDatacenter' },
  cluster: { group: 'k8ssandra.io', kind: 'K8ssandraCluster' },
  stargate: { group: 'stargate.k8ssandra.io', kind: 'Stargate' },
  /** Of k8ssandra-operator. */
  reaper: { group: 'reaper.k8ssandra.io', kind: 'Reaper' },
  /** Of reaper-operator, in K8ssandra 1.x. */
  reaperOfOperator: { group: 'reaper.cassandra-reaper.io', kind: 'Reaper' },
  medusa: { group: 'medusa.k8ssandra.io', kind: 'Medusa' },
  imageConfig: { group: 'config.k8ssandra.io', kind: 'ImageConfig' },
  prometheus: { group: 'monitoring.coreos.com', kind: 'Prometheus' },
  prometheusAgent: { group: 'monitoring.coreos.com', kind: 'PrometheusAgent' },
  alertmanager: { group: 'monitoring.coreos.com', kind: 'Alertmanager' },
  thanosRuler: { group: 'monitoring.coreos.com', kind: 'ThanosRuler' },
} as const satisfies Record<string, ResourceKind>

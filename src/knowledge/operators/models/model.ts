import type { OperatorName } from '../operator.ts'
import type { PulledImage } from '../pulled-image.ts'
import { clusterImages } from './cluster-images.ts'
import { datacenterImages } from './datacenter-images.ts'
import { monitoringImages } from './prometheus-operator.ts'
import { reaperResourceImages, stargateResourceImages } from './reaper-and-stargate.ts'
import { oldReaperImages } from './reaper-operator.ts'
import type { OperatedResource, RunContext } from './run-context.ts'

/** A kind of resource that makes operators start pods. */
type Row = {
  readonly group: string
  readonly kind: string
  /** The operators that start the pods. */
  readonly operators: readonly OperatorName[]
  /** Whether its images depend on the datacenters of the run. */
  readonly seesDatacenters?: true
  readonly images: (resource: OperatedResource, around: RunContext) => readonly PulledImage[]
}

const monitoring = ['Prometheus', 'PrometheusAgent', 'Alertmanager', 'ThanosRuler'].map((kind): Row => ({
  group: 'monitoring.coreos.com',
  kind,
  operators: ['prometheus-operator'],
  images: monitoringImages,
}))

const rows: readonly Row[] = [
  {
    group: 'cassandra.datastax.com',
    kind: 'CassandraDatacenter',
    operators: ['cass-operator'],
    images: datacenterImages,
  },
  {
    group: 'k8ssandra.io',
    kind: 'K8ssandraCluster',
    operators: ['k8ssandra-operator', 'cass-operator'],
    images: clusterImages,
  },
  {
    group: 'reaper.k8ssandra.io',
    kind: 'Reaper',
    operators: ['k8ssandra-operator'],
    images: reaperResourceImages,
  },
  {
    group: 'stargate.k8ssandra.io',
    kind: 'Stargate',
    operators: ['k8ssandra-operator'],
    seesDatacenters: true,
    images: stargateResourceImages,
  },
  {
    group: 'reaper.cassandra-reaper.io',
    kind: 'Reaper',
    operators: ['reaper-operator'],
    images: oldReaperImages,
  },
  ...monitoring,
]

/** The kinds of resources that make operators start pods. */
export const operatedKinds: readonly string[] = rows.map(({ kind }) => kind)

/** The operators that start pods for a resource; none for any other kind. */
export function operatorsOfKind(group: string, kind: string): readonly OperatorName[] {
  return rowOf(group, kind)?.operators ?? []
}

/** Whether what operators pull for a resource depends on the datacenters of the run. */
export function seesDatacenters(group: string, kind: string): boolean {
  return rowOf(group, kind)?.seesDatacenters === true
}

/**
 * Every image that operators will make pods pull because of a resource, named in it or not. Pure; the order follows the
 * resource, so that the same resource with other images gives the same list in the same order.
 */
export function imagesOf(resource: OperatedResource, around: RunContext): readonly PulledImage[] {
  const row = rowOf(resource.group, resource.kind)
  return row?.images(resource, row.seesDatacenters === true ? around : { ...around, datacenters: [] }) ?? []
}

function rowOf(group: string, kind: string): Row | undefined {
  return rows.find(row => row.group === group && row.kind === kind)
}

import type { Field } from '../../../yaml/field.ts'
import { fieldAt, firstText, isTrue } from './text-field.ts'

/** What the rack of a datacenter is called that lists none: cass-operator makes one of this name. */
export const onlyRack = ['default']

/** One datacenter of a K8ssandraCluster, with what it takes from the cluster. */
export type ClusterDatacenter = {
  /** `spec.cassandra.datacenters[]`; undefined where the cluster lists none. */
  readonly own: Field | undefined
  /** `spec.cassandra`. */
  readonly shared: Field | undefined
  readonly serverVersion: string | undefined
  /** Where its pods run; undefined for the namespace of the cluster. */
  readonly namespace: string | undefined
  readonly isStopped: boolean
  readonly racks: readonly string[]
}

/** The datacenters of a cluster; one without any counts as one, because they may be added later. */
export function datacentersOf(cluster: Field): readonly ClusterDatacenter[] {
  const shared = cluster.get('spec')?.get('cassandra')
  const listed = shared?.get('datacenters')?.items ?? []
  return (listed.length === 0 ? [undefined] : listed).map(own => {
    const racks = own?.get('racks')?.items.length ? own.get('racks') : shared?.get('racks')
    const names = racks?.items.map(rack => rack.get('name')?.text ?? '') ?? []
    return {
      own,
      shared,
      serverVersion: firstText([own?.get('serverVersion'), shared?.get('serverVersion')]),
      namespace: firstText([fieldAt(own, 'metadata/namespace')]),
      isStopped: isTrue(own?.get('stopped')),
      racks: names.length === 0 ? onlyRack : names,
    }
  })
}

/** The fields of a datacenter at a path, the datacenter's own before the cluster's. */
export function levelsOf({ own, shared }: ClusterDatacenter, path: string): readonly (Field | undefined)[] {
  return [fieldAt(own, path), fieldAt(shared, path)]
}

/** The type of the servers of a cluster. */
export function serverTypeOf(cluster: Field): string {
  return fieldAt(cluster, 'spec/cassandra/serverType')?.text || 'cassandra'
}

/**
 * Whether the operator writes a per-node configuration by itself: all datacenters ask for fewer than 16 tokens, and none
 * has a per-node configuration of its own.
 * Source: https://github.com/k8ssandra/k8ssandra-operator/blob/v1.20.2/pkg/cassandra/tokens.go
 */
export function hasFewTokens(datacenters: readonly ClusterDatacenter[]): boolean {
  return datacenters.every(datacenter => {
    const tokens = Number(firstText(levelsOf(datacenter, 'config/cassandraYaml/num_tokens')))
    return tokens < 16 && fieldAt(datacenter.own, 'perNodeConfigMapRef/name')?.text === undefined
  })
}

/** How Stargate's image is called for a server. Source: pkg/stargate/deployments.go at each tag. */
export function stargateName(type: string, version: string | undefined, knowsDse: boolean): string {
  if (type === 'dse' && knowsDse) return 'stargate-dse-68'
  return version?.startsWith('3') === true ? 'stargate-3_11' : 'stargate-4_0'
}

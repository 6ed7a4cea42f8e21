import { datacentersOf, onlyRack, serverTypeOf } from './cluster.ts'
import type { OperatedResource } from './run-context.ts'
import { fieldAt } from './text-field.ts'

/** What other resources ask of a datacenter: what runs in it, and where. */
export type KnownDatacenter = {
  readonly name: string | undefined
  readonly type: string
  readonly version: string | undefined
  readonly racks: readonly string[]
}

/** The datacenters that a resource describes: a CassandraDatacenter itself, a K8ssandraCluster those it lists. */
export function datacentersIn({ kind, root, name }: OperatedResource): readonly KnownDatacenter[] {
  if (kind === 'CassandraDatacenter') {
    const spec = root.get('spec')
    const racks = spec?.get('racks')?.items.map(rack => rack.get('name')?.text ?? '') ?? []
    return [
      {
        name,
        type: spec?.get('serverType')?.text ?? 'cassandra',
        version: spec?.get('serverVersion')?.text,
        racks: racks.length === 0 ? onlyRack : racks,
      },
    ]
  }
  if (kind !== 'K8ssandraCluster') return []
  return datacentersOf(root).map(({ own, serverVersion, racks }) => ({
    name: fieldAt(own, 'metadata/name')?.text,
    type: serverTypeOf(root),
    version: serverVersion,
    racks,
  }))
}

const indexes = new WeakMap<readonly KnownDatacenter[], ReadonlyMap<string | undefined, KnownDatacenter>>()

/** The datacenter that another resource refers to; undefined where the run does not have it. */
export function datacenterNamed(
  name: string | undefined,
  datacenters: readonly KnownDatacenter[],
): KnownDatacenter | undefined {
  let byName = indexes.get(datacenters)
  if (byName === undefined) {
    // The first of a name counts.
    byName = new Map(datacenters.toReversed().map(datacenter => [datacenter.name, datacenter]))
    indexes.set(datacenters, byName)
  }
  return byName.get(name)
}

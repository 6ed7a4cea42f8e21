import { datacentersOf, onlyRack, serverTypeOf } from './cluster.ts'
import type { OperatedResource } from './run-context.ts'
import { fieldAt } from './text-field.ts'

/** What other resources ask of a datacenter: what runs in it, and where. */
export type KnownDatacenter = {
  readonly name: string | undefined
  /** Undefined where nothing says it, which is the namespace of the release. */
  readonly namespace: string | undefined
  readonly type: string
  readonly version: string | undefined
  readonly racks: readonly string[]
}

/** The datacenters that a resource describes: a CassandraDatacenter itself, a K8ssandraCluster those it lists. */
export function datacentersIn({ kind, root, name, namespace }: OperatedResource): readonly KnownDatacenter[] {
  if (kind === 'CassandraDatacenter') {
    const spec = root.get('spec')
    const racks = spec?.get('racks')?.items.map(rack => rack.get('name')?.text ?? '') ?? []
    return [
      {
        name,
        namespace,
        type: spec?.get('serverType')?.text ?? 'cassandra',
        version: spec?.get('serverVersion')?.text,
        racks: racks.length === 0 ? onlyRack : racks,
      },
    ]
  }
  if (kind !== 'K8ssandraCluster') return []
  return datacentersOf(root).map(({ own, serverVersion, racks, namespace: where }) => ({
    name: fieldAt(own, 'metadata/name')?.text,
    namespace: where ?? namespace,
    type: serverTypeOf(root),
    version: serverVersion,
    racks,
  }))
}

const indexes = new WeakMap<
  readonly KnownDatacenter[],
  ReadonlyMap<string | undefined, readonly KnownDatacenter[]>
>()

function byNameOf(
  datacenters: readonly KnownDatacenter[],
): ReadonlyMap<string | undefined, readonly KnownDatacenter[]> {
  const byName = new Map<string | undefined, KnownDatacenter[]>()
  for (const datacenter of datacenters) {
    const named = byName.get(datacenter.name)
    if (named === undefined) byName.set(datacenter.name, [datacenter])
    else named.push(datacenter)
  }
  return byName
}

/** The datacenter that a resource of a namespace refers to, which is there too; undefined where the run does not have it. */
export function datacenterNamed(
  name: string | undefined,
  namespace: string | undefined,
  datacenters: readonly KnownDatacenter[],
): KnownDatacenter | undefined {
  let byName = indexes.get(datacenters)
  if (byName === undefined) {
    byName = byNameOf(datacenters)
    indexes.set(datacenters, byName)
  }
  const named = byName.get(name) ?? []
  // The first one counts of several, and any where one of the two namespaces is not known.
  return (
    named.find(datacenter => datacenter.namespace === namespace) ??
    named.find(datacenter => datacenter.namespace === undefined || namespace === undefined)
  )
}

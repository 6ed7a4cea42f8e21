import type { CanonicalReference } from '../reference/canonical.ts'

/** One way to name an image below the registry it is relocated to. */
type LayoutRow = {
  readonly name: string
  /** What it does, as help and documentation say it: a clause without a final stop. */
  readonly help: string
  readonly path: (source: CanonicalReference) => string
  /** Where `path` is the repository behind something that only the registry decides: that, for mappings by prefix. */
  readonly front?: (registry: string) => string
}

/** Every layout; flags, schema, `init`, exports, documentation and tests read it. The first is the default. */
const layoutTable = [
  {
    name: 'preserve',
    help: 'keep the repository path',
    path: source => source.repository,
    front: () => '',
  },
  {
    name: 'flatten',
    help: 'keep its last component',
    path: source => source.repository.slice(source.repository.lastIndexOf('/') + 1),
  },
  {
    name: 'full',
    help: 'put the source host in front of it',
    path: source => `${hostComponent(source.registry)}/${source.repository}`,
    front: hostComponent,
  },
] as const satisfies readonly LayoutRow[]

export type Layout = (typeof layoutTable)[number]['name']

export const layouts: readonly Layout[] = layoutTable.map(({ name }) => name)

/** The layouts with what each does, for one sentence of help. */
export const layoutHelp = layoutTable
  .map(({ name, help }, index) => `${name} (${help}${index === 0 ? '; the default' : ''})`)
  .join(', ')

const rows = new Map<Layout, LayoutRow>(layoutTable.map(row => [row.name, row]))

export function layoutRow(layout: Layout): LayoutRow {
  return rows.get(layout) ?? layoutTable[0]
}

/**
 * A registry as one path component: `quay.io`, `registry.internal_5000`. Different registries give different components:
 * a DNS name has no `_` and a port only digits; a host with a `_` all the same is marked by `host__`, an IPv6 address by
 * `ipv6__`, its empty groups written `x`, as in `ipv6__2001_db8_x_1__5000` for `[2001:db8::1]:5000`.
 */
function hostComponent(registry: string): string {
  if (registry.includes('_')) return `host__${registry}`
  const bracket = registry.indexOf(']')
  if (bracket === -1) return registry.toLowerCase().replace(':', '_')
  const groups = registry.slice(1, bracket).split(':')
  const port = registry.slice(bracket + 2)
  const address = groups.map(group => (group === '' ? 'x' : group)).join('_')
  return `ipv6__${address}${port === '' ? '' : `__${port}`}`
}

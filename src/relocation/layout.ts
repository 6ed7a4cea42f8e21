import type { Layout } from '../config/config.ts'
import type { CanonicalReference } from '../reference/canonical.ts'

/**
 * The path of an image below the registry it is relocated to.
 *
 * - `preserve` keeps the repository path, `library/` included.
 * - `flatten` keeps its last component. Different images may meet there.
 * - `full` puts the source host in front. Different images never meet.
 */
export function pathBelow(layout: Layout, source: CanonicalReference): string {
  switch (layout) {
    case 'preserve':
      return source.repository
    case 'flatten':
      return source.repository.slice(source.repository.lastIndexOf('/') + 1)
    case 'full':
      return `${hostComponent(source.registry)}/${source.repository}`
  }
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

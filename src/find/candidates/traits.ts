import { isAmbiguousHost, isKnownRegistry, isOtherHost } from '../../knowledge/images/registries.ts'
import { canonical } from '../../reference/canonical.ts'
import type { Reference } from '../../reference/reference.ts'
import { hasVersionTag } from './versioned.ts'

/** Whose images these are: a registry that is known, Docker Hub because no host is named, or an unknown host. */
export type HostClass = 'known' | 'unnamed' | 'unknown'

/** What a reference alone tells: whose it is, and whether it has a tag that looks like a version, or a digest. */
type Traits = { readonly host: HostClass; readonly isVersioned: boolean }

/** A cache of what a reference alone tells, because many places use the same reference. */
const traits = new WeakMap<Reference, Traits>()

export function traitsOf(reference: Reference): Traits {
  const known = traits.get(reference)
  if (known !== undefined) return known
  const host = hostOf(reference) ?? 'unknown'
  const isVersioned = hasVersionTag(reference)
  traits.set(reference, { host, isVersioned })
  return { host, isVersioned }
}

/** Undefined for a host that belongs to something else. */
export function hostOf(reference: Reference): HostClass | undefined {
  if (reference.registry === undefined) return 'unnamed'
  const host = canonical(reference).registry
  if (isAmbiguousHost(host) && reference.tag === undefined && reference.digest === undefined) return undefined
  if (isKnownRegistry(host.replace(/:\d+$/, ''))) return 'known'
  return isOtherHost(host) ? undefined : 'unknown'
}

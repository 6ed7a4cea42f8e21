import type { Problem } from '../problem.ts'
import { canonicalReference } from '../reference/canonical.ts'
import { formatReference } from '../reference/reference.ts'
import type { Entries } from './entries.ts'

/**
 * A warning for each target whose first component is not a host: container runtimes look for it on Docker Hub. Such a
 * target is used all the same, since K8ssandra's documentation writes `myregistry/myrepo`.
 */
export function findHostlessTargets({ images, mirrors, registry }: Entries): readonly Problem[] {
  const prefixes = [...mirrors, ...(registry === undefined ? [] : [registry])].filter(
    ({ target }) => !target.isHost,
  )
  const exact = images.filter(({ target }) => target.registry === undefined)
  const readings = new Map([
    ...prefixes.map(({ target }) => [target.text, target.name] as const),
    ...exact.map(({ target }) => [formatReference(target), canonicalReference(target)] as const),
  ])
  return [...readings].map(([text, reading]) => ({
    code: 'TARGET_READ_AS_HUB' as const,
    message: `the target ${text} names no host: container runtimes read it as ${reading}`,
    remedy: `write the host with a "." or a port, as in registry.example.com/name, or write ${reading} if Docker Hub is meant`,
  }))
}

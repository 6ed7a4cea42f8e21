import type { Place, Problem } from '../problem.ts'
import { hostBehind } from '../reference/front.ts'
import { canonical, canonicalName } from '../reference/canonical.ts'
import type { Reference } from '../reference/reference.ts'
import { distinct, collision } from './collision.ts'
import { effectiveTag } from './match-subject.ts'

/** One image in one place, and where it goes. */
export type Relocation = { readonly source: Reference; readonly target: Reference; readonly place: Place }

/** Collects the images of each target: as many as a run has different images, however large it is. */
type CollisionFinder = {
  readonly add: (relocations: readonly Relocation[]) => void
  /** A TARGET_COLLISION for every target of images with different names. */
  readonly collisions: () => readonly Problem[]
}

/**
 * Targets are one if name and tag are (no tag and no digest is `latest`), or, without a tag, the digest. Spellings of one
 * source never collide. What is `known` is from earlier runs: a collision among those is no problem of this one.
 */
export function openCollisionFinder(known: readonly Relocation[] = []): CollisionFinder {
  const taken = new Set(known)
  const byTarget = new Map<string, Map<string, Relocation>>()
  // References are the same objects wherever they are written alike: each pair of them is checked once.
  const seen = new WeakMap<Reference, WeakSet<Reference>>()
  const add = (relocation: Relocation): void => {
    const targets = seen.get(relocation.source) ?? new WeakSet()
    seen.set(relocation.source, targets)
    if (targets.has(relocation.target)) return
    targets.add(relocation.target)
    const key = targetKey(relocation.target)
    const sources = byTarget.get(key) ?? new Map<string, Relocation>()
    byTarget.set(key, sources)
    const name = sourceKey(relocation)
    const former = sources.get(name)
    if (former === undefined || taken.has(former)) sources.set(name, relocation)
  }
  known.forEach(add)
  return {
    add: relocations => relocations.forEach(add),
    collisions: () =>
      [...byTarget.values()].flatMap(sources => {
        const different = distinct(sources)
        const own = different.filter(relocation => !taken.has(relocation))
        return different.length > 1 && own.length > 0 ? [collision(different, own)] : []
      }),
  }
}

/** An image by its name, wherever it is served; by its digest too, where the target has lost it. */
function sourceKey({ source, target }: Relocation): string {
  const { registry, repository } = canonical(source)
  const digest = target.digest === undefined && target.tag === source.tag ? source.digest : undefined
  return `${hostBehind(registry)}/${repository}${digest === undefined ? '' : `@${digest}`}`
}

function targetKey(target: Reference): string {
  const tag = effectiveTag(target)
  return canonicalName(target) + (tag === undefined ? `@${target.digest ?? ''}` : `:${tag}`)
}

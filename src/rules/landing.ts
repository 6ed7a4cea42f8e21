import type { Place, Problem } from '../problem.ts'
import { hostBehind } from '../reference/front.ts'
import { canonical, canonicalName } from '../reference/canonical.ts'
import type { Reference } from '../reference/reference.ts'
import { distinct, collision } from './collision.ts'
import { effectiveTag } from './match-subject.ts'

/** One image in one place, and where it goes. */
export type Landing = { readonly source: Reference; readonly target: Reference; readonly place: Place }

/** The images that landed on each target so far: as many as a run has different images, however large it is. */
export type Landings = {
  readonly add: (landings: readonly Landing[]) => void
  /** A TARGET_COLLISION for every target on which images of different names landed. */
  readonly collisions: () => readonly Problem[]
}

/**
 * Targets are one if name and tag are (no tag and no digest is `latest`), or, without a tag, the digest. Spellings of one
 * source never collide. What is `known` landed in earlier runs: two of those are no problem of this one.
 */
export function openLandings(known: readonly Landing[] = []): Landings {
  const taken = new Set(known)
  const byTarget = new Map<string, Map<string, Landing>>()
  // References are the same objects wherever they are written alike: each pair of them is checked once.
  const seen = new WeakMap<Reference, WeakSet<Reference>>()
  const add = (landing: Landing): void => {
    const targets = seen.get(landing.source) ?? new WeakSet()
    seen.set(landing.source, targets)
    if (targets.has(landing.target)) return
    targets.add(landing.target)
    const key = targetKey(landing.target)
    const sources = byTarget.get(key) ?? new Map<string, Landing>()
    byTarget.set(key, sources)
    const name = sourceKey(landing)
    const former = sources.get(name)
    if (former === undefined || taken.has(former)) sources.set(name, landing)
  }
  known.forEach(add)
  return {
    add: landings => landings.forEach(add),
    collisions: () =>
      Array.from(byTarget.values()).flatMap(sources => {
        const different = distinct(sources)
        const own = different.filter(landing => !taken.has(landing))
        return different.length > 1 && own.length > 0 ? [collision(different, own)] : []
      }),
  }
}

/** An image by its name, wherever it is served; by its digest too, where the target has lost it. */
function sourceKey({ source, target }: Landing): string {
  const { registry, repository } = canonical(source)
  const digest = target.digest === undefined && target.tag === source.tag ? source.digest : undefined
  return `${hostBehind(registry)}/${repository}${digest === undefined ? '' : `@${digest}`}`
}

function targetKey(target: Reference): string {
  const tag = effectiveTag(target)
  return canonicalName(target) + (tag === undefined ? `@${target.digest ?? ''}` : `:${tag}`)
}

import type { Place, Problem } from '../problem.ts'
import { canonicalName } from '../reference/canonical.ts'
import { printable } from '../reference/quote.ts'
import { formatReference, type Reference } from '../reference/reference.ts'
import { effectiveTag } from './match-subject.ts'

/** One image in one place, and where it goes. */
export type Landing = { readonly source: Reference; readonly target: Reference; readonly place: Place }

/** Sources named in one message; more are counted. */
const mostNamed = 4

/**
 * A TARGET_COLLISION for every target on which images of different names land. Targets are one if name and tag are (no
 * tag and no digest is `latest`), or, without a tag, the digest. Spellings of one source never collide.
 */
export function findCollisions(landings: readonly Landing[]): readonly Problem[] {
  const byTarget = new Map<string, Map<string, Landing>>()
  for (const landing of landings) {
    const key = targetKey(landing.target)
    const sources = byTarget.get(key) ?? new Map<string, Landing>()
    byTarget.set(key, sources)
    const name = canonicalName(landing.source)
    if (!sources.has(name)) sources.set(name, landing)
  }
  return Array.from(byTarget.values()).flatMap(sources =>
    sources.size > 1 ? [collision([...sources.values()])] : [],
  )
}

function targetKey(target: Reference): string {
  const tag = effectiveTag(target)
  return canonicalName(target) + (tag === undefined ? `@${target.digest ?? ''}` : `:${tag}`)
}

function collision(landings: readonly Landing[]): Problem {
  const named = landings.slice(0, mostNamed).map(describe)
  const more = landings.length > mostNamed ? [`${landings.length - mostNamed} more`] : []
  const parties = [...named, ...more]
  const all = `${parties.slice(0, -1).join(', ')} and ${parties.at(-1) ?? ''}`
  const target = landings[0] === undefined ? '' : formatReference(landings[0].target)
  const place = landings[1]?.place
  return {
    code: 'TARGET_COLLISION',
    message: `different images would become ${printable(target)}: ${all}`,
    remedy: 'choose another layout, a mirror for one of them, or an exact image',
    ...(place === undefined ? {} : { place }),
  }
}

function describe({ source, place }: Landing): string {
  const where = [
    place.file,
    place.line === undefined ? undefined : `line ${place.line}`,
    place.object,
    place.path,
  ].filter(part => part !== undefined)
  const text = formatReference(source)
  return printable(where.length === 0 ? text : `${text} (${where.join(', ')})`)
}

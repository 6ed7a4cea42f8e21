import type { Problem } from '../problem.ts'
import { printable } from '../reference/quote.ts'
import { formatReference } from '../reference/reference.ts'
import type { Relocation } from './collision-finder.ts'

/** Sources named in one message; more are counted. */
const mostNamed = 4

/** Of an image with and without a digest, the one with it: the other may be the same. */
export function distinct(sources: ReadonlyMap<string, Relocation>): readonly Relocation[] {
  const withDigest = new Set([...sources.keys()].map(key => key.slice(0, Math.max(0, key.indexOf('@')))))
  return [...sources].filter(([key]) => !withDigest.has(key)).map(([, relocation]) => relocation)
}

export function collision(relocations: readonly Relocation[], own: readonly Relocation[]): Problem {
  const named = relocations.slice(0, mostNamed).map(describe)
  const more = relocations.length > mostNamed ? [`${relocations.length - mostNamed} more`] : []
  const parties = [...named, ...more]
  const all = `${parties.slice(0, -1).join(', ')} and ${parties.at(-1) ?? ''}`
  const target = relocations[0] === undefined ? '' : formatReference(relocations[0].target)
  const place = own.length === relocations.length ? relocations[1]?.place : own[0]?.place
  const remedy = 'choose another layout, a mirror for one of them, or an exact image'
  return {
    code: 'TARGET_COLLISION',
    message: `different images would become ${printable(target)}: ${all}`,
    remedy:
      own.length === relocations.length
        ? remedy
        : `${remedy}; a release that is gone can leave the list of --known`,
    ...(place === undefined ? {} : { place }),
  }
}

function describe({ source, place }: Relocation): string {
  const where = [
    place.file,
    place.line === undefined ? undefined : `line ${place.line}`,
    place.object,
    place.path,
  ].filter(part => part !== undefined)
  const text = formatReference(source)
  return printable(where.length === 0 ? text : `${text} (${where.join(', ')})`)
}

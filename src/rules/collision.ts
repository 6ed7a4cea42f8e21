import type { Problem } from '../problem.ts'
import { printable } from '../reference/quote.ts'
import { formatReference } from '../reference/reference.ts'
import type { Landing } from './landing.ts'

/** Sources named in one message; more are counted. */
const mostNamed = 4

/** Of an image with and without a digest, the one with it: the other may be the same. */
export function distinct(sources: ReadonlyMap<string, Landing>): readonly Landing[] {
  const keys = [...sources.keys()]
  return Array.from(sources)
    .filter(([key]) => keys.length === 1 || !keys.some(other => other.startsWith(`${key}@`)))
    .map(([, landing]) => landing)
}

export function collision(landings: readonly Landing[], own: readonly Landing[]): Problem {
  const named = landings.slice(0, mostNamed).map(describe)
  const more = landings.length > mostNamed ? [`${landings.length - mostNamed} more`] : []
  const parties = [...named, ...more]
  const all = `${parties.slice(0, -1).join(', ')} and ${parties.at(-1) ?? ''}`
  const target = landings[0] === undefined ? '' : formatReference(landings[0].target)
  const place = own.length === landings.length ? landings[1]?.place : own[0]?.place
  const remedy = 'choose another layout, a mirror for one of them, or an exact image'
  return {
    code: 'TARGET_COLLISION',
    message: `different images would become ${printable(target)}: ${all}`,
    remedy:
      own.length === landings.length
        ? remedy
        : `${remedy}; a release that is gone can leave the list of --known`,
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

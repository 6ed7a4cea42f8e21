import { partitionPoint } from '../edit/partition-point.ts'
import type { Edit } from '../edit/edit.ts'
import { findIn, type Findings, type ImageCriteria } from '../find/find.ts'
import { splitStream } from '../manifest/stream.ts'
import type { Place, Problem } from '../problem.ts'
import { printable } from '../reference/quote.ts'
import { formatReference, type Reference } from '../reference/reference.ts'
import { originsOf } from './origins.ts'

/** An image and what it is to be. */
export type Expected = { readonly reference: Reference; readonly place: Place }

/**
 * Where aliases and merges share text, one edit may change the base of another one. The documents that have any are
 * read again: every image has to be what the plan says, or the run is refused.
 */
export function verifyShared(
  {
    output,
    edits,
    found,
  }: { readonly output: string; readonly edits: readonly Edit[]; readonly found: Findings },
  expected: () => readonly Expected[],
  criteria: ImageCriteria,
): readonly Problem[] {
  if (found.aliases.length === 0 || edits.length === 0) return []
  const sharing = documentsWithAliases(found)
  const { file, positions } = found
  const keyOf = keysOf(found)
  const originOf = originsOf(edits)
  const again = findIn({ text: output, file, positions: offset => positions(originOf(offset)) }, criteria, {
    isWanted: ({ index }) => sharing.has(index),
  })
  const targetsByPlace = new Map<string, Set<string>>()
  for (const { reference, place } of expected()) {
    const known = targetsByPlace.get(keyOf(place)) ?? new Set()
    targetsByPlace.set(keyOf(place), known.add(formatReference(reference)))
  }
  return again.images.flatMap(({ finding: { reference }, place }) => {
    const image = formatReference(reference)
    const targets = targetsByPlace.get(keyOf(place))
    if (targets === undefined || targets.has(image)) return []
    // A missing tag is the operator's default.
    const isUntagged = reference.tag === undefined && reference.digest === undefined
    if (isUntagged && [...targets].some(target => target.startsWith(`${image}:`))) return []
    return {
      code: 'EDIT_REFUSED',
      message: `this would become ${printable(image)}, not ${[...targets].map(printable).join(' or ')}: other fields share its text`,
      remedy:
        'write the value out instead of the alias or the merge, in the template or the file that it is from',
      place,
    }
  })
}

/** Names a place by its document, its object and its field: objects of one name may be in a stream more than once. */
function keysOf({ text, positions }: Findings): (place: Place) => string {
  const starts = splitStream(text.source).map(({ start }) => positions(start).line)
  return ({ line = 1, object = '', path = '' }) => {
    return `${partitionPoint(starts, start => start <= line)} ${object} ${path}`
  }
}

/** The documents, by their number, in which an alias is. */
function documentsWithAliases({ text, aliases }: Findings): ReadonlySet<number> {
  const offsets = aliases.map(({ field }) => field.start).sort((a, b) => a - b)
  const documents = splitStream(text.source)
  const sharing = new Set<number>()
  let at = 0
  for (const offset of offsets) {
    while ((documents[at]?.end ?? Infinity) <= offset) at++
    sharing.add(at)
  }
  return sharing
}

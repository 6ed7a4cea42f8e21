import type { Positions } from '../yaml/position.ts'
import type { Edit } from './edit.ts'
import { hunksOf, type Hunk } from './hunk.ts'
import { liftEdits } from './text.ts'
import type { Text } from '../yaml/text.ts'

/** Edits of one text, and what asked for them. */
export type Origin<E> = {
  readonly entry: E
  readonly text: Text
  readonly edits: readonly Edit[]
}

/**
 * The hunks of a stream that each entry has a part in, in order, given all edits of the stream. Entries that share a
 * line share its hunk. An edit that had to become part of a larger one (a text that is written anew) counts as that.
 */
export function hunksByEntry<E>(
  stream: string,
  edits: readonly Edit[],
  origins: readonly Origin<E>[],
  positions: Positions,
): ReadonlyMap<E, readonly Hunk[]> {
  const hunks = hunksOf(stream, edits, positions)
  const sorted = edits.toSorted((a, b) => a.start - b.start || a.end - b.end)
  const found = new Map<E, Set<Hunk>>()
  for (const { entry, text, edits: own } of origins) {
    const list = found.get(entry) ?? new Set()
    found.set(entry, list)
    for (const edit of liftEdits(new Map([[text, own]]))) {
      for (const whole of holdersOf(edit, sorted)) {
        const hunk = hunks.get(whole)
        if (hunk !== undefined) list.add(hunk)
      }
    }
  }
  return new Map(Array.from(found, ([entry, set]) => [entry, [...set].sort((a, b) => a.line - b.line)]))
}

/** The edits that say what an edit says: the same one, else those that contain it. */
function holdersOf(edit: Edit, sorted: readonly Edit[]): readonly Edit[] {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle]?.end ?? 0) < edit.start) low = middle + 1
    else high = middle
  }
  const near: Edit[] = []
  for (let index = low; index < sorted.length; index++) {
    const other = sorted[index]
    if (other === undefined || other.start > edit.start) break
    if (other.end >= edit.end) near.push(other)
  }
  const same = near.filter(
    other => other.start === edit.start && other.end === edit.end && other.text === edit.text,
  )
  return same.length > 0 ? same.slice(0, 1) : near
}

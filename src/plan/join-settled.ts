import type { Edit } from '../edit/edit.ts'
import type { Findings } from '../find/find.ts'
import { offsetOf } from '../manifest/place.ts'
import type { Place } from '../problem.ts'
import type { Entry } from './entry.ts'
import type { Settled } from './settle.ts'

/** Where no document was settled. */
export const nothingSettled: Settled = {
  changes: [],
  unchanged: [],
  secrets: [],
  pods: [],
  problems: [],
  edits: [],
  asked: [],
  modelOf: [],
  added: 0,
}

/** Two lists, each in the order of its documents, none of which has a part in both, in the order of all documents. */
export function inOrder<T extends { readonly place: Place }>(
  some: readonly T[],
  others: readonly T[],
): readonly T[] {
  if (some.length === 0) return others
  if (others.length === 0) return some
  const all: T[] = []
  let next = 0
  let offset = firstOffset(others, next)
  for (const one of some) {
    for (const own = offsetOf(one.place); offset < own; offset = firstOffset(others, ++next)) {
      const other = others[next]
      if (other !== undefined) all.push(other)
    }
    all.push(one)
  }
  for (; next < others.length; next++) {
    const other = others[next]
    if (other !== undefined) all.push(other)
  }
  return all
}

function firstOffset(list: readonly { readonly place: Place }[], index: number): number {
  const found = list[index]
  return found === undefined ? Infinity : offsetOf(found.place)
}

/** Two lists as one, in no order. */
export function both<T>(some: readonly T[], others: readonly T[]): readonly T[] {
  return others.length === 0 ? some : some.length === 0 ? others : [...some, ...others]
}

/** What each entry has to do with the edits, that of settled documents included. */
export function withSettled(
  byEntry: ReadonlyMap<Entry, readonly Edit[]>,
  { asked }: Settled,
): ReadonlyMap<Entry, readonly Edit[]> {
  if (asked.length === 0) return byEntry
  const all = new Map(byEntry)
  for (let index = 0; index < asked.length; index += 2) {
    const entry = asked[index] as Entry
    all.set(entry, [...(all.get(entry) ?? []), asked[index + 1] as Edit])
  }
  return all
}

/** The findings of two passes over one stream, no document of which was held in both. */
export function joinFindings(found: Findings, again: Findings): Findings {
  return {
    ...found,
    images: inOrder(found.images, again.images),
    secretLists: inOrder(found.secretLists, again.secretLists),
    problems: found.problems,
  }
}

import { countLineFeeds, positionsOf, type Positions } from '../yaml/position.ts'
import type { Edit } from './edit.ts'

/**
 * Lines that change together: `removed` lines of the source, from `line` on, become `added` lines. With `removed`
 * 0, the new lines go in front of `line`. Lines count from 1; no two hunks of one text touch the same line.
 */
export type Hunk = {
  readonly line: number
  readonly removed: number
  readonly added: number
}

type Span = { readonly edit: Edit; readonly line: number; readonly removed: number; readonly added: number }

/**
 * The hunk that each edit is part of. Edits must not overlap; one that changes nothing has none. `positions` tells the
 * lines of a source that was cut from a longer text.
 */
export function hunksOf(
  source: string,
  edits: readonly Edit[],
  positions = positionsOf(source),
): ReadonlyMap<Edit, Hunk> {
  const hunks = new Map<Edit, Hunk>()
  let group: Span[] = []
  let hunk: Hunk | undefined
  const close = (): void => {
    for (const { edit } of group) if (hunk !== undefined) hunks.set(edit, hunk)
    group = []
  }
  for (const edit of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const span = spanOf(source, edit, positions)
    if (span === undefined) continue
    if (hunk === undefined || !meets(hunk, span)) {
      close()
      hunk = { line: span.line, removed: span.removed, added: span.added }
    } else hunk = join(hunk, span)
    group.push(span)
  }
  close()
  return hunks
}

/** The hunks that each entry has a part in, in order, given all edits of a stream and those of each entry. */
export function hunksByEntry<E>(
  stream: string,
  edits: readonly Edit[],
  byEntry: ReadonlyMap<E, readonly Edit[]>,
  positions: Positions,
): ReadonlyMap<E, readonly Hunk[]> {
  const hunks = hunksOf(stream, edits, positions)
  return new Map(
    [...byEntry].map(([entry, own]) => {
      const found = new Set(own.flatMap(edit => hunks.get(edit) ?? []))
      return [entry, [...found].sort((a, b) => a.line - b.line)]
    }),
  )
}

/** Whether a later span touches a line of the hunk, or adds lines where the hunk adds lines. */
function meets(hunk: Hunk, span: Span): boolean {
  const isSamePlace = hunk.removed === 0 && span.removed === 0 && hunk.line === span.line
  return isSamePlace || span.line < hunk.line + hunk.removed
}

function join(hunk: Hunk, span: Span): Hunk {
  const end = Math.max(hunk.line + hunk.removed, span.line + span.removed)
  const removed = end - hunk.line
  return {
    line: hunk.line,
    removed,
    added: removed + (hunk.added - hunk.removed) + (span.added - span.removed),
  }
}

function spanOf(source: string, edit: Edit, positions: Positions): Span | undefined {
  const [start, end, text] = trim(source, edit)
  const added = countLineFeeds(text)
  if (start === end) {
    if (text === '') return undefined
    const { line } = positions(start)
    if (/^\r?\n/.test(text) && isLineEnd(source, start)) return { edit, line: line + 1, removed: 0, added }
    const isLineStart = start === 0 || source.charAt(start - 1) === '\n'
    if (text.endsWith('\n') && isLineStart) return { edit, line, removed: 0, added }
    return { edit, line, removed: 1, added: added + 1 }
  }
  const { line } = positions(start)
  return { edit, line, removed: countLineFeeds(source.slice(start, end)) + 1, added: added + 1 }
}

/** An edit without what the old and the new text begin and end with alike. */
function trim(source: string, { start, end, text }: Edit): readonly [number, number, string] {
  const most = Math.min(end - start, text.length)
  let head = 0
  while (head < most && source.charCodeAt(start + head) === text.charCodeAt(head)) head++
  let tail = 0
  while (tail < most - head && source.charCodeAt(end - 1 - tail) === text.charCodeAt(text.length - 1 - tail))
    tail++
  return [start + head, end - tail, text.slice(head, text.length - tail)]
}

function isLineEnd(source: string, offset: number): boolean {
  return offset === source.length || source.startsWith('\n', offset) || source.startsWith('\r\n', offset)
}

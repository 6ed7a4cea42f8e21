import { partitionPoint } from '../edit/partition-point.ts'
import type { Relevance } from '../manifest/relevance.ts'
import { peekKinds } from '../manifest/kind.ts'
import { countLineFeeds, positionsOf, type Positions } from '../yaml/position.ts'
import { lineBehind, splitStream, type Document } from '../manifest/stream.ts'
import { mustRead } from './must-read.ts'

/** A stream in windows that cover it, in order, and the way from a stretch of one to its text. */
export type Scan = { readonly windows: readonly Window[]; readonly decode: (view: string) => string }

/**
 * A stretch of a stream, with ASCII as it is and every other character as one or more characters beyond ASCII. All but the
 * first begin at a plain separator. `start` counts through all windows.
 */
export type Window = { readonly start: number; readonly view: string }

/**
 * A line feed after which a window may end: a separator follows, and a plain line. What the documents on both sides are
 * does not depend on each other then.
 */
export const plainSeparator = /^\n---[ \t]*\r?\n[A-Za-z#]/

/** Documents of a window that follow each other: their view, and where they are in the stripped text. `end` exclusive. */
export type Piece = Window & {
  readonly isKept: boolean
  readonly strippedStart: number
  readonly strippedEnd: number
}

/** What is left of a stream without the documents that cannot matter. The pieces cover the stream and the text, in order. */
type Stripped = { readonly text: string; readonly pieces: readonly Piece[] }

/** Leave out every document that neither a relocation nor the verification of its output has a reason to read. */
export function stripIrrelevant({ windows, decode }: Scan, isRelevant: Relevance): Stripped {
  const texts: string[] = []
  const pieces: Piece[] = []
  let length = 0
  for (const run of windows.flatMap(window => runsOf(window, isRelevant))) {
    const text = run.isKept ? decode(run.view) : ''
    texts.push(text)
    pieces.push({ ...run, strippedStart: length, strippedEnd: length + text.length })
    length += text.length
  }
  return { text: texts.join(''), pieces }
}

/** The documents of a stream that have all of some words, which are ASCII. */
export function documentsWith({ windows, decode }: Scan, words: readonly string[]): string {
  const hasAll = (view: string): boolean => words.every(word => view.includes(word))
  return windows
    .filter(({ view }) => hasAll(view))
    .flatMap(({ view }) => splitStream(view).map(({ start, end }) => view.slice(start, end)))
    .filter(hasAll)
    .map(content => `---${decode(content)}`)
    .join('')
}

type Run = Pick<Piece, 'isKept' | keyof Window>

/** Neighbours that are all kept or all left out, each beginning with its `---`. */
function runsOf({ start: ahead, view }: Window, isRelevant: Relevance): readonly Run[] {
  const runs: Run[] = []
  let start = 0
  let isKept: boolean | undefined
  const documents = splitStream(view)
  const neighbours = nextToUnusual(view, documents)
  for (const document of documents) {
    const content = view.slice(document.start, document.end)
    const keep =
      document.fault !== undefined ||
      neighbours.has(document) ||
      mustRead(content, peekKinds(content), isRelevant)
    const begin = document.start === 0 ? 0 : document.start - 3
    if (isKept !== undefined && keep !== isKept) {
      if (begin > start) runs.push({ isKept, start: ahead + start, view: view.slice(start, begin) })
      start = begin
    }
    isKept = keep
  }
  runs.push({ isKept: isKept ?? true, start: ahead + start, view: view.slice(start) })
  return runs
}

/**
 * The documents in front of one that begins with a byte order mark or with a comment glued to its dashes: what those mean
 * depends on whether anything is in front of the separator, and so on through separators that follow each other.
 */
function nextToUnusual(view: string, documents: readonly Document[]): ReadonlySet<Document> {
  const neighbours = new Set<Document>()
  for (let index = documents.length - 1; index > 0; index--) {
    const document = documents[index]
    const before = documents[index - 1]
    if (document === undefined || before === undefined) break
    const isUnusual =
      view.charAt(document.start) === '#' || view.charCodeAt(lineBehind(view, document.start)) > 0x7f
    if (isUnusual || (neighbours.has(document) && isBare(view, document))) neighbours.add(before)
  }
  return neighbours
}

/** Whether a document is a separator and nothing else. */
function isBare(view: string, { start, end }: Document): boolean {
  return /^[^\n]*\n?$/.test(view.slice(start, end))
}

/** Where an offset of the stripped text is in the stream. */
export function strippedPositions({ windows }: Scan, { text, pieces }: Stripped): Positions {
  const lineOf = linesOf(windows)
  const ofText = positionsOf(text)
  return offset => {
    const { start, strippedStart } = pieceAt(pieces, offset)
    const { line, column } = ofText(offset)
    return { line: line + lineOf(start) - ofText(strippedStart).line, column }
  }
}

/** The line of an offset. Lines of a window are counted once, on first use. */
function linesOf(windows: readonly Window[]): (offset: number) => number {
  const ahead = [0]
  const positions: Positions[] = []
  return offset => {
    const index = windows.findLastIndex(({ start }) => start <= offset)
    while (ahead.length <= index) {
      const view = windows[ahead.length - 1]?.view ?? ''
      ahead.push((ahead.at(-1) ?? 0) + countLineFeeds(view))
    }
    const { start, view } = windows[index] ?? { start: 0, view: '' }
    const within = (positions[index] ??= positionsOf(view))
    return (ahead[index] ?? 0) + within(offset - start).line
  }
}

/** The last piece that begins at an offset or in front of it. */
function pieceAt(pieces: readonly Piece[], offset: number): Pick<Piece, 'start' | 'strippedStart'> {
  return (
    pieces[partitionPoint(pieces, ({ strippedStart }) => strippedStart <= offset) - 1] ?? {
      start: 0,
      strippedStart: 0,
    }
  )
}

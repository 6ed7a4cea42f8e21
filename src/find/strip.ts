import type { Relevance } from '../manifest/relevance.ts'
import { peekKinds } from '../manifest/kind.ts'
import { positionsOf, type Positions } from '../yaml/position.ts'
import { lineBehind, splitStream, type Document } from '../manifest/stream.ts'
import { concerns } from './concern.ts'

/** A stream in a form that is cheap to look through, and the way from there to its text. */
export type Scan = {
  /**
   * The stream with ASCII as it is and every other character as one or more characters beyond ASCII. Offsets of a scan
   * are indices into it.
   */
  readonly view: string
  /** The text between two offsets. */
  readonly text: (start: number, end: number) => string
}

/** Documents that follow each other: where they are in the scan, and where in the stripped text. `end` exclusive. */
export type Piece = {
  readonly isKept: boolean
  readonly start: number
  readonly end: number
  readonly strippedStart: number
  readonly strippedEnd: number
}

/** What is left of a stream without the documents that cannot matter. The pieces cover the stream and the text, in order. */
export type Stripped = { readonly text: string; readonly pieces: readonly Piece[] }

/** Leave out every document that neither a relocation nor the verification of its output has a reason to read. */
export function stripIrrelevant(scan: Scan, isRelevant: Relevance): Stripped {
  const texts: string[] = []
  const pieces: Piece[] = []
  let length = 0
  for (const run of runsOf(scan.view, isRelevant)) {
    const text = run.isKept ? scan.text(run.start, run.end) : ''
    texts.push(text)
    pieces.push({ ...run, strippedStart: length, strippedEnd: length + text.length })
    length += text.length
  }
  return { text: texts.join(''), pieces }
}

/** The documents of a stream that have all of some words, which are ASCII. */
export function documentsWith({ view, text }: Scan, words: readonly string[]): string {
  if (!words.every(word => view.includes(word))) return ''
  return splitStream(view)
    .filter(({ start, end }) => {
      const content = view.slice(start, end)
      return words.every(word => content.includes(word))
    })
    .map(({ start, end }) => `---${text(start, end)}`)
    .join('')
}

type Run = Pick<Piece, 'isKept' | 'start' | 'end'>

/** Neighbours with the same fate, each beginning with its `---`. */
function runsOf(view: string, isRelevant: Relevance): readonly Run[] {
  const runs: Run[] = []
  let start = 0
  let isKept: boolean | undefined
  const documents = splitStream(view)
  const neighbours = besideUnusual(view, documents)
  for (const document of documents) {
    const content = view.slice(document.start, document.end)
    const fate =
      document.fault !== undefined ||
      neighbours.has(document) ||
      concerns(content, peekKinds(content), isRelevant)
    const begin = document.start === 0 ? 0 : document.start - 3
    if (isKept !== undefined && fate !== isKept) {
      if (begin > start) runs.push({ isKept, start, end: begin })
      start = begin
    }
    isKept = fate
  }
  runs.push({ isKept: isKept ?? true, start, end: view.length })
  return runs
}

/**
 * The documents in front of one that begins with a byte order mark or with a comment glued to its dashes: what those mean
 * depends on whether anything is in front of the separator, and so on through separators that follow each other.
 */
function besideUnusual(view: string, documents: readonly Document[]): ReadonlySet<Document> {
  const neighbours = new Set<Document>()
  for (const [index, document] of [...documents.entries()].reverse()) {
    const before = documents[index - 1]
    const isUnusual =
      view.charAt(document.start) === '#' || view.charCodeAt(lineBehind(view, document.start)) > 0x7f
    if (before !== undefined && (isUnusual || (neighbours.has(document) && isBare(view, document))))
      neighbours.add(before)
  }
  return neighbours
}

/** Whether a document is a separator and nothing else. */
function isBare(view: string, { start, end }: Document): boolean {
  return /^[^\n]*\n?$/.test(view.slice(start, end))
}

/** Where an offset of the stripped text is in the stream. */
export function strippedPositions({ view }: Scan, { text, pieces }: Stripped): Positions {
  const ofView = positionsOf(view)
  const ofText = positionsOf(text)
  return offset => {
    const { start, strippedStart } = pieceAt(pieces, offset)
    const { line, column } = ofText(offset)
    return { line: line + ofView(start).line - ofText(strippedStart).line, column }
  }
}

/** The last piece that begins at an offset or in front of it. */
function pieceAt(pieces: readonly Piece[], offset: number): Pick<Piece, 'start' | 'strippedStart'> {
  let low = 0
  let high = pieces.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((pieces[middle]?.strippedStart ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return pieces[low] ?? { start: 0, strippedStart: 0 }
}

import { applyEdits, type Edit } from '../../edit/edit.ts'
import { documentsWith, stripIrrelevant, strippedPositions, type Piece } from '../../find/strip.ts'
import type { Relevance } from '../../manifest/relevance.ts'
import type { InputStream } from '../../relocate.ts'

/** Pieces shorter than this are copied together, because each piece is a call of the system. */
const shortPiece = 1 << 16
const longBatch = 1 << 20

/** A stream without the documents that cannot matter, and the way back from its edits to the bytes of all of it. */
export type StrippedBytes = {
  readonly stream: InputStream
  readonly restore: (edits: readonly Edit[]) => readonly Uint8Array[]
}

/** Leave out, undecoded, what is only copied; `restore` puts the bytes back behind. */
export function stripBytes(bytes: Buffer, isRelevant: Relevance, file?: string): StrippedBytes {
  const scan = {
    view: bytes.toString('latin1'),
    text: (start: number, end: number) => bytes.toString('utf8', start, end),
  }
  const stripped = stripIrrelevant(scan, isRelevant)
  const { text, pieces } = stripped
  return {
    stream: {
      text,
      file,
      positions: strippedPositions(scan, stripped),
      definitionsWith: words => documentsWith(scan, words),
    },
    restore: edits => batched(expand(bytes, text, pieces, edits)),
  }
}

/** The stream with the edits of its stripped text: pieces with an edit are written anew, all others are the bytes read. */
function expand(
  bytes: Buffer,
  text: string,
  pieces: readonly Piece[],
  edits: readonly Edit[],
): readonly Uint8Array[] {
  const ordered = edits.toSorted((a, b) => a.start - b.start || a.end - b.end)
  let next = 0
  const expanded = pieces.map(({ isKept, start, end, strippedStart, strippedEnd }) => {
    const first = next
    while (isKept && (ordered[next]?.end ?? Infinity) <= strippedEnd) next++
    if (first === next) return bytes.subarray(start, end)
    const own = ordered
      .slice(first, next)
      .map(edit => ({ ...edit, start: edit.start - strippedStart, end: edit.end - strippedStart }))
    return Buffer.from(applyEdits(text.slice(strippedStart, strippedEnd), own))
  })
  if (next < ordered.length) throw new Error('an edit of a document that was left out')
  return expanded
}

function batched(pieces: readonly Uint8Array[]): readonly Uint8Array[] {
  const batches: Uint8Array[] = []
  let short: Uint8Array[] = []
  let length = 0
  const flush = (): void => {
    if (short.length > 0)
      batches.push(short.length === 1 && short[0] !== undefined ? short[0] : Buffer.concat(short))
    short = []
    length = 0
  }
  for (const piece of pieces) {
    const isLong = piece.length >= shortPiece
    if (isLong || length >= longBatch) flush()
    if (isLong) batches.push(piece)
    else {
      short.push(piece)
      length += piece.length
    }
  }
  flush()
  return batches
}

import { asksForNothing, type Config } from '../../config/config.ts'
import type { Piece } from '../../find/strip.ts'
import { applyEdits, type Edit } from '../../edit/edit.ts'

import { gather } from './relocate-streams.ts'
import type { RelocatedFiles } from './relocate-streams.ts'
import type { Content } from './stream.ts'

/** Pieces shorter than this are copied together, because each piece is a call of the system. */
const shortPiece = 1 << 16
const longBatch = 1 << 20

/**
 * Relocates one stream without decoding what is only copied: documents that cannot matter are left out before, and
 * their bytes are put back behind. What comes of it is what `relocateStreams` gives, in bytes; `output` of the result
 * is the condensed one.
 */
export async function relocateBytes(bytes: Buffer, config: Config): Promise<RelocatedFiles<Content>> {
  const { relocate } = await import('../../relocate.ts')
  if (asksForNothing(config)) return gather([relocate('', config)], [[bytes]])
  const { stripIrrelevant: condense, strippedPositions: condensedPositions } =
    await import('../../find/strip.ts')
  const { relevanceOf } = await import('../../manifest/relevance.ts')
  const { builtInFieldSpecs } = await import('../../knowledge/fieldspecs/index.ts')
  const scan = {
    view: bytes.toString('latin1'),
    text: (start: number, end: number) => bytes.toString('utf8', start, end),
  }
  const condensed = condense(scan, relevanceOf([...builtInFieldSpecs, ...config.fieldSpecs]))
  const { text, pieces } = condensed
  const result = relocate(text, config, { positions: condensedPositions(scan, condensed) })
  return gather([result], [batched(expand(bytes, text, pieces, result.edits))])
}

/** The stream with the edits of its condensed text: pieces with an edit are written anew, all others are the bytes read. */
function expand(
  bytes: Buffer,
  text: string,
  pieces: readonly Piece[],
  edits: readonly Edit[],
): readonly Uint8Array[] {
  const ordered = edits.toSorted((a, b) => a.start - b.start || a.end - b.end)
  let next = 0
  const expanded = pieces.map(({ isKept, start, end, condensedStart, condensedEnd }) => {
    const first = next
    while (isKept && (ordered[next]?.end ?? Infinity) <= condensedEnd) next++
    if (first === next) return bytes.subarray(start, end)
    const own = ordered
      .slice(first, next)
      .map(edit => ({ ...edit, start: edit.start - condensedStart, end: edit.end - condensedStart }))
    return Buffer.from(applyEdits(text.slice(condensedStart, condensedEnd), own))
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

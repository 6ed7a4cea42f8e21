import {
  documentsWith,
  stripIrrelevant,
  strippedPositions,
  type Piece,
  type Scan,
} from '../../../find/strip.ts'
import type { Relevance } from '../../../manifest/relevance.ts'
import type { InputStream, Result } from '../../../relocate.ts'

import type { Content } from '../content.ts'
import { contentOf, decodeView, encodeView, type HeldBytes } from './held-bytes.ts'

/** What became of a stripped stream. */
type Written = Pick<Result, 'edits' | 'output'>

/** A stream without the documents that cannot matter, and the way back from its result to the bytes of the whole stream. */
type StrippedBytes = {
  readonly stream: InputStream
  readonly restore: (written: Written) => Content
}

/** Leave out, undecoded, what is only copied; `restore` puts the bytes back behind. */
export function stripBytes(bytes: HeldBytes, isRelevant: Relevance, file?: string): StrippedBytes {
  const scan: Scan = { windows: bytes.windows, decode: decodeView }
  const stripped = stripIrrelevant(scan, isRelevant)
  const { text, pieces } = stripped
  return {
    stream: {
      text,
      file,
      positions: strippedPositions(scan, stripped),
      definitionsWith: words => documentsWith(scan, words),
    },
    restore: written => contentOf(expand(pieces, written)),
  }
}

/** The stream of an output of its stripped text: of pieces with an edit what became of them, of all others the bytes read. */
function expand(pieces: readonly Piece[], { edits, output }: Written): readonly string[] {
  const ordered = edits.toSorted((a, b) => a.start - b.start || a.end - b.end)
  let next = 0
  let growth = 0
  const expanded = pieces.map(({ isKept, view, strippedStart, strippedEnd }) => {
    const first = next
    const start = strippedStart + growth
    for (
      let edit = ordered[next];
      isKept && edit !== undefined && edit.end <= strippedEnd;
      edit = ordered[++next]
    )
      growth += edit.text.length - (edit.end - edit.start)
    return first === next ? view : encodeView(output.slice(start, strippedEnd + growth))
  })
  if (next < ordered.length) throw new Error('an edit of a document that was left out')
  return expanded
}

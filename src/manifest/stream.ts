/** A piece of the stream between two separator lines. Offsets are those of the stream, `end` exclusive. */
export type Document = {
  /** Counted from 0, empty documents included. */
  readonly index: number
  /** Where the document's own text starts: behind the `---`. */
  readonly start: number
  readonly end: number
}

/**
 * Split a stream at its separators: lines that start with `---` followed by a blank or the end of the line. YAML
 * forbids such a line inside a text, even inside a block scalar, so no content is ever cut.
 *
 * Law: the documents and the `---` between them, joined, are the stream.
 */
export function splitStream(stream: string): readonly Document[] {
  const documents: Document[] = []
  let start = 0
  let from = 0
  for (;;) {
    const dashes = from === 0 && stream.startsWith('---') ? 0 : nextLine(stream, from)
    if (dashes < 0) break
    from = dashes + 3
    if (!isSeparator(stream, from)) continue
    documents.push({ index: documents.length, start, end: dashes })
    start = from
  }
  documents.push({ index: documents.length, start, end: stream.length })
  return documents
}

/** Offset of the next `---` that starts a line; -1 when there is none. */
function nextLine(stream: string, from: number): number {
  const lineBreak = stream.indexOf('\n---', Math.max(from - 1, 0))
  return lineBreak < 0 ? -1 : lineBreak + 1
}

function isSeparator(stream: string, behind: number): boolean {
  if (behind >= stream.length) return true
  const code = stream.charCodeAt(behind)
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d
}

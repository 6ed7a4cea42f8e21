import { objectEnd } from '../yaml/json.ts'

/** A piece of the stream between two separator lines. Offsets are those of the stream, `end` exclusive. */
export type Document = {
  /** Counted from 0, empty documents included. */
  readonly index: number
  /** Where the document's own text starts: after the `---`. */
  readonly start: number
  readonly end: number
  /**
   * Where kubectl begins to read: on the line after the separator, and at the separator itself where nothing is between
   * it and the one before, or the start of the stream.
   */
  readonly body: number
  /** Where a line starts with `---` and goes on with text, if one does: kubectl and Helm refuse the stream for it. */
  readonly fault?: number
}

/**
 * Split a stream where kubectl and Helm do: at lines that start with `---` and have nothing but a comment after it.
 * Source: https://github.com/kubernetes/apimachinery/blob/master/pkg/util/yaml/decoder.go
 *
 * Law: the documents and the `---` between them, joined, are the stream.
 */
export function splitStream(stream: string): readonly Document[] {
  const documents: Document[] = []
  let start = 0
  let body = 0
  let fault: number | undefined
  const close = (end: number): void => {
    const document = { index: documents.length, start, end, body }
    documents.push(fault === undefined ? document : { ...document, fault })
    fault = undefined
  }
  let dashes = stream.startsWith('---') ? 0 : nextLine(stream, 0)
  for (; dashes >= 0; dashes = nextLine(stream, dashes + 3)) {
    const isClean = isSeparator(stream, dashes)
    if (isClean || isBlank(stream, dashes + 3)) {
      close(dashes)
      start = dashes + 3
      const isFirst = dashes === body || (documents.length === 1 && isBehindJson(stream, dashes))
      body = isFirst ? dashes : lineBehind(stream, start)
    }
    if (!isClean) fault ??= dashes
  }
  close(stream.length)
  return documents
}

/**
 * Whether only a JSON object is in front of a separator: kubectl then begins to read YAML at the separator itself. Asked
 * where that makes a difference: a comment is glued to the separator, which is text then, or the line after it begins with
 * a directive, an end or a byte order mark.
 */
function isBehindJson(stream: string, dashes: number): boolean {
  const isGlued = stream.charAt(dashes + 3) === '#'
  if (!isGlued && !/[-%.\ufeff]/.test(stream.charAt(lineBehind(stream, dashes + 3)))) return false
  const opening = /[^ \t\r\n]/.exec(stream)?.index ?? 0
  const end = objectEnd(stream, opening, dashes)
  return end !== undefined && /^[^\S\n]*\n$/.test(stream.slice(end, dashes))
}

/**
 * Some documents of a stream as a stream of their own, in which each reads as before: without what is on the line of the
 * separator in front of it, and first only if it was first.
 */
export function streamOf(stream: string, documents: readonly Document[]): string {
  const texts = documents.map(({ start, end }) =>
    stream.slice(start === 0 ? 0 : lineBehind(stream, start), end),
  )
  const isFirst = documents[0] === undefined || documents[0].start === 0
  return [...(isFirst ? [] : ['#']), ...texts].map(text => `${text.trimEnd()}\n`).join('---\n')
}

/** Offset of the next `---` that starts a line; -1 when there is none. */
function nextLine(stream: string, from: number): number {
  const lineBreak = stream.indexOf('\n---', Math.max(from - 1, 0))
  return lineBreak < 0 ? -1 : lineBreak + 1
}

/** The start of the line after the one that an offset is on. */
export function lineBehind(stream: string, from: number): number {
  const lineBreak = stream.indexOf('\n', from)
  return lineBreak < 0 ? stream.length : lineBreak + 1
}

function isSeparator(stream: string, dashes: number): boolean {
  let at = dashes + 3
  while (isBlank(stream, at) || isRareSpace(stream.charCodeAt(at))) at++
  return at >= stream.length || stream.charAt(at) === '\n' || stream.charAt(at) === '#'
}

/** White space to Go (`unicode.IsSpace`) that hardly anybody writes. */
function isRareSpace(code: number): boolean {
  if (code < 0x80) return code === 0x0b || code === 0x0c
  return code === 0x85 || (code !== 0xfeff && /\s/.test(String.fromCharCode(code)))
}

function isBlank(stream: string, at: number): boolean {
  const code = stream.charCodeAt(at)
  return code === 0x20 || code === 0x09 || code === 0x0d
}

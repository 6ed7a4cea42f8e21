import { blockText } from './block-text.ts'
import { isBreak } from './character.ts'
import { flowText, meaningful } from './flow-text.ts'
import type { Scalar } from './node.ts'
import type { Offsets } from './offsets.ts'

/**
 * The value of a scalar, with escapes resolved and lines folded as YAML prescribes; `!!binary` is decoded.
 * `offsets`, when given, receives where each character of the value is written in `source`.
 */
export function valueOf(source: string, scalar: Scalar, offsets?: Offsets): string {
  if (scalar.tag === '!!binary') {
    const value = decodeBinary(valueOf(source, { ...scalar, tag: undefined }))
    // Each has a place of its own: its code is longer than it.
    offsets?.add(scalar.start, scalar.start + value.length)
    return value
  }
  switch (scalar.style) {
    case 'plain':
      return flowText(source, scalar.start, scalar.end, 'plain', offsets)
    case 'single':
    case 'double':
      return flowText(source, scalar.start + 1, scalar.end - 1, quotesOf(scalar), offsets)
    case 'literal':
    case 'folded':
      return blockText(source, scalar, offsets)
  }
}

function decodeBinary(text: string): string {
  const bytes = Uint8Array.from(atob(text.replace(/[\r\n]/g, '')), character => character.charCodeAt(0))
  const value = utf8.decode(bytes)
  return value.includes('\ufffd') ? byteByByte(bytes) : value
}

/** Of what is not UTF-8, Kubernetes makes U+FFFD byte by byte; a decoder of the web, one for each piece of a character. */
function byteByByte(bytes: Uint8Array): string {
  let value = ''
  for (let at = 0; at < bytes.length;) {
    const isItself = bytes[at] === 0xef && bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd
    const length = [1, 2, 3, 4].find(count => {
      const isWhole = at + count <= bytes.length
      return (
        isWhole && (isItself ? count === 3 : !utf8.decode(bytes.subarray(at, at + count)).includes('\ufffd'))
      )
    })
    value += length === undefined ? '\ufffd' : utf8.decode(bytes.subarray(at, at + length))
    at += length ?? 1
  }
  return value
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

/** Whether the value is in the source character by character, from the first of the content. */
export function isVerbatim(source: string, scalar: Scalar): boolean {
  if (scalar.tag === '!!binary') return false
  switch (scalar.style) {
    case 'plain':
      return !meaningful.plain.test(source.slice(scalar.start, scalar.end))
    case 'single':
    case 'double':
      return !meaningful[quotesOf(scalar)].test(source.slice(scalar.start + 1, scalar.end - 1))
    case 'literal':
    case 'folded':
      return false
  }
}

/** Where a scalar's text ends: a block's last line break parts it from what follows, and is not to be replaced with it. */
export function textEnd(source: string, scalar: Scalar): number {
  if (scalar.style !== 'literal' && scalar.style !== 'folded') return scalar.end
  let end = scalar.end
  while (end > scalar.start && isBreak(source.charCodeAt(end - 1))) end--
  return end
}

/** Whether the scalar is YAML's null: nothing, `~`, or `null` without quotes. */
export function isNull(source: string, scalar: Scalar): boolean {
  if (scalar.tag !== undefined) return scalar.tag === '!!null'
  if (scalar.style !== 'plain' || scalar.end - scalar.start > 4) return false
  const text = source.slice(scalar.start, scalar.end)
  return text === '' || text === '~' || text === 'null' || text === 'Null' || text === 'NULL'
}

function quotesOf({ style, isJson }: Scalar): 'single' | 'double' | 'json' {
  return isJson === true ? 'json' : style === 'single' ? 'single' : 'double'
}

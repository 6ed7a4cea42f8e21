import { constants, isUtf8 } from 'node:buffer'

import type { Problem } from '../../../problem.ts'
import { remedyFor } from './encoding.ts'

/** The text of some bytes, or why they are none. A byte order mark stays, as U+FEFF: the text gives the same bytes back. */
export function decodeText(
  bytes: Buffer,
  file?: string,
  usual?: string,
): { readonly text: string } | { readonly problem: Problem } {
  const problem = faultOf(bytes, file, usual)
  return problem === undefined ? { text: bytes.toString('utf8') } : { problem }
}

/** Why bytes are not text, a `STREAM_NOT_TEXT` problem with line and byte offset; undefined when they are. */
export function faultOf(
  bytes: Buffer,
  file?: string,
  usual = 'pass manifests as UTF-8 text, as helm template prints them',
): Problem | undefined {
  const problem = tooLarge(bytes.length, file)
  if (problem !== undefined) return problem
  const offset = isUtf8(bytes) ? bytes.indexOf(0) : offsetOfBadByte(bytes)
  if (offset === -1) return undefined
  const before = bytes.subarray(0, offset)
  const lineStart = before.lastIndexOf('\n') + 1
  const line = 1 + before.reduce((count, byte) => (byte === 0x0a ? count + 1 : count), 0)
  const place = { file, line, column: before.toString('utf8', lineStart).length + 1 }
  const value = (bytes[offset] ?? 0).toString(16).padStart(2, '0')
  const message = `not UTF-8 text: byte 0x${value} at offset ${offset}`
  return { code: 'STREAM_NOT_TEXT', message, remedy: remedyFor(bytes, usual), place }
}

/** A `STREAM_TOO_LARGE` problem for more bytes than a text can have. */
export function tooLarge(length: number, file?: string): Problem | undefined {
  const longest = constants.MAX_STRING_LENGTH
  return length <= longest
    ? undefined
    : tooManyBytes(`more than ${longest} bytes, which one run cannot hold`, file)
}

/** A `STREAM_TOO_LARGE` problem for more bytes without a separator than a document may have. */
export function tooLong(longest: number): Problem {
  return tooManyBytes(`more than ${longest} bytes without a "---" line, which one run cannot hold`)
}

function tooManyBytes(message: string, file?: string): Problem {
  return { code: 'STREAM_TOO_LARGE', message, remedy: 'pass it in parts', place: { file, line: 1 } }
}

/**
 * A decoder that replaces what it cannot read puts U+FFFD there first; a U+FFFD in the bytes themselves
 * (EF BF BD) is text like any other.
 */
function offsetOfBadByte(bytes: Buffer): number {
  const decoded = bytes.toString('utf8')
  let offset = 0
  let from = 0
  for (let at = decoded.indexOf('\uFFFD'); at !== -1; at = decoded.indexOf('\uFFFD', from)) {
    offset += Buffer.byteLength(decoded.slice(from, at))
    if (bytes.readUIntBE(offset, Math.min(3, bytes.length - offset)) !== 0xefbfbd) return offset
    offset += 3
    from = at + 1
  }
  return -1
}

import { isUtf8 } from 'node:buffer'

import { plainSeparator, type Window } from '../../../find/strip.ts'

import type { Content } from '../content.ts'

/** The bytes of a stream, each as one character, in windows that cover it. */
export type HeldBytes = { readonly length: number; readonly windows: readonly Window[] }

/** Bytes that are text, or those up to where they are none; or none, where they are too many without a separator. */
export type Held = HeldBytes | { readonly unreadable: Buffer } | { readonly longest: number }

/** Takes the chunks of a stream, in order. Chunks are copied. */
type ByteCollector = {
  /** Whether the bytes are text so far, and can be held. */
  readonly add: (chunk: Uint8Array) => boolean
  readonly close: () => Held
}

/** Windows are at least so long, but for the last: short enough for the cache of a processor. */
const usualWindow = 1 << 18

/** Bytes that are known to be text. */
export function holdWhole(bytes: Buffer, windowLength = usualWindow): HeldBytes {
  const windows: Window[] = []
  for (let start = 0; start < bytes.length || windows.length === 0;) {
    const end = firstCut(bytes, start + windowLength)
    windows.push({ start, view: bytes.toString('latin1', start, end) })
    start = end
  }
  return { length: bytes.length, windows }
}

/** More bytes than this without a separator are no manifests: an input without end must not fill the memory. */
const longestWindow = 1 << 27

/** Holds bytes as text of one byte a character, and no second time. */
export function openByteCollector(windowLength = usualWindow, longest = longestWindow): ByteCollector {
  const windows: Window[] = []
  let buffer = Buffer.allocUnsafeSlow(2 * windowLength)
  let length = 0
  let start = 0
  let isText = true
  const moveTo = (capacity: number): void => {
    const larger = Buffer.allocUnsafeSlow(capacity)
    buffer.copy(larger, 0, 0, length)
    buffer = larger
  }
  const push = (end: number): void => {
    isText &&= isUtf8(buffer.subarray(0, end))
    windows.push({ start, view: buffer.toString('latin1', 0, end) })
    buffer.copyWithin(0, end, length)
    start += end
    length -= end
  }
  return {
    add(chunk) {
      const searched = Math.max(length - longestSeparator, 0)
      if (length + chunk.length > buffer.length) moveTo(Math.max(2 * buffer.length, length + chunk.length))
      buffer.set(chunk, length)
      length += chunk.length
      if (buffer.subarray(length - chunk.length, length).includes(0)) isText = false
      const cut = length < windowLength ? 0 : lastCut(buffer.subarray(searched, length))
      if (isText && cut > 0) push(searched + cut)
      return isText && length <= longest
    },
    close() {
      if (isText && length > longest) return { longest }
      if (isText) push(length)
      if (isText) return { length: start, windows }
      const before = windows.map(({ view }) => Buffer.from(view, 'latin1'))
      return { unreadable: Buffer.concat([...before, buffer.subarray(0, length)]) }
    },
  }
}

/** How far behind a line feed the plain line begins, at most. */
const longestSeparator = 16

/** Behind the last line feed where a window may end; 0 where none may. */
function lastCut(bytes: Buffer): number {
  for (let at = bytes.lastIndexOf('\n---'); at >= 0; at = at === 0 ? -1 : bytes.lastIndexOf('\n---', at - 1))
    if (plainSeparator.test(bytes.toString('latin1', at, at + longestSeparator))) return at + 1
  return 0
}

/** Behind the first line feed from an offset on where a window may end; at the end where none may. */
function firstCut(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf('\n---', from); at >= 0; at = bytes.indexOf('\n---', at + 1))
    if (plainSeparator.test(bytes.toString('latin1', at, at + longestSeparator))) return at + 1
  return bytes.length
}

/** The text of bytes, each of which is one character. */
export function decodeView(view: string): string {
  return /[\x80-\xff]/.test(view) ? Buffer.from(view, 'latin1').toString('utf8') : view
}

/** The bytes of a text, each as one character. */
export function encodeView(text: string): string {
  return /[^\0-\x7f]/.test(text) ? Buffer.from(text).toString('latin1') : text
}

/** Views as bytes again. */
export function contentOf(views: readonly string[]): Content {
  return {
    *[Symbol.iterator]() {
      const buffer = Buffer.allocUnsafeSlow(usualWindow)
      let length = 0
      for (const view of views) {
        for (let done = 0; done < view.length;) {
          const written = buffer.write(view.slice(done, done + buffer.length - length), length, 'latin1')
          done += written
          length += written
          if (length < buffer.length) continue
          yield buffer
          length = 0
        }
      }
      if (length > 0) yield buffer.subarray(0, length)
    },
  }
}

import { closeSync, openSync, readSync, rmSync } from 'node:fs'

import { writeWhole } from '../write/replace.ts'

/** Where a piece is that was put away. */
export type SpoolRange = { readonly start: number; readonly length: number }

/** Bytes that are stored until they are needed, in their order. */
export type Spool = {
  readonly add: (bytes: Uint8Array) => SpoolRange
  readonly read: (range: SpoolRange) => Buffer
  readonly length: () => number
  readonly close: () => void
}

const most = 1 << 20

/** A spool in a file of that name, which is removed when the spool is closed. */
export function openSpool(path: string): Spool {
  const descriptor = openSync(path, 'ax+', 0o600)
  let length = 0
  return {
    add(bytes) {
      const range = { start: length, length: bytes.length }
      writeWhole(descriptor, bytes)
      length += bytes.length
      return range
    },
    read: range => readRange(descriptor, range),
    length: () => length,
    close() {
      closeSync(descriptor)
      rmSync(path, { force: true })
    },
  }
}

/** All of a spool, in pieces. */
export function* piecesOf(spool: Spool): Iterable<Uint8Array> {
  for (let start = 0; start < spool.length(); start += most)
    yield spool.read({ start, length: Math.min(most, spool.length() - start) })
}

/** A piece of a file. */
export function readRange(descriptor: number, { start, length }: SpoolRange): Buffer {
  const bytes = Buffer.allocUnsafe(length)
  let done = 0
  while (done < length) {
    const count = readSync(descriptor, bytes, done, length - done, start + done)
    if (count === 0) throw new Error('a temporary file is shorter than it was')
    done += count
  }
  return bytes
}

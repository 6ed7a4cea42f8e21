import { fstatSync, readFileSync, readSync, statSync, writeSync } from 'node:fs'

import type { Input, Output } from './stream.ts'
import { hasCode } from './system-error.ts'

/**
 * Standard input without the streams of the runtime: making those takes longer than a whole run on a small release.
 * They are made for a descriptor that does not block, where reading has to wait for the system's word.
 */
export function standardInput(): Input {
  return {
    get isTTY() {
      return isTerminal(0)
    },
    async *[Symbol.asyncIterator]() {
      const buffer = Buffer.allocUnsafeSlow(chunkSize(0))
      for (;;) {
        const { bytes, end } = fill(buffer)
        if (bytes.length > 0) yield bytes
        if (end === 'closed') return
        if (end === 'later') {
          yield* process.stdin as AsyncIterable<Uint8Array>
          return
        }
      }
    },
  }
}

/** Standard output (1) or standard error (2), likewise without the runtime's streams while the descriptor blocks. */
export function standardOutput(descriptor: 1 | 2): Output {
  return {
    get isTTY() {
      return isTerminal(descriptor)
    },
    on: () => undefined,
    write(data, done) {
      const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data
      let written = 0
      if (bytes.length > 0 && isClosed(descriptor)) return done(new Error('it is closed'))
      try {
        while (written < bytes.length) written += writeSync(descriptor, bytes, written)
      } catch (error) {
        if (!hasCode(error, 'EAGAIN')) return done(error as Error)
        const stream = descriptor === 1 ? process.stdout : process.stderr
        stream.on('error', done)
        return void stream.write(bytes.subarray(written), done)
      }
      done()
    },
  }
}

/** Reads until the buffer is full, the input is at its end (`closed`), or there is nothing yet (`later`). */
function fill(buffer: Buffer): { readonly bytes: Buffer; readonly end: 'full' | 'closed' | 'later' } {
  let length = 0
  try {
    while (length < buffer.length) {
      const count = readSync(0, buffer, length, buffer.length - length, null)
      if (count === 0) return { bytes: buffer.subarray(0, length), end: 'closed' }
      length += count
    }
    return { bytes: buffer, end: 'full' }
  } catch (error) {
    // The end of a pipe, as Windows tells it.
    if (hasCode(error, 'EOF')) return { bytes: buffer.subarray(0, length), end: 'closed' }
    if (hasCode(error, 'EAGAIN')) return { bytes: buffer.subarray(0, length), end: 'later' }
    throw error
  }
}

/** Of a small file no more than to see its end. */
function chunkSize(descriptor: 0): number {
  const stat = fstatSync(descriptor)
  return stat.isFile() ? Math.min(stat.size + 1, longestChunk) : longestChunk
}

/** Short enough for the cache of a processor. */
const longestChunk = 1 << 18

/**
 * A terminal is a character device other than /dev/null. Only for those the runtime is asked, because it has to create a
 * stream to answer.
 */
function isTerminal(descriptor: 0 | 1 | 2): boolean {
  try {
    const stat = fstatSync(descriptor)
    if (!stat.isCharacterDevice() || stat.rdev === statSync('/dev/null', { throwIfNoEntry: false })?.rdev)
      return false
  } catch {
    return false
  }
  return process[descriptor === 0 ? 'stdin' : descriptor === 1 ? 'stdout' : 'stderr'].isTTY === true
}

/**
 * Whether the program was started without this descriptor. The runtime then opens /dev/null in its place, so that writing
 * would succeed and nobody would have it; as Linux tells, it is a descriptor no other program can have handed down.
 */
function isClosed(descriptor: 1 | 2): boolean {
  // Node marks every descriptor it is given, so there a closed one looks like /dev/null.
  if (process.versions['bun'] === undefined) return false
  try {
    if (!fstatSync(descriptor).isCharacterDevice()) return false
    const flags = /^flags:\s*([0-7]+)$/m.exec(readFileSync(`/proc/self/fdinfo/${descriptor}`, 'utf8'))?.[1]
    return (parseInt(flags ?? '0', 8) & closeOnExec) !== 0
  } catch {
    return false
  }
}

/** O_CLOEXEC of Linux, on every processor there is a binary for. */
const closeOnExec = 0o2000000

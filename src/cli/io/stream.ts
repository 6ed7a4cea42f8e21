import { constants } from 'node:buffer'

import { openByteCollector, type Held } from './input/held-bytes.ts'
import { hasCode } from './system-error.ts'
import type { Content } from './content.ts'

/** What we read from: standard input, or a stand-in. A chunk is valid until the next is requested. */
export type Input = AsyncIterable<Uint8Array | string> & { readonly isTTY?: boolean | undefined }

/** What we write to: standard output or standard error, or a stand-in. */
export type Output = {
  readonly isTTY?: boolean | undefined
  readonly write: (data: string | Uint8Array, done: (error?: Error | null) => void) => void
  readonly on: (event: 'error', listener: (error: Error) => void) => void
}

/**
 * All bytes of an input, up to its end. Of one that is longer than a text can be, or that is no text, so much that this is
 * plain: an input without end must not fill the memory. Rejects when the system does.
 */
export async function readAll(input: Input, longest: number = constants.MAX_STRING_LENGTH): Promise<Held> {
  const holder = openByteCollector()
  let length = 0
  for await (const chunk of input) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    length += bytes.length
    if (!holder.add(bytes) || length > longest) break
  }
  return holder.close()
}

/**
 * Writes and waits until the system has taken all of it. A reader that went away (`… | head`) is not an error: it had
 * what it wanted. Rejects for anything else, a full disk for instance.
 */
export async function writeAll(output: Output, content: Content): Promise<void> {
  for (const piece of typeof content === 'string' ? [content] : content) {
    if (piece.length > 0 && !(await isTaken(output, piece))) return
  }
}

/** Whether there is still a reader. */
function isTaken(output: Output, piece: string | Uint8Array): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const settle = (error?: Error | null) => {
      if (error === undefined || error === null) resolve(true)
      else if (hasCode(error, 'EPIPE')) resolve(false)
      else reject(error)
    }
    // Without a listener, a stream's error ends the process with a stack trace. It must outlive the callback.
    output.on('error', settle)
    output.write(piece, settle)
  })
}

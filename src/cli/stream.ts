import { hasCode } from './system-error.ts'

/** What we read from: standard input, or a stand-in. */
export type Input = AsyncIterable<Uint8Array | string> & { readonly isTTY?: boolean | undefined }

/** What we write to: standard output or standard error, or a stand-in. */
export type Output = {
  readonly isTTY?: boolean | undefined
  readonly write: (data: string | Uint8Array, done: (error?: Error | null) => void) => void
  readonly on: (event: 'error', listener: (error: Error) => void) => void
}

/** All bytes of an input, up to its end. Rejects when the system does. */
export async function readAll(input: Input): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of input) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk)
  const [first] = chunks
  return chunks.length === 1 && Buffer.isBuffer(first) ? first : Buffer.concat(chunks)
}

/**
 * Writes a text and waits until the system has taken all of it. A reader that went away (`… | head`) is not an error:
 * it had what it wanted. Rejects for anything else, a full disk for instance.
 */
export async function writeAll(output: Output, text: string): Promise<void> {
  if (text === '') return
  await new Promise<void>((resolve, reject) => {
    const settle = (error?: Error | null) => {
      if (error === undefined || error === null || hasCode(error, 'EPIPE')) resolve()
      else reject(error)
    }
    // Without a listener, a stream's error ends the process with a stack trace. It must outlive the callback.
    output.on('error', settle)
    output.write(text, settle)
  })
}

import type { Problem } from '../../../problem.ts'

import { faultOf, tooLarge, tooLong } from './decode.ts'
import { decodeView, type HeldBytes } from './held-bytes.ts'
import type { InputFile } from './input-file.ts'
import { readAll } from '../stream.ts'
import type { Input } from '../stream.ts'
import { reasonOf } from '../system-error.ts'

/**
 * A text to relocate, and the file it was read from; standard input has none, but its bytes: those are decoded when the
 * text is asked for, which a plain run never does.
 */
export type Stream = { readonly text: string; readonly bytes?: HeldBytes; readonly file?: InputFile }

/** What could be read, and why the rest could not. */
export type ReadStreams = { readonly streams: readonly Stream[]; readonly problems: readonly Problem[] }

/**
 * Standard input, to its end. Nothing at all is a problem: an empty answer with exit code 0 would make Helm deploy
 * nothing.
 */
export async function readStandardInput(stdin: Input): Promise<ReadStreams> {
  try {
    const held = await readAll(stdin)
    if ('longest' in held) return failed(tooLong(held.longest))
    const problem = 'unreadable' in held ? faultOf(held.unreadable) : tooLarge(held.length)
    if (problem !== undefined) return failed(problem)
    if ('windows' in held && held.length > 0) return { streams: [streamOf(held)], problems: [] }
    const remedy =
      'check the command before the pipe: it printed no manifests; with Helm, leave out --output-dir: it gives a post-renderer none'
    return failed({ code: 'STREAM_EMPTY', message: 'nothing came in on standard input', remedy })
  } catch (error) {
    const message = `standard input cannot be read: ${reasonOf(error)}`
    return failed({ code: 'FILE_UNREADABLE', message, remedy: 'pipe a stream in or name files' })
  }
}

/** A stream of bytes that are text. */
export function streamOf(bytes: HeldBytes, file?: InputFile): Stream {
  let text: string | undefined
  return {
    bytes,
    ...(file === undefined ? {} : { file }),
    get text() {
      return (text ??= bytes.windows.map(({ view }) => decodeView(view)).join(''))
    },
  }
}

function failed(problem: Problem): ReadStreams {
  return { streams: [], problems: [problem] }
}

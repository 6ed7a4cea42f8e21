import type { Problem } from '../../problem.ts'

import { decodeText } from './decode.ts'
import { findInputFiles, unreadableFile } from './input-file.ts'
import type { InputFile } from './input-file.ts'
import { readRegularFile } from './regular-file.ts'
import type { ReadStreams, Stream } from './read-stream.ts'

/** Every file that the words on the command line lead to, and a problem for each that cannot be found or read. */
export async function readFiles(words: readonly string[], cwd: string): Promise<ReadStreams> {
  const { files, problems } = await findInputFiles(words, cwd)
  const read = files.map(readFile)
  return {
    streams: read.filter(stream => 'text' in stream),
    problems: [...problems, ...read.flatMap(stream => ('problem' in stream ? stream.problem : []))],
  }
}

function readFile(file: InputFile): Stream | { readonly problem: Problem } {
  try {
    const decoded = decodeText(readRegularFile(file.absolute), file.name)
    return 'text' in decoded ? { text: decoded.text, file } : decoded
  } catch (error) {
    return { problem: unreadableFile(file.name, error) }
  }
}

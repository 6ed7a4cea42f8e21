import { createHash } from 'node:crypto'

import type { Problem } from '../../../problem.ts'
import { unreadableFile, type InputFile } from '../input/input-file.ts'
import { expectText } from '../runtime.ts'
import { readRegularFile } from '../../../regular-file.ts'

type Read = { readonly bytes: Buffer } | { readonly problem: Problem }

/** What is in a file that is about to be read. */
export function readBytes(file: InputFile): Read {
  try {
    const bytes = readRegularFile(file.absolute)
    expectText(bytes.length)
    return { bytes }
  } catch (error) {
    return { problem: unreadableFile(file.name, error) }
  }
}

/** What is in a file that was read before; `digest` is of its bytes then. */
export function readAgain(file: InputFile, digest: string): Read {
  const read = readBytes(file)
  return 'problem' in read || digestOf(read.bytes) === digest ? read : { problem: changedFile(file.name) }
}

/** Tells whether a file is still what it was. */
export function digestOf(bytes: Uint8Array): string {
  return createHash('sha1').update(bytes).digest('base64')
}

function changedFile(name: string): Problem {
  return {
    code: 'FILE_UNREADABLE',
    message: 'the file was changed while the run read it',
    remedy: 'run again when nothing writes it',
    place: { file: name },
  }
}

import type { Problem } from '../../../problem.ts'

import { decodeText } from '../input/decode.ts'
import { IrregularFile, readRegularFile } from '../../../regular-file.ts'
import { reasonOf } from '../system-error.ts'

/** The text of a file with settings, which must be a regular file; `what` it is, for a message. */
export function readSettingsFile(
  path: string,
  name: string,
  what: string,
): { readonly text: string } | { readonly problem: Problem } {
  try {
    const read = decodeText(readRegularFile(path), name, `name the file with the ${what}, as UTF-8 text`)
    return 'text' in read ? read : { problem: { ...read.problem, code: 'CONFIG_UNREADABLE' } }
  } catch (error) {
    const message = `the ${what} cannot be read: ${reasonOf(error)}`
    const remedy =
      error instanceof IrregularFile ? 'name a regular file' : 'check the path and its permissions'
    return { problem: { code: 'CONFIG_UNREADABLE', message, remedy, place: { file: name } } }
  }
}

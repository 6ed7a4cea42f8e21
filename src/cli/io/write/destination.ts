import { realpathSync, statSync } from 'node:fs'

import type { Problem } from '../../../problem.ts'

import { isInside } from '../input/input-file.ts'
import type { InputFile } from '../input/input-file.ts'
import { reasonOf } from '../system-error.ts'

/** Where a file is to be written, or why it must not be. */
export type Destination =
  | {
      readonly path: string
      /** The first directory that was made for it. */
      readonly made?: string | undefined
    }
  | { readonly problem: Problem }

/** In place: the file itself, or the one that a link in its tree leads to, if that is in the tree as well. */
export function destinationInPlace(file: InputFile): Destination {
  try {
    if (!statSync(file.absolute).isFile()) {
      return refuse(file.name, 'not a regular file, so it cannot be replaced', 'leave out --in-place')
    }
    if (isInside(file.tree, file.absolute)) return { path: realpathSync(file.absolute) }
    const target = realpathSync(file.absolute)
    return refuse(file.name, `a link that leads out of ${file.tree}: ${target}`, 'name the file it leads to')
  } catch (error) {
    return refuse(file.name, `cannot be read: ${reasonOf(error)}`, 'check the path and its permissions')
  }
}

export function refuse(name: string, message: string, remedy: string): Destination {
  return { problem: { code: 'FILE_UNREADABLE', message, remedy, place: { file: name } } }
}

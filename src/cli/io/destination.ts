import { lstatSync, mkdirSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'

import type { Problem } from '../../problem.ts'

import { isInside } from './input-file.ts'
import type { InputFile } from './input-file.ts'
import { reasonOf } from './system-error.ts'

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

/**
 * Below an output directory: the path the file has below the working directory, or, for one from elsewhere, below the
 * tree it was found in. Makes the directories. Never one of the inputs, never outside `directory`.
 */
export function destinationBelow(
  directory: string,
  file: InputFile,
  inputs: ReadonlySet<string>,
  cwd: string,
): Destination {
  const path = join(
    directory,
    pathBelow(cwd, file.absolute) ?? pathBelow(file.tree, file.absolute) ?? basename(file.name),
  )
  try {
    const made = mkdirSync(dirname(path), { recursive: true })
    if (!isInside(directory, dirname(path))) {
      return refuse(path, `a link leads out of ${directory}`, 'name an output directory without links in it')
    }
    const written = join(realpathSync(dirname(path)), basename(path))
    const existing = lstatSync(written, { throwIfNoEntry: false })
    if (existing !== undefined && inputs.has(realpathSync(written))) {
      const message = `${path} is one of the files read and would be written over`
      const remedy = 'name another --output-dir, or use --in-place'
      return { problem: { code: 'USAGE_INVALID', message, remedy } }
    }
    return { path: written, made }
  } catch (error) {
    return refuse(path, `cannot be written: ${reasonOf(error)}`, 'check the path and its permissions')
  }
}

/** The path of a file relative to a directory, or undefined when it is not below it. */
function pathBelow(directory: string, path: string): string | undefined {
  const below = relative(resolve(directory), path)
  return below === '' || isAbsolute(below) || below === '..' || below.startsWith(`..${sep}`)
    ? undefined
    : below
}

function refuse(name: string, message: string, remedy: string): Destination {
  return { problem: { code: 'FILE_UNREADABLE', message, remedy, place: { file: name } } }
}

import { mkdirSync, realpathSync, lstatSync } from 'node:fs'
import { join, basename, dirname, relative, resolve, isAbsolute, sep } from 'node:path'
import { type Destination, refuse } from './destination.ts'
import { type InputFile, isInside } from '../input/input-file.ts'
import { reasonOf } from '../system-error.ts'

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
  const path = pathOfOutput(directory, file, cwd)
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

/** Where a file is written below an output directory. */
export function pathOfOutput(directory: string, file: InputFile, cwd: string): string {
  const below = pathBelow(cwd, file.absolute) ?? pathBelow(file.tree, file.absolute) ?? basename(file.name)
  return join(directory, below)
}

/** The path of a file relative to a directory, or undefined when it is not below it. */
function pathBelow(directory: string, path: string): string | undefined {
  const below = relative(resolve(directory), path)
  return below === '' || isAbsolute(below) || below === '..' || below.startsWith(`..${sep}`)
    ? undefined
    : below
}

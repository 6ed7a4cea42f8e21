import { realpathSync, rmdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

import type { Problem } from '../../../problem.ts'
import type { Invocation } from '../../commands.ts'
import { destinationBelow } from '../write/destination-below.ts'
import type { InputFile } from '../input/input-file.ts'
import { commitStaged, dropStaged, type StagedFile } from '../write/replace.ts'
import { pathOf, reasonOf } from '../system-error.ts'
import { removeOwnTemporaryFiles, removeTemporaryFiles } from '../write/temporary-files.ts'
import { sharedDestination } from '../write/write-files.ts'
import { detachedFile } from '../write/detached-file.ts'
import type { FleetTarget } from './relocate-fleet.ts'
import type { FleetTask } from './relocator.ts'

/** Where each file of a run is to be written. */
type Destinations = {
  readonly to: (index: number) => FleetTask['to']
  readonly problems: readonly Problem[]
  /** Directories that were made for files: with the first made, the last. */
  readonly made: readonly { readonly first: string; readonly last: string }[]
  /** Where files are put while they are not finished. */
  readonly directories: () => readonly string[]
}

export function destinationsFor(
  files: readonly InputFile[],
  target: FleetTarget,
  { cwd }: Pick<Invocation, 'cwd'>,
): Destinations {
  if (target === 'stdout') return { to: () => 'spool', problems: [], made: [], directories: () => [] }
  const inputs = new Set(files.map(({ absolute }) => realpathSync(absolute)))
  if (target === 'in-place') {
    const directories = (): readonly string[] => [...inputs].map(path => dirname(path))
    removeTemporaryFiles(directories())
    return { to: () => 'in-place', problems: [], made: [], directories }
  }
  const problems: Problem[] = []
  const made: { first: string; last: string }[] = []
  const names = new Map<string, string>()
  const paths = files.map(file => {
    const destination = destinationBelow(resolve(cwd, target.directory), file, inputs, cwd)
    if ('problem' in destination) {
      problems.push(destination.problem)
      return ''
    }
    const { path, made: first } = destination
    if (first !== undefined) made.push({ first, last: dirname(path) })
    const other = names.get(path)
    if (other !== undefined) problems.push(sharedDestination(other, file.name, path))
    names.set(path, file.name)
    return path
  })
  const directories = (): readonly string[] => paths.map(path => dirname(path))
  return { to: index => ({ path: paths[index] ?? '' }), problems, made, directories }
}

type StagedInput = StagedFile & { readonly index: number }

/** Puts all files in place, or none: the problem says why. */
export function commitFiles(
  staged: readonly StagedInput[],
  files: readonly InputFile[],
  note: (problem: Problem) => void,
): readonly Problem[] {
  // A file under two names is staged twice, with the same content.
  const byPath = new Map(staged.map(file => [file.path, file]))
  const last = [...byPath.values()]
  dropStaged(staged.filter(file => byPath.get(file.path) !== file))
  const detached = last.flatMap(({ path, index }) => detachedFile({ path, name: files[index]?.name ?? path }))
  try {
    commitStaged(last)
    detached.forEach(note)
    return []
  } catch (error) {
    const message = `no file was changed, writing failed: ${reasonOf(error)}`
    const remedy = 'check permissions and free space'
    return [{ code: 'FILE_UNREADABLE', message, remedy, place: { file: pathOf(error) } }]
  }
}

/** Leaves nothing of a run that failed: no staged file, and no directory that was made for one. */
export function dropFiles(
  staged: readonly StagedFile[],
  made: Destinations['made'],
  unfinished: readonly string[],
): readonly Problem[] {
  dropStaged(staged)
  removeOwnTemporaryFiles(unfinished)
  for (const { first, last } of made.toReversed()) {
    for (let directory = last; directory.startsWith(first); directory = dirname(directory)) {
      try {
        rmdirSync(directory)
      } catch {
        break
      }
    }
  }
  return []
}

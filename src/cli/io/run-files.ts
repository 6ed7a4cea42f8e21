import { accessSync, constants, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'

import { identityOf, identityOfStream } from './file-identity.ts'
import { findInputFiles } from './input/input-file.ts'
import { isStandardInput } from './input/input-streams.ts'
import { irregularityOf } from '../../regular-file.ts'
import { reasonOf } from './system-error.ts'
import { pathOfOutput } from './write/destination-below.ts'

/** Where a file is, all links followed; or why none can be written there. */
type FilePlace = string | { readonly fault: string; readonly remedy: string }

/**
 * The files that a run reads, those found through directories and patterns too, those that it writes for them, and those that a shell made its standard
 * input and output: nothing that it writes about itself may go into one of them. Known by `identityOf`.
 */
export async function filesRead(
  paths: readonly string[],
  others: readonly string[],
  cwd: string,
  outputDirectory?: string,
): Promise<ReadonlySet<string>> {
  const found = isStandardInput(paths) ? [] : (await findInputFiles(paths, { cwd })).files
  const outputs =
    outputDirectory === undefined
      ? []
      : found.map(file => pathOfOutput(resolve(cwd, outputDirectory), file, cwd))
  const named = [
    ...found.map(({ absolute }) => absolute),
    ...outputs,
    ...others.map(name => resolve(cwd, name)),
  ]
  const places = named.flatMap(path => placeOf(path)).filter(place => typeof place === 'string')
  const redirected = isStandardInput(paths)
    ? [...identityOfStream(0), ...identityOfStream(1)]
    : identityOfStream(1)
  return new Set([...places.map(identityOf), ...redirected])
}

/** The place of a file to write next to the output: a regular file, or none yet in a directory that is there. */
export function placeOf(path: string): FilePlace {
  try {
    const stat = statSync(path, { throwIfNoEntry: false })
    if (stat === undefined) {
      accessSync(dirname(path), constants.W_OK)
      return join(realpathSync(dirname(path)), basename(path))
    }
    const irregularity = irregularityOf(path)
    if (irregularity === undefined) return realpathSync(path)
    return { fault: `cannot be written: ${irregularity}`, remedy: 'name a file' }
  } catch (error) {
    return { fault: `cannot be written: ${reasonOf(error)}`, remedy: 'create its directory, or name another' }
  }
}

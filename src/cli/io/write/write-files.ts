import { realpathSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

import type { Problem } from '../../../problem.ts'

import type { Invocation } from '../../commands.ts'
import { destinationInPlace } from './destination.ts'
import { destinationBelow } from './destination-below.ts'
import { removeTemporaryFiles } from './temporary-files.ts'
import type { Stream } from '../input/read-stream.ts'
import { replaceFiles } from './replace.ts'
import type { Replacement } from './replace.ts'
import { pathOf, reasonOf } from '../system-error.ts'
import { detachedFile } from './detached-file.ts'

/**
 * Writes each stream that came from a file: below `directory`, or in place when there is none. All or none; the
 * problems say why none. In place, a file that did not change is not touched.
 */
export async function writeFiles(
  streams: readonly Stream[],
  outputs: readonly string[],
  directory: string | undefined,
  { cwd, note }: Pick<Invocation, 'cwd' | 'note'>,
  isStopped?: () => Promise<boolean>,
): Promise<readonly Problem[]> {
  const inputs = new Set(
    streams.flatMap(({ file }) => (file === undefined ? [] : realpathSync(file.absolute))),
  )
  if (directory === undefined) removeTemporaryFiles([...inputs].map(dirname))
  const problems: Problem[] = []
  const replacements = new Map<string, Replacement & { readonly name: string }>()
  for (const [index, { text, file }] of streams.entries()) {
    const content = outputs[index] ?? text
    if (file === undefined || (directory === undefined && content === text)) continue
    const destination =
      directory === undefined
        ? destinationInPlace(file)
        : destinationBelow(resolve(cwd, directory), file, inputs, cwd)
    if ('problem' in destination) {
      problems.push(destination.problem)
      continue
    }
    const other = replacements.get(destination.path)
    if (other !== undefined && directory !== undefined) {
      problems.push(sharedDestination(other.name, file.name, destination.path))
    }
    replacements.set(destination.path, { path: destination.path, content, name: file.name })
  }
  if (problems.length > 0) return problems
  const all = [...replacements.values()]
  const detached = all.flatMap(detachedFile)
  const unwritten = await replaceAll(all, isStopped)
  if (unwritten.length === 0) detached.forEach(note)
  return unwritten
}

/** Two files would be written to one place. */
export function sharedDestination(one: string, other: string, path: string): Problem {
  const message = `${one} and ${other} would both be written to ${path}`
  return { code: 'USAGE_INVALID', message, remedy: 'write them in two runs' }
}

async function replaceAll(
  replacements: readonly Replacement[],
  isStopped: (() => Promise<boolean>) | undefined,
): Promise<readonly Problem[]> {
  try {
    await replaceFiles(replacements, isStopped)
    return []
  } catch (error) {
    const message = `no file was changed, writing failed: ${reasonOf(error)}`
    const remedy = 'check permissions and free space'
    return [{ code: 'FILE_UNREADABLE', message, remedy, place: { file: pathOf(error) } }]
  }
}

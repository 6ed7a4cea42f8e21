import { realpathSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

import type { Problem } from '../../problem.ts'

import { destinationBelow, destinationInPlace } from './destination.ts'
import { removeTemporaryFiles } from './temporary-files.ts'
import type { Stream } from './read-stream.ts'
import { replaceFiles } from './replace.ts'
import type { Replacement } from './replace.ts'
import { pathOf, reasonOf } from './system-error.ts'

/**
 * Writes each stream that came from a file: below `directory`, or in place when there is none. All or none; the
 * problems say why none. In place, a file that did not change is not touched.
 */
export function writeFiles(
  streams: readonly Stream[],
  outputs: readonly string[],
  directory: string | undefined,
  cwd: string,
): readonly Problem[] {
  const inputs = new Set(
    streams.flatMap(({ file }) => (file === undefined ? [] : realpathSync(file.absolute))),
  )
  if (directory === undefined) removeTemporaryFiles(Array.from(inputs, dirname))
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
      const message = `${other.name} and ${file.name} would both be written to ${destination.path}`
      problems.push({ code: 'USAGE_INVALID', message, remedy: 'write them in two runs' })
    }
    replacements.set(destination.path, { path: destination.path, content, name: file.name })
  }
  return problems.length > 0 ? problems : replaceAll([...replacements.values()])
}

function replaceAll(replacements: readonly Replacement[]): readonly Problem[] {
  try {
    replaceFiles(replacements)
    return []
  } catch (error) {
    const message = `no file was changed, writing failed: ${reasonOf(error)}`
    const remedy = 'check permissions and free space'
    return [{ code: 'FILE_UNREADABLE', message, remedy, place: { file: pathOf(error) } }]
  }
}

import { statSync } from 'node:fs'
import type { Problem } from '../../../problem.ts'
import { counted } from '../../../summary.ts'

/** A file with several names is replaced under one of them: the others keep what it was. */
export function detachedFile({
  path,
  name,
}: {
  readonly path: string
  readonly name: string
}): readonly Problem[] {
  const names = (statSync(path, { throwIfNoEntry: false })?.nlink ?? 1) - 1
  if (names < 1) return []
  const message = `the file had ${counted(names, 'other name')} (hard links), with the old content now`
  return [{ code: 'FILE_DETACHED', message, remedy: 'link them again', place: { file: name } }]
}

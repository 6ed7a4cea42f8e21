import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { readIn, type FileName } from './folder.ts'

/** Whether expectations are to be written anew. Throws in CI, where nobody would read them. */
export function isUpdate(env: Readonly<Record<string, string | undefined>>): boolean {
  if (env['UPDATE_GOLDEN'] === undefined) return false
  if (env['CI'] !== undefined)
    throw new Error('UPDATE_GOLDEN is refused in CI: expectations are read, then committed')
  return true
}

/** Write down what came out; an expectation that is there stays of its kind, so that no success turns into an error. */
export function updateFolder(
  folder: string,
  outcome: { output: string; failed: boolean; lines: string },
): void {
  const write = (name: FileName, text: string): void => writeFileSync(join(folder, name), text)
  const mayFail = readIn(folder, 'expected.yaml') === undefined
  const maySucceed = readIn(folder, 'expected-error.txt') === undefined
  if (outcome.failed && mayFail) write('expected-error.txt', outcome.lines)
  if (outcome.failed || !maySucceed) return
  write('expected.yaml', outcome.output)
  if (outcome.lines !== '') write('expected-warnings.txt', outcome.lines)
  else rmSync(join(folder, 'expected-warnings.txt'), { force: true })
}

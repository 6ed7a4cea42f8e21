import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastGlob from 'fast-glob'

import { noColors } from '../../src/cli/messages/color.ts'
import { labelOf } from '../../src/cli/messages/exit-code.ts'
import { formatProblem } from '../../src/cli/messages/message.ts'
import type { Config } from '../../src/config/config.ts'
import { mergeConfigs } from '../../src/config/merge.ts'
import { parseConfig } from '../../src/config/parse.ts'
import { isFatal, type Problem } from '../../src/problem.ts'

export const root = 'testdata/relocate'

/** Every file a folder may have; another name is a mistake in spelling. */
export const fileNames = [
  'input.yaml',
  'config.yaml',
  'expected.yaml',
  'expected-error.txt',
  'expected-warnings.txt',
] as const

export type FileName = (typeof fileNames)[number]

/** Paths of all golden folders. */
export const folders: readonly string[] = fastGlob
  .sync(`${root}/**/input.yaml`)
  .map(path => path.slice(0, -'/input.yaml'.length))
  .sort()

/** The text of a file, line ends and byte order mark included; undefined when it is not there. */
export function readIn(folder: string, name: FileName): string | undefined {
  const path = join(folder, name)
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}

/** What `config.yaml` says. Throws when it says something that is not understood: that is a mistake in the folder. */
export function configIn(folder: string): Config {
  const { config, problems } = parseConfig(readIn(folder, 'config.yaml') ?? '', join(folder, 'config.yaml'))
  if (problems.length > 0) throw new Error(linesOf(problems))
  return mergeConfigs(config)
}

/** Problems as a person sees them, one a line. */
export function linesOf(problems: readonly Problem[]): string {
  return problems.map(problem => `${formatProblem(problem, labelOf(problem, false), noColors)}\n`).join('')
}

/** Whether the run goes on: a warning, a note, or an accepted problem. */
export function isWarning(problem: Problem): boolean {
  return !isFatal(problem)
}

import type { Problem } from '../../problem.ts'

import type { Invocation } from '../commands.ts'
import { readStandardInput, type ReadStreams } from './read-stream.ts'

/** `-` alone is standard input, as elsewhere. */
export function isStandardInput(paths: readonly string[]): boolean {
  return paths.length === 0 || (paths.length === 1 && paths[0] === '-')
}

/** What a command reads: standard input, or the files named. A terminal is no input but a person who is lost. */
export async function readInput(invocation: Invocation): Promise<ReadStreams> {
  const { paths, stdin } = invocation
  if (!isStandardInput(paths)) return (await import('./read-files.ts')).readFiles(invocation)
  if (stdin.isTTY !== true) return readStandardInput(stdin)
  const problem: Problem = {
    code: 'USAGE_INVALID',
    message: 'no manifests: standard input is a terminal',
    remedy: 'pipe a stream in or name files; see --help',
  }
  return { streams: [], problems: [problem] }
}

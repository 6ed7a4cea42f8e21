import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { describe, test } from '@jest/globals'

/** Where `.ci/run` puts the programs that it builds, and those that it installs from the npm registry. */
const cache = process.env['K8SSANDRA_RELOCATE_CACHE'] ?? join(homedir(), '.cache/k8ssandra-relocate')

/** The path of a program, from that cache or the search path; undefined where it is in neither. */
export function tool(name: string): string | undefined {
  const folders = [join(cache, 'bin'), ...(process.env['PATH'] ?? '').split(delimiter)]
  return folders.map(folder => join(folder, name)).find(existsSync)
}

/** The path of a command for Node that `.ci/run` installs from the npm registry. */
export function npmTool(name: string): string | undefined {
  return [join(cache, 'npm/node_modules/.bin', name)].find(existsSync)
}

/** `test` and `describe` for what needs a program; skipped where it is missing. */
export const testWith = (program: string | undefined) => (program === undefined ? test.skip : test)
export const describeWith = (program: string | undefined) =>
  program === undefined ? describe.skip : describe

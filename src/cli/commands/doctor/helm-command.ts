import { realpathSync } from 'node:fs'

import { shellWord } from '../../../reference/shell.ts'
import { maskRule } from '../../../reference/user-info.ts'

import { readArguments } from '../../arguments.ts'
import { pluginName } from './check-helm.ts'
import { flags } from '../../flags.ts'
import type { Flag } from '../../flags/flag.ts'
import { findProgram } from './helm.ts'
import type { Helm } from './helm.ts'

type Call = {
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  /** The program's own file. */
  readonly program: string
}

/**
 * The command line that makes Helm run this program with the flags given to `doctor`, but for those that a post-renderer does
 * not take. What is set in variables and in the configuration file of the working directory needs no repeating.
 */
export function helmCommand(helm: Helm | undefined, { argv, env, program }: Call): string {
  const { layer } = readArguments(argv, flags, ['doctor'])
  const table: readonly Flag[] = flags
  const args = table
    .filter(({ name, commands }) => (commands ?? ['filter']).includes('filter') && !isOfTerminal(name))
    .flatMap(flag => (layer.get(flag.name) ?? []).map(value => argumentOf(flag, value)))
  const renderer = helm !== undefined && helm.major >= 4 ? pluginName : ownName(program, env)
  const lines = [
    `helm install RELEASE k8ssandra/k8ssandra --post-renderer ${shellWord(renderer)}`,
    ...args.map(arg => `  ${shellWord(`--post-renderer-args=${arg}`)}`),
  ]
  return lines.join(' \\\n')
}

function isOfTerminal(name: string): boolean {
  return ['color', 'quiet', 'verbose'].includes(name)
}

function argumentOf(flag: Flag, value: string): string {
  return flag.type === 'switch' && value === 'true'
    ? `--${flag.name}`
    : `--${flag.name}=${maskRule(value, { wildcards: true })}`
}

/** Our name where the search path leads to this very file, else the path of the file. */
function ownName(program: string, env: Call['env']): string {
  const found = findProgram(pluginName, env)
  return found !== undefined && realpathSync(found) === realpathSync(program) ? pluginName : program
}

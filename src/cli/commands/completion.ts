import { completionShells, completionScript } from './completion/script.ts'

import { quote } from '../../reference/quote.ts'
import { commands } from '../commands.ts'
import type { Invocation, Outcome } from '../commands.ts'
import { flags } from '../flags.ts'
import type { Flag } from '../flags/flag.ts'
import { noOutcome } from '../messages/outcome.ts'

/** Prints the completion script of a shell, made from the tables of flags and commands. */
export function execute({ paths }: Invocation): Promise<Outcome> {
  const shell = completionShells.find(name => name === paths[0])
  if (shell === undefined || paths.length > 1) {
    const message = paths[0] === undefined ? 'no shell named' : `no such shell: ${quote(paths.join(' '))}`
    const remedy = `write one of ${completionShells.join(', ')}, as in: completion bash`
    return Promise.resolve({ ...noOutcome, problems: [{ code: 'USAGE_INVALID', message, remedy }] })
  }
  const table = (flags as readonly Flag[]).map(flag => ({
    name: flag.name,
    short: flag.short,
    help: flag.help,
    words: flag.words ?? [],
    takes: takenBy(flag),
    commands: flag.commands,
  }))
  const names = commands.map(({ name, help }) => ({
    name,
    help,
    words: name === 'completion' ? completionShells : [],
  }))
  return Promise.resolve({ ...noOutcome, output: completionScript(shell, table, names) })
}

function takenBy({ type, value }: Flag): 'nothing' | 'text' | 'file' | 'directory' {
  if (type === 'switch') return 'nothing'
  return value === 'FILE' ? 'file' : value === 'DIR' ? 'directory' : 'text'
}

import { completionShells, completionScript } from './completion/script.ts'
import type { CompletedCommand, CompletedFlag, CompletedValue } from './completion/table.ts'

import { quote } from '../../reference/quote.ts'
import { commands, filter } from '../commands.ts'
import type { Command, Invocation, Outcome } from '../commands.ts'
import { flags } from '../flags.ts'
import { flagFor, type Flag } from '../flags/flag.ts'
import { misused, noOutcome } from '../messages/outcome.ts'

/** Prints the completion script of a shell, made from the tables of flags and commands. */
export function execute({ paths }: Invocation): Promise<Outcome> {
  const shell = completionShells.find(name => name === paths[0])
  if (shell === undefined || paths.length > 1) {
    const message = paths[0] === undefined ? 'no shell named' : `no such shell: ${quote(paths.join(' '))}`
    const remedy = `write one of ${completionShells.join(', ')}, as in: completion bash`
    return Promise.resolve(misused(message, remedy))
  }
  const table = [completedCommand(filter), ...commands.map(completedCommand)] as const
  return Promise.resolve({ ...noOutcome, output: completionScript(shell, table) })
}

function completedCommand({ name, help, isPlain }: Command): CompletedCommand {
  const all: readonly Flag[] = flags
  const known = all.filter(
    flag => flag.commands?.includes(name) ?? (isPlain !== true || flag.name === 'help'),
  )
  return {
    name,
    help,
    words: name === 'completion' ? completionShells : [],
    flags: known.map(flag => completedFlag(flagFor(flag, name))),
  }
}

function completedFlag(flag: Flag): CompletedFlag {
  return { name: flag.name, short: flag.short, help: flag.help, value: valueOf(flag) }
}

/** The placeholder of a value in the help gives the kind of value. */
function valueOf({ type, value = '', words }: Flag): CompletedValue {
  if (type === 'switch') return { kind: 'nothing' }
  if (words !== undefined) return { kind: 'words', words }
  const prefixes = value.split('|').flatMap(form => /^([a-z]+:)(?:DIR|FILE)$/.exec(form)?.[1] ?? [])
  if (prefixes.length > 0) return { kind: 'prefixed', prefixes }
  return { kind: /^(?:FILE|PATH)$/.test(value) ? 'file' : value === 'DIR' ? 'directory' : 'text' }
}

import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

import { nearest } from '../config/spelling.ts'
import type { Problem } from '../problem.ts'
import { quote } from '../reference/quote.ts'
import { shellWord } from '../reference/shell.ts'

import type { Command } from './commands.ts'
import { flags } from './flags.ts'
import { otherCommands } from './other-words.ts'

/** The problems of the words after the flags: one that was to be a command, and those that a command does not take. */
export function wrongWords(
  { name, takesNoWords }: Command,
  words: readonly string[],
  commands: readonly string[],
  cwd: string,
): readonly Problem[] {
  const flagLike = words.flatMap(word => flagWithoutDashes(word, cwd))
  if (flagLike.length > 0) return flagLike
  if (name === 'filter')
    return [...mistypedCommand(words, commands, cwd), ...lateCommand(words, commands, cwd)]
  if (takesNoWords !== true || words.length === 0) return []
  const message = `${name} takes no further words: ${words.map(quote).join(', ')}`
  return [{ code: 'USAGE_INVALID', message, remedy: `leave them out; see k8ssandra-relocate ${name} --help` }]
}

/** `registry=host`, and `—registry` with a dash that a text editor made of two hyphens. */
function flagWithoutDashes(word: string, cwd: string): readonly Problem[] {
  const [, dash = '', flag = '', rest = ''] = /^([\u2010-\u2015\u2212]?-?)([a-z-]+)(=.*)?$/s.exec(word) ?? []
  if (!flags.some(({ name }) => name === flag) || existsSync(resolve(cwd, word))) return []
  if (dash === '' && rest === '') return []
  const message = dash === '' ? 'a flag without "--"' : 'a flag with a dash that is not a hyphen'
  return [
    {
      code: 'USAGE_INVALID',
      message: `${message}: ${quote(word)}`,
      remedy: `write ${shellWord(`--${flag}${rest}`)}`,
    },
  ]
}

/** `rendered.yaml images`, with the command behind a file. */
function lateCommand(
  [, ...words]: readonly string[],
  commands: readonly string[],
  cwd: string,
): readonly Problem[] {
  const word = words.find(one => commands.includes(one))
  if (word === undefined || existsSync(resolve(cwd, word))) return []
  const message = `no file: ${quote(word)}, and a command comes first`
  return [{ code: 'USAGE_INVALID', message, remedy: `write k8ssandra-relocate ${word}, then the rest` }]
}

/** The problem of a first word that is not a file, and is nearly a command or what another tool calls one. */
function mistypedCommand(
  [word, next = '']: readonly string[],
  commands: readonly string[],
  cwd: string,
): readonly Problem[] {
  if (word === undefined || !/^[A-Za-z-]+$/.test(word) || existsSync(resolve(cwd, word))) return []
  const help = commands.includes(next) ? `${next} --help` : '--help'
  const meant = Object.hasOwn(otherCommands, word)
    ? otherCommands[word]
    : nearest(word, [...commands, 'help'])
  if (meant === undefined) return []
  const isAdvice = meant.includes(' ')
  const remedy = isAdvice ? meant : `did you mean ${meant === 'help' ? help : meant}?`
  return [{ code: 'USAGE_INVALID', message: `no command and no file: ${quote(word)}`, remedy }]
}

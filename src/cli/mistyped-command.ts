import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

import { nearest } from '../config/spelling.ts'
import type { Problem } from '../problem.ts'
import { quote } from '../reference/quote.ts'

/** Words that other tools have for what is called otherwise here. */
const elsewhere: Readonly<Record<string, string>> = {
  help: '--help',
  version: '--version',
  list: 'images',
  ls: 'images',
  relocate: 'leave it out: relocating needs no command',
  check: 'verify',
  lint: 'verify',
  sync: 'copy',
  config: 'init',
}

/** The problem of a first word that is no file, and is nearly a command or what another tool calls one. */
export function mistypedCommand(
  word: string | undefined,
  commands: readonly string[],
  cwd: string,
): Problem | undefined {
  if (word === undefined || !/^[A-Za-z-]+$/.test(word) || existsSync(resolve(cwd, word))) return undefined
  const meant = Object.hasOwn(elsewhere, word) ? elsewhere[word] : nearest(word, commands)
  if (meant === undefined) return undefined
  const remedy = meant.includes(' ') ? meant : `did you mean ${meant}?`
  return { code: 'USAGE_INVALID', message: `no command and no file: ${quote(word)}`, remedy }
}

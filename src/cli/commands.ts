import type { Config } from '../config/config.ts'
import type { Problem } from '../problem.ts'

import type { Settings } from './layer.ts'
import type { Input } from './stream.ts'

/** What a command is given: everything that was said, checked and merged. */
export type Invocation = {
  readonly config: Config
  readonly settings: Settings
  /** The words behind the command. */
  readonly paths: readonly string[]
  readonly stdin: Input
  readonly cwd: string
}

/** What a command leaves to be said. `output` goes to standard output only when no problem fails the run. */
export type Outcome = {
  readonly output: string
  readonly problems: readonly Problem[]
  /** Lines for people who asked for them with `--verbose`. */
  readonly details: readonly string[]
  /** The one line about a run that went well. */
  readonly summary?: string
  /** For a person who seems to be lost, ahead of the problems. */
  readonly hint?: string
  /** For a run without failing problems that is to end with another code than 0. */
  readonly exitCode?: number
}

export type Command = {
  readonly name: string
  /** What it takes, as in `[flags] [file|directory|glob ...]`. */
  readonly usage: string
  readonly help: string
  /** Loads its module: no run pays for a command that it does not use. */
  readonly load: () => Promise<{ readonly execute: (invocation: Invocation) => Promise<Outcome> }>
}

/** What runs when no command is named. */
export const filter: Command = {
  name: 'filter',
  usage: '[flags] [file|directory|glob ...]',
  help: 'relocate standard input, or the files named, to standard output',
  load: () => import('./filter.ts'),
}

/** The commands by name. A new one is a row here and a module of its own. */
export const commands: readonly Command[] = [
  {
    name: 'images',
    usage: '[-o FORMAT] [file ...]',
    help: 'list every image with its target and component, as a table, as data, or as a copy job',
    load: () => import('./images.ts'),
  },
]

/** What may follow a flag: nothing, words, a path, or a path after one of several prefixes (`oci:DIR`). */
export type CompletedValue =
  | { readonly kind: 'nothing' | 'text' | 'file' | 'directory' }
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'prefixed'; readonly prefixes: readonly string[] }

/** What completion has to know of a flag, as one command knows it. */
export type CompletedFlag = {
  readonly name: string
  readonly short: string | undefined
  readonly help: string
  readonly value: CompletedValue
}

/** What completion has to know of a command. The one without a name is `filter`. */
export type CompletedCommand = {
  readonly name: string
  readonly help: string
  /** What may follow it, besides files. */
  readonly words: readonly string[]
  readonly flags: readonly CompletedFlag[]
}

/** Every command, the filter first. */
export type CompletionTable = readonly [filter: CompletedCommand, ...commands: CompletedCommand[]]

/** The name people type. */
export const programName = 'k8ssandra-relocate'

/** How a flag is written, the long form first. */
export function spellingsOf({ name, short }: CompletedFlag): readonly string[] {
  return short === undefined ? [`--${name}`] : [`--${name}`, `-${short}`]
}

/** A flag, and the commands to which it is just this; `isCommon` when no command knows it otherwise. */
export type SharedFlag = {
  readonly flag: CompletedFlag
  readonly commands: readonly string[]
  readonly isCommon: boolean
}

/** Every flag once for each meaning that it has. */
export function sharedFlags(table: CompletionTable): readonly SharedFlag[] {
  const found = new Map<string, { flag: CompletedFlag; commands: string[] }>()
  for (const command of table) {
    for (const flag of command.flags) {
      const key = JSON.stringify(flag)
      const known = found.get(key)
      if (known === undefined) found.set(key, { flag, commands: [command.name] })
      else known.commands.push(command.name)
    }
  }
  const rows = [...found.values()]
  const meanings = (name: string): number => rows.filter(({ flag }) => flag.name === name).length
  return rows.map(row => ({ ...row, isCommon: meanings(row.flag.name) === 1 }))
}

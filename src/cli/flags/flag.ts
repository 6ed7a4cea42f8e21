/** Something wrong with one value: what, and what to do. */
export type FlagFault = { readonly message: string; readonly remedy: string }

/**
 * One flag of the command line.
 *
 * - `text` takes one value; two different ones are wrong use.
 * - `list` may be repeated; its variable parts the items by commas.
 * - `mappings` is a list of SOURCE=TARGET.
 * - `switch` takes no value on the command line (`--strict=false` undoes it), true or false in its variable.
 */
export type Flag = FlagMeaning & {
  readonly name: string
  readonly short?: string
  readonly type: 'text' | 'list' | 'mappings' | 'switch'
  readonly group: FlagGroup
  /** What it means to a command for which it means something else. */
  readonly meanings?: Readonly<Record<string, FlagMeaning>>
  /** The commands that know it; absent for a flag of all of them. The filter is `filter`. */
  readonly commands?: readonly string[]
  /** What to do where a command does not know it; by default, to leave it out. */
  readonly otherwise?: string
  /** Other flags, by the command: without any of them it does nothing. One with a value (`to=kyverno`) needs that value. */
  readonly needs?: Readonly<Record<string, readonly string[]>>
  /** A flag that it cannot be given with. */
  readonly excludes?: string
  /** False for what makes no sense in a variable. */
  readonly hasVariable?: false
  readonly faultOf?: (value: string) => FlagFault | undefined
}

/** What a flag takes, and what it does with it. */
type FlagMeaning = {
  /** The placeholder of the value in the help. */
  readonly value?: string
  /** The only values there are, but for those of the form. */
  readonly words?: readonly string[]
  /** Values that are accepted besides the words. */
  readonly form?: RegExp
  readonly help: string
}

/** A flag as one command knows it. */
export function flagFor(flag: Flag, command: string): Flag {
  const { meanings, ...others } = flag
  const meaning = meanings?.[command]
  if (meaning === undefined) return others
  const { value: _value, words: _words, form: _form, help: _help, ...same } = others
  return { ...same, ...meaning }
}

export const flagGroups = [
  'Where images go',
  'Files',
  'Registry and cluster',
  'Lists and exports',
  'Messages and reports',
] as const
type FlagGroup = (typeof flagGroups)[number]

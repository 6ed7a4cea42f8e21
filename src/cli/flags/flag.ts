/** Something wrong with one value: what, and what to do. */
export type FlagFault = { readonly message: string; readonly remedy: string }

/**
 * One flag of the command line.
 *
 * - `text` takes one value, the last one given counts.
 * - `list` may be repeated; its variable parts the items by commas.
 * - `mappings` is a list of SOURCE=TARGET.
 * - `switch` takes no value on the command line (`--strict=false` undoes it), true or false in its variable.
 */
export type Flag = {
  readonly name: string
  readonly short?: string
  readonly type: 'text' | 'list' | 'mappings' | 'switch'
  /** What stands for the value in the help. */
  readonly value?: string
  /** The only values there are, but for those of the form. */
  readonly words?: readonly string[]
  /** Values that are taken besides the words. */
  readonly form?: RegExp
  readonly help: string
  readonly group: FlagGroup
  /** The commands that know it; absent for a flag of all of them. The filter is `filter`. */
  readonly commands?: readonly string[]
  /** False for what makes no sense in a variable. */
  readonly hasVariable?: false
  readonly faultOf?: (value: string) => FlagFault | undefined
}

export const flagGroups = [
  'Where images go',
  'Files',
  'Registry and cluster',
  'Messages and reports',
] as const
export type FlagGroup = (typeof flagGroups)[number]

import type { Mapping, Sequence } from '../yaml/node.ts'
import type { Alias } from '../yaml/alias.ts'
import type { Edit } from './edit.ts'
import type { Data } from './print.ts'

/**
 * One thing that is to be written into a text: a span that is replaced, a key with its value, items of a list, or a list of
 * its own where one is shared. Keys
 * and items become edits only together with everything else that is written into the text; see `composeEdits`.
 */
export type Write = Edit | KeyWrite | ItemWrite | CopyWrite

/**
 * A key of a mapping and the value it is to hold, whether the key is there or not: null and empty values are filled, a
 * text keeps its style, an object is merged into the mapping that is there, and items are added to the list that is there.
 */
export type KeyWrite = {
  readonly mapping: Mapping
  readonly key: string
  readonly value: Data
  /** Where a key goes that is not there yet: in front of all others (the default), after them, or after one of them. */
  readonly where?: KeyPosition
}

export type KeyPosition = 'first' | 'last' | { readonly behind: string }

/** Items that a list is to have after those it has. */
type ItemWrite = { readonly list: Sequence; readonly items: readonly Data[] }

/**
 * Items that a list is to have for one of those who share it, by an alias or by a merge. Where the list itself gets them,
 * nothing else is to do; where it does not, a list of its own is written: in the place of the alias, or as a key that
 * counts more than the merge.
 */
export type CopyWrite = {
  readonly shared: Sequence
  readonly items: readonly Data[]
  readonly at: Alias | { readonly mapping: Mapping; readonly key: string }
  /** Makes the whole list, only for those who need one; undefined where it holds what cannot be written again. */
  readonly copy: () => readonly Data[] | undefined
}

/** A write for each key. */
export function writeKeys(
  mapping: Mapping,
  values: { readonly [key: string]: Data },
  where: KeyPosition = 'first',
): readonly KeyWrite[] {
  return Object.entries(values).map(([key, value]) => ({ mapping, key, value, where }))
}

/** The object that a path of keys leads to: `['a', 'b'], 'x'` is `{a: {b: 'x'}}`. */
export function nested(keys: readonly string[], value: Data): Data {
  return keys.reduceRight<Data>((inner, key) => ({ [key]: inner }), value)
}

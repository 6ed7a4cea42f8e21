import type { Mapping, Sequence } from '../yaml/node.ts'
import type { Edit } from './edit.ts'
import type { Data } from './print.ts'

/**
 * One thing that is to be written into a text: a span that is replaced, a key with its value, or items of a list. Keys
 * and items become edits only together with everything else that is written into the text; see `composeEdits`.
 */
export type Write = Edit | KeyWrite | ItemWrite

/**
 * A key of a mapping and the value it is to hold, whether the key is there or not: null and empty values are filled, a
 * text keeps its style, an object is merged into the mapping that is there, and items are added to the list that is there.
 */
export type KeyWrite = {
  readonly mapping: Mapping
  readonly key: string
  readonly value: Data
  /** Where a key goes that is not there yet: in front of all others (the default), behind them, or behind one of them. */
  readonly where?: KeyPosition
}

export type KeyPosition = 'first' | 'last' | { readonly behind: string }

/** Items that a list is to have behind those it has. */
export type ItemWrite = { readonly list: Sequence; readonly items: readonly Data[] }

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

import type { Alias } from './alias.ts'

/**
 * YAML as written: nodes know their span and how they were written, so that they can be edited in place.
 * Offsets are UTF-16 indices into the text that was read; `end` is exclusive.
 */
export type Node = Scalar | Mapping | Sequence | Alias

export type Span = {
  readonly start: number
  readonly end: number
}

type Properties = {
  readonly anchor?: string | undefined
  /** In its short form, as in `!!binary`. */
  readonly tag?: string | undefined
  /** Where anchor and tag start, when there are any. */
  readonly prefix?: number
}

type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded'

/**
 * A scalar without its anchor and tag. Quoted: the span holds the quotes. Block: the span goes from the `|` or `>` to
 * the end of the last line of the body. Empty (`key:` and nothing more): a plain span of length 0 just after the indicator.
 */
export type Scalar = Span &
  Properties & {
    readonly type: 'scalar'
    readonly style: ScalarStyle
    /** Block scalars: the first offset of the body. */
    readonly body?: number
    /** Block scalars: how many columns of each body line are indentation. */
    readonly indent?: number
    /** Block scalars: what happens to line breaks at the end. */
    readonly chomp?: 'clip' | 'strip' | 'keep'
    /** Text of JSON with characters that are line breaks in YAML, and there mean themselves. */
    readonly isJson?: true
    /** Whether it is inside `[]` or `{}`. */
    readonly flow: boolean
  }

export type Pair = {
  /** Where the pair begins: its key, the anchor or tag of the key, or the `?` in front. */
  readonly start: number
  readonly key: Node
  readonly value: Node
}

export type Mapping = Span &
  Properties & {
    readonly type: 'mapping'
    readonly flow: boolean
    /** Block mappings: the column (from 0) of the keys. */
    readonly column: number
    readonly pairs: readonly Pair[]
    /** Set where one of the pairs is a merge (`<<`). */
    readonly merges?: true
  }

export type Sequence = Span &
  Properties & {
    readonly type: 'sequence'
    readonly flow: boolean
    /** Block sequences: the column (from 0) of the dashes. */
    readonly column: number
    readonly items: readonly Node[]
  }

/** Where a node starts, its anchor and tag counted in. */
export function startOf(node: Node): number {
  return node.type === 'alias' ? node.start : (node.prefix ?? node.start)
}

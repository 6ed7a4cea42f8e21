/** A change of a text: `start` and `end` are what is replaced (an insertion has both equal), `text` is the replacement. */
type Replacement = { readonly start: number; readonly end: number; readonly text: string }

/**
 * A text that YAML is read from: the stream itself, or the text inside one of its scalars, to any depth.
 * Every place in `source` can be mapped to a place in the stream.
 */
export type Text = {
  readonly source: string
  /** The text that holds the scalar this one was read from; undefined for the stream. */
  readonly parent: Text | undefined
  /** How many scalars it is inside of. */
  readonly depth: number
  /** The offset in the stream of an offset in `source`. */
  readonly toStream: (offset: number) => number
  /** All edits of `source`, as edits of the parent's source. They must not overlap. */
  readonly toParent: (edits: readonly Replacement[]) => readonly Replacement[]
}

/** The stream as a text. */
export function streamText(stream: string): Text {
  return { source: stream, parent: undefined, depth: 0, toStream: offset => offset, toParent: edits => edits }
}

/** The stream that a text is in, at whatever depth. */
export function rootOf(text: Text): Text {
  let root = text
  while (root.parent !== undefined) root = root.parent
  return root
}

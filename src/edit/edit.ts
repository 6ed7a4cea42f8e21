/** Changes of a text as spans: everything outside of them keeps its bytes. */

/** Replace `source.slice(start, end)` by `text`. An insertion has `start === end`. */
export type Edit = {
  readonly start: number
  readonly end: number
  readonly text: string
}

/**
 * Apply edits in any order; everything outside them is copied untouched. Insertions at one place keep their order.
 * Throws a RangeError when edits overlap: that is a mistake of the caller.
 */
export function applyEdits(source: string, edits: readonly Edit[]): string {
  const pieces: string[] = []
  let position = 0
  for (const edit of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (edit.start < position) throw new RangeError(`edits overlap at offset ${edit.start}`)
    pieces.push(source.slice(position, edit.start), edit.text)
    position = edit.end
  }
  pieces.push(source.slice(position))
  return pieces.join('')
}

import type { Edit } from '../edit/edit.ts'

/**
 * Where an offset of the edited text was before the edits; inside of what was written, where that was put. Edits that
 * meet are in order.
 */
export function originsOf(edits: readonly Edit[]): (offset: number) => number {
  let shift = 0
  const written = [...edits]
    .sort((a, b) => a.start - b.start)
    .map(edit => {
      const start = edit.start + shift
      shift += edit.text.length - (edit.end - edit.start)
      return { edit, start, end: start + edit.text.length }
    })
  return offset => {
    let low = 0
    let high = written.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((written[middle]?.start ?? 0) <= offset) low = middle + 1
      else high = middle
    }
    const last = written[low - 1]
    if (last === undefined) return offset
    return offset < last.end ? last.edit.start : offset - last.end + last.edit.end
  }
}

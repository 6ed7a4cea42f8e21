import { partitionPoint } from '../edit/partition-point.ts'
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
    const last = written[partitionPoint(written, ({ start }) => start <= offset) - 1]
    if (last === undefined) return offset
    return offset < last.end ? last.edit.start : offset - last.end + last.edit.end
  }
}

import { partitionPoint } from '../edit/partition-point.ts'
import type { Edit } from '../edit/edit.ts'
import type { Field } from '../yaml/field.ts'
import { type Node, startOf } from '../yaml/node.ts'

/** Whether an edit changes what is written in a field. */
export function searchOf(edits: readonly Edit[]): (field: Field) => boolean {
  const sorted = edits.toSorted((a, b) => a.start - b.start || a.end - b.end)
  return ({ inText: text, node }) => {
    const [start, end] = [text.toStream(startOf(node)), text.toStream(node.end)]
    for (let index = partitionPoint(sorted, edit => edit.end < start); index < sorted.length; index++) {
      const edit = sorted[index]
      if (edit === undefined || edit.start > end) return false
      if (touches(edit, start, end, node)) return true
    }
    return false
  }
}

/** Text that goes in after a node belongs to it only where the node is a collection, or nothing at all. */
function touches(edit: Edit, start: number, end: number, node: Node): boolean {
  if (edit.start < end && edit.end > start) return true
  const isInsertion = edit.start === edit.end && edit.start >= start && edit.start <= end
  if (!isInsertion || node.type === 'alias') return false
  return node.type === 'scalar' ? node.start === node.end : edit.start > start
}

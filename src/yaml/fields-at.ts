import type { Field } from './field.ts'
import type { Node } from './node.ts'
import type { Segment } from './path.ts'

/**
 * The fields a path leads to, in the order of the text. A node that is reached twice, through aliases, is given once: that
 * bounds what a few bytes of nested aliases can cost.
 */
export function fieldsAt(root: Field, segments: readonly Segment[]): readonly Field[] {
  let fields: readonly Field[] = [root]
  for (const segment of segments) {
    const seen = new Set<Node>()
    fields = fields
      .flatMap(field => stepsBelow(field, segment))
      .filter(({ node }) => !seen.has(node) && seen.add(node))
  }
  return fields
}

function stepsBelow(field: Field, segment: Segment): readonly Field[] {
  if (segment === 'every-item') return field.items
  if (segment === 'every-key') return field.entries.map(([, value]) => value)
  return field.all(segment.key)
}

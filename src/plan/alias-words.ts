import type { Alias } from '../yaml/alias.ts'
import type { Field } from '../yaml/field.ts'
import { keyOf } from '../yaml/lookup.ts'
import type { Node } from '../yaml/node.ts'

/** Fields that hold free names, not the structure of a workload. */
const wordFields = new Set([
  'metadata',
  'labels',
  'annotations',
  'nodeSelector',
  'matchLabels',
  'selector',
  'data',
  'stringData',
  'binaryData',
])

/** The aliases of a document that are below a field that holds words. */
export function aliasesInWords({ node: root, inText: { source } }: Field): ReadonlySet<Alias> {
  const found = new Set<Alias>()
  const walk = (node: Node, isInside: boolean): void => {
    if (node.type === 'alias') {
      if (isInside) found.add(node)
    } else if (node.type === 'sequence') for (const item of node.items) walk(item, isInside)
    else if (node.type === 'mapping')
      for (const pair of node.pairs) walk(pair.value, isInside || wordFields.has(keyOf(source, pair) ?? ''))
  }
  walk(root, false)
  return found
}

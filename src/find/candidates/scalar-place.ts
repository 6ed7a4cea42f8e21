import { joinIndex, joinKey } from '../../yaml/path.ts'
import { keyOf } from '../../yaml/lookup.ts'
import type { Node, Scalar } from '../../yaml/node.ts'

/** The scalar that a piece of text stands in, and what leads there. */
export type ScalarPlace = {
  readonly scalar: Scalar
  /** The keys and indices on the way, from the root of the document. */
  readonly path: string
  /** The last key on the way, '' in a list at the root. */
  readonly key: string
  /** Whether the scalar is a key itself. */
  readonly isKey: boolean
}

/** The spot at an offset; undefined in comments, and between nodes. */
export function scalarAt(source: string, root: Node, offset: number): ScalarPlace | undefined {
  let node = root
  let path = ''
  let key = ''
  for (;;) {
    if (!isAround(node, offset)) return undefined
    if (node.type === 'alias') return undefined
    if (node.type === 'scalar') return { scalar: node, path, key, isKey: false }
    if (node.type === 'sequence') {
      const index = indexAround(node.items, offset)
      const item = node.items[index]
      if (item === undefined) return undefined
      path = joinIndex(path, index)
      node = item
      continue
    }
    const pair = node.pairs.find(({ key: name, value }) => isAround(name, offset) || isAround(value, offset))
    if (pair === undefined) return undefined
    if (isAround(pair.key, offset)) {
      return pair.key.type === 'scalar' ? { scalar: pair.key, path, key, isKey: true } : undefined
    }
    key = keyOf(source, pair) ?? '?'
    path = joinKey(path, key)
    node = pair.value
  }
}

function isAround(node: Node, offset: number): boolean {
  return node.start <= offset && offset < node.end
}

function indexAround(items: readonly Node[], offset: number): number {
  let low = 0
  let high = items.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((items[middle]?.start ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}

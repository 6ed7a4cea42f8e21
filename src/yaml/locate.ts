import { resolve, type Node } from './node.ts'
import { keyOf, pairsOf } from './lookup.ts'
import { joinIndex, joinKey, type Segment } from './path.ts'

/** A node and its concrete path. `node` may be an alias: that is where it was written. */
export type Located = { readonly node: Node; readonly path: string }

/**
 * The nodes a path leads to, in the order of the text. A node that is reached twice, through aliases, is given once:
 * that bounds what a few bytes of nested aliases can cost.
 */
export function locate(
  source: string,
  root: Node,
  segments: readonly Segment[],
  path = '',
): readonly Located[] {
  let places: readonly Located[] = [{ node: root, path }]
  for (const segment of segments) {
    const seen = new Set<Node>()
    places = places
      .flatMap(place => below(source, place, segment))
      .filter(({ node }) => !seen.has(node) && seen.add(node))
  }
  return places
}

function below(source: string, place: Located, segment: Segment): readonly Located[] {
  const node = resolve(place.node)
  if (segment === 'every-item') {
    if (node?.type !== 'sequence') return []
    return node.items.map((item, index) => ({ node: item, path: joinIndex(place.path, index) }))
  }
  if (node?.type !== 'mapping') return []
  if (segment === 'every-key') {
    return node.pairs.map(pair => ({
      node: pair.value,
      path: joinKey(place.path, keyOf(source, pair) ?? '?'),
    }))
  }
  return pairsOf(source, node, segment.key).map(pair => ({
    node: pair.value,
    path: joinKey(place.path, segment.key),
  }))
}

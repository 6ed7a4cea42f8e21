import { isMerge } from './merge.ts'
import type { Mapping, Node } from './node.ts'

/**
 * Whether so much of a document comes from aliases that Kubernetes refuses it.
 * Source: `allowedAliasRatio` in https://github.com/yaml/go-yaml/blob/v2/decode.go
 */
export function isExcessive(source: string, root: Node): boolean {
  let [decoded, fromAliases, depth] = [0, 0, 0]
  // What is still to be decoded, the next one last; undefined where the value of an alias ends.
  const waiting: (Node | undefined)[] = [root]
  while (waiting.length > 0) {
    const node = waiting.pop()
    if (node === undefined) {
      depth--
      continue
    }
    decoded++
    if (depth > 0) fromAliases++
    if (fromAliases > 100 && decoded > 1000 && fromAliases > decoded * allowedRatio(decoded)) return true
    if (node.type === 'alias') {
      depth++
      waiting.push(undefined, node.target)
    } else if (node.type === 'sequence') for (const item of node.items.toReversed()) waiting.push(item)
    else if (node.type === 'mapping') for (const part of partsOf(source, node).reverse()) waiting.push(part)
  }
  return false
}

/** Keys and values in the order in which they are decoded; of a list of merges, the last is first. */
function partsOf(source: string, { pairs }: Mapping): Node[] {
  return pairs.flatMap(pair => {
    if (!isMerge(source, pair)) return [pair.key, pair.value]
    return pair.value.type === 'sequence' ? pair.value.items.toReversed() : [pair.value]
  })
}

function allowedRatio(decoded: number): number {
  const [low, high] = [400_000, 4_000_000]
  if (decoded <= low) return 0.99
  return decoded >= high ? 0.1 : 0.99 - (0.89 * (decoded - low)) / (high - low)
}

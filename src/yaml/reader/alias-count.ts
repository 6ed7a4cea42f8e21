import { isMerge } from '../merge.ts'
import type { Mapping, Node } from '../node.ts'

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
    } else if (node.type === 'sequence') pushReversed(waiting, node.items)
    else if (node.type === 'mapping') pushParts(waiting, source, node)
  }
  return false
}

/** Keys and values, so that they are taken in the order in which they are decoded; of a list of merges, the last is first. */
function pushParts(waiting: (Node | undefined)[], source: string, { pairs, merges }: Mapping): void {
  for (let index = pairs.length - 1; index >= 0; index--) {
    const pair = pairs[index]
    if (pair === undefined) continue
    const { key, value } = pair
    if (merges !== true || !isMerge(source, pair)) waiting.push(value, key)
    else if (value.type === 'sequence') for (const item of value.items) waiting.push(item)
    else waiting.push(value)
  }
}

function pushReversed(waiting: (Node | undefined)[], items: readonly Node[]): void {
  for (let index = items.length - 1; index >= 0; index--) waiting.push(items[index])
}

function allowedRatio(decoded: number): number {
  const [low, high] = [400_000, 4_000_000]
  if (decoded <= low) return 0.99
  return decoded >= high ? 0.1 : 0.99 - (0.89 * (decoded - low)) / (high - low)
}

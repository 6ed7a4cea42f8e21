import { resolve, type Mapping, type Node, type Pair, type Scalar } from './node.ts'
import { isNull, valueOf } from './scalar.ts'

/** The text of a pair's key; undefined for keys that are no scalars. */
export function keyOf(source: string, pair: Pair): string | undefined {
  const key = resolve(pair.key)
  if (key?.type !== 'scalar') return undefined
  return key.style === 'plain' ? source.slice(key.start, key.end) : valueOf(source, key)
}

function hasKey(source: string, pair: Pair, key: string): boolean {
  const node = pair.key
  if (node.type === 'scalar' && node.style === 'plain') {
    return node.end - node.start === key.length && source.startsWith(key, node.start)
  }
  return keyOf(source, pair) === key
}

/** The pair that counts for a key: the last one written, else one that came in by a merge (`<<`). */
export function pairOf(source: string, mapping: Mapping, key: string): Pair | undefined {
  return mapping.pairs.findLast(pair => hasKey(source, pair, key)) ?? mergedPair(source, mapping, key)
}

/**
 * Every pair with that key: when a key is written twice, only the last counts for Kubernetes, but some reader may take
 * the first, so both are relocated.
 */
export function pairsOf(source: string, mapping: Mapping, key: string): readonly Pair[] {
  const own = mapping.pairs.filter(pair => hasKey(source, pair, key))
  if (own.length > 0) return own
  const merged = mergedPair(source, mapping, key)
  return merged === undefined ? [] : [merged]
}

/** How deep merges of merges are followed, and how many mappings are looked into for one key: hostile texts merge without end. */
const deepestMerge = 60
const mostMerges = 1000

function mergedPair(source: string, mapping: Mapping, key: string): Pair | undefined {
  const bases = mergeBases(source, mapping)
  if (bases.length === 0) return undefined
  const seen = new Set<Mapping>()
  const waiting = bases.map(base => ({ base, depth: 1 })).toReversed()
  for (let next = waiting.pop(); next !== undefined && seen.size < mostMerges; next = waiting.pop()) {
    const { base, depth } = next
    if (seen.has(base)) continue
    seen.add(base)
    const pair = base.pairs.findLast(candidate => hasKey(source, candidate, key))
    if (pair !== undefined) return pair
    if (depth === deepestMerge) continue
    for (const below of mergeBases(source, base).toReversed()) waiting.push({ base: below, depth: depth + 1 })
  }
  return undefined
}

/** The mappings that `<<` brings in, the strongest first. */
function mergeBases(source: string, mapping: Mapping): readonly Mapping[] {
  const merge = mapping.pairs.findLast(pair => hasKey(source, pair, '<<'))
  if (merge === undefined) return []
  const value = resolve(merge.value)
  const bases = value?.type === 'sequence' ? value.items.map(resolve) : [value]
  return bases.filter(base => base?.type === 'mapping')
}

/** What stands under a key, aliases resolved. */
export function valueAt(
  source: string,
  mapping: Mapping | undefined,
  key: string,
): ReturnType<typeof resolve> {
  return mapping === undefined ? undefined : resolve(pairOf(source, mapping, key)?.value)
}

export function mappingAt(source: string, mapping: Mapping | undefined, key: string): Mapping | undefined {
  const node = valueAt(source, mapping, key)
  return node?.type === 'mapping' ? node : undefined
}

export function itemsAt(source: string, mapping: Mapping | undefined, key: string): readonly Node[] {
  const node = valueAt(source, mapping, key)
  return node?.type === 'sequence' ? node.items : []
}

/** The text of a scalar that is not null; undefined for everything else. */
export function textOf(source: string, node: Node | undefined): string | undefined {
  const scalar = resolve(node)
  return scalar?.type === 'scalar' && !isNull(source, scalar) ? valueOf(source, scalar) : undefined
}

export function textAt(source: string, mapping: Mapping | undefined, key: string): string | undefined {
  return mapping === undefined ? undefined : textOf(source, pairOf(source, mapping, key)?.value)
}

export function isScalar(node: Node | undefined): node is Scalar {
  return node?.type === 'scalar'
}

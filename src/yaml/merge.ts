import type { Mapping, Pair } from './node.ts'
import { resolve } from './alias.ts'

const LESS = 0x3c

/** Whether a pair brings in the pairs of other mappings: the key `<<`, plain or tagged so. In quotes it is a key like any. */
export function isMerge(source: string, { key }: Pair): boolean {
  if (key.type !== 'scalar') return false
  const start = key.style === 'plain' ? key.start : key.start + 1
  if (source.charCodeAt(start) !== LESS || source.charCodeAt(start + 1) !== LESS) return false
  const isPlain = key.style === 'plain'
  if (key.end - key.start !== (isPlain ? 2 : 4)) return false
  return key.tag === '!!merge' || (isPlain && (key.tag === undefined || key.tag === '!'))
}

/** The mappings that a merge brings in; of a list, the first is the strongest. */
export function basesOf(pair: Pair): readonly Mapping[] {
  const value = resolve(pair.value)
  const bases = value?.type === 'sequence' ? value.items.map(resolve) : [value]
  return bases.filter(base => base?.type === 'mapping')
}

/** The last merge of a mapping, after which a new key has to go to count. */
export function lastMerge(source: string, mapping: Mapping): Pair | undefined {
  if (mapping.merges !== true) return undefined
  return mapping.pairs.findLast(pair => isMerge(source, pair))
}

/** Every mapping that merges bring into a mapping, at any depth. */
export function allBasesOf(source: string, mapping: Mapping): ReadonlySet<Mapping> {
  const bases = new Set<Mapping>()
  const waiting = [mapping]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.merges !== true) continue
    for (const base of next.pairs.flatMap(pair => (isMerge(source, pair) ? basesOf(pair) : []))) {
      if (!bases.has(base)) waiting.push(base)
      bases.add(base)
    }
  }
  return bases
}

import type { Mapping, Node, Pair } from './node.ts'
import { resolve } from './alias.ts'
import { basesOf, isMerge } from './merge.ts'
import { isNull, valueOf } from './scalar.ts'
import { formatNumber } from './number.ts'
import { isTrueWord, typeOf } from './scalar-type.ts'

/** The text of a pair's key, as it is in JSON; undefined for keys that are not scalars. */
export function keyOf(source: string, pair: Pair): string | undefined {
  const key = resolve(pair.key)
  if (key?.type !== 'scalar') return undefined
  if (key.style === 'plain' && key.tag === undefined) {
    const written = source.slice(key.start, key.end)
    if (isItself.test(written)) return written
  }
  const text = valueOf(source, key)
  if (key.tag === undefined && !mayBeOtherwise.test(text)) return text
  const type = typeOf(source, key)
  if (type === 'number') return formatNumber(text)
  return type === 'boolean' ? String(isTrueWord(text)) : text
}

/** How booleans, numbers and other scalars that are not text begin; other keys need no further check. */
const mayBeOtherwise = /^(?:[^A-Za-z_]|[yYnNtTfFoO](?:$|[a-zA-Z]{1,4}$))/

/** Words that are read as they are written, and are neither booleans nor numbers: most keys. */
const isItself = /^(?:[A-EG-MP-RSU-XZa-eg-mp-su-xz_][\w./-]*|[A-Za-z_][\w./-]{5,}|name|type)$/

/** Keys that may be booleans or numbers in the text. */
const isWrittenOtherwise = /^(?:true$|false$|[-.\d])/

export function hasKey(source: string, pair: Pair, key: string): boolean {
  const node = pair.key
  if (node.type === 'scalar' && node.style === 'plain' && node.tag === undefined) {
    if (node.end - node.start === key.length) return source.startsWith(key, node.start)
    // Only keys over several lines, booleans and numbers are written in another way than they are read.
    if (pair.start === node.start && !isWrittenOtherwise.test(key)) return false
  }
  return keyOf(source, pair) === key
}

/**
 * The pair that counts for a key: pairs and merges (`<<`) apply in the order in which they are written, and what comes
 * later replaces what came before. Source: https://github.com/yaml/go-yaml/blob/v2/decode.go
 */
export function pairOf(source: string, mapping: Mapping, key: string): Pair | undefined {
  const { pairs } = mapping
  if (mapping.merges !== true) return lastOf(source, pairs, key)
  let found: Pair | undefined
  let isMerged = false
  for (let index = pairs.length - 1; index >= 0 && !isMerged; index--) {
    const pair = pairs[index]
    if (pair === undefined) break
    if (found === undefined && hasKey(source, pair, key)) found = pair
    isMerged = isMerge(source, pair)
  }
  if (!isMerged) return found
  const known = merged.get(mapping) ?? new Map<string, Pair | undefined>()
  merged.set(mapping, known)
  if (!known.has(key)) known.set(key, searchMerges(source, mapping, key))
  return known.get(key)
}

/** Of longer mappings, pairs are found by their keys once so many were asked for. */
const longest = 64
const mostSearches = 16

type KeyIndex = { searches: number; readonly byKey: Map<string, Pair> }

const indexes = new WeakMap<readonly Pair[], KeyIndex>()

/** The last pair of a key. */
function lastOf(source: string, pairs: readonly Pair[], key: string): Pair | undefined {
  if (pairs.length <= longest) return searchLast(source, pairs, key)
  const index = indexes.get(pairs) ?? { searches: 0, byKey: new Map<string, Pair>() }
  if (index.searches === 0) indexes.set(pairs, index)
  if (++index.searches <= mostSearches) return searchLast(source, pairs, key)
  if (index.byKey.size === 0) fillIndex(source, pairs, index.byKey)
  const pair = index.byKey.get(key)
  return pair === undefined || hasKey(source, pair, key) ? pair : searchLast(source, pairs, key)
}

/** By what a key is written as, and by what it is read as: `hasKey` takes either. */
function fillIndex(source: string, pairs: readonly Pair[], byKey: Map<string, Pair>): void {
  for (const pair of pairs) {
    const { key } = pair
    const read = keyOf(source, pair)
    if (read !== undefined) byKey.set(read, pair)
    if (key.type === 'scalar' && key.style === 'plain') byKey.set(source.slice(key.start, key.end), pair)
  }
}

function searchLast(source: string, pairs: readonly Pair[], key: string): Pair | undefined {
  const first = key.charCodeAt(0)
  // Neither a number nor `true` or `false`, so it is written as it is read.
  const isItself = first > 0x39 && first !== 0x74 && first !== 0x66
  for (let index = pairs.length - 1; index >= 0; index--) {
    const pair = pairs[index]
    if (pair === undefined) break
    const { key: node } = pair
    // Most keys are plain words, and of another length or other letters; see `hasKey`.
    if (
      isItself &&
      node.type === 'scalar' &&
      node.style === 'plain' &&
      node.tag === undefined &&
      source.charCodeAt(node.start) !== first
    )
      continue
    if (hasKey(source, pair, key)) return pair
  }
  return undefined
}

/** A cache of the pair that counts for a key in mappings with merges: without it, chains would be walked again and again. */
const merged = new WeakMap<Mapping, Map<string, Pair | undefined>>()

/** Backwards through the pairs, and where a merge is, through its bases, the strongest first; each mapping once. */
function searchMerges(source: string, mapping: Mapping, key: string): Pair | undefined {
  const searched = new Set<Mapping>()
  const waiting = [...mapping.pairs]
  for (let pair = waiting.pop(); pair !== undefined; pair = waiting.pop()) {
    if (!isMerge(source, pair)) {
      if (hasKey(source, pair, key)) return pair
      continue
    }
    for (const base of basesOf(pair).toReversed()) {
      const known = merged.get(base)
      const found = known?.get(key)
      if (found !== undefined) waiting.push(found)
      else if (!searched.has(base) && known?.has(key) !== true)
        for (const own of base.pairs) waiting.push(own)
      searched.add(base)
    }
  }
  return undefined
}

/**
 * Every pair with that key: when a key is written twice, only the last counts for Kubernetes, but some reader may take
 * the first, so both are relocated. A pair that came in by a merge is one of them where it counts.
 */
export function pairsOf(source: string, mapping: Mapping, key: string): readonly Pair[] {
  if (mapping.merges !== true) return mapping.pairs.filter(pair => hasKey(source, pair, key))
  const own = mapping.pairs.filter(pair => hasKey(source, pair, key) && !isMerge(source, pair))
  const effective = pairOf(source, mapping, key)
  return effective === undefined || own.includes(effective) ? own : [...own, effective]
}

/** The text of a scalar that is not null; undefined for everything else. */
export function textOf(source: string, node: Node | undefined): string | undefined {
  const scalar = resolve(node)
  return scalar?.type === 'scalar' && !isNull(source, scalar) ? valueOf(source, scalar) : undefined
}

export function textAt(source: string, mapping: Mapping | undefined, key: string): string | undefined {
  return mapping === undefined ? undefined : textOf(source, pairOf(source, mapping, key)?.value)
}

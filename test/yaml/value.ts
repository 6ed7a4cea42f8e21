import { keyOf } from '../../src/yaml/lookup.ts'
import { isMerge } from '../../src/yaml/merge.ts'
import type { Mapping, Node, Scalar } from '../../src/yaml/node.ts'
import { resolve } from '../../src/yaml/alias.ts'
import { typeOf } from '../../src/yaml/scalar-type.ts'
import { valueOf } from '../../src/yaml/scalar.ts'

/** What a node says, as Kubernetes decodes it into JSON. Every number is 0: only that it is one is of interest. */
export function valueOfNode(source: string, node: Node): unknown {
  const resolved = resolve(node)
  switch (resolved?.type) {
    case undefined:
      return undefined
    case 'sequence':
      return resolved.items.map(item => valueOfNode(source, item))
    case 'mapping':
      return Object.fromEntries(fill(source, resolved, new Map()))
    case 'scalar':
      return valueOfScalar(source, resolved)
  }
}

function valueOfScalar(source: string, scalar: Scalar): unknown {
  const text = valueOf(source, scalar)
  const type = typeOf(source, scalar)
  if (type === 'boolean') return /^(?:y|yes|true|on)$/i.test(text)
  return type === 'text' ? text : type === 'number' ? 0 : null
}

/** Keys and merges in their order: whatever comes later counts. */
function fill(source: string, mapping: Mapping, value: Map<string, unknown>): Map<string, unknown> {
  for (const pair of mapping.pairs) {
    if (isMerge(source, pair)) {
      const merged = resolve(pair.value)
      const bases = merged?.type === 'sequence' ? merged.items.map(resolve).toReversed() : [merged]
      for (const base of bases) if (base?.type === 'mapping') fill(source, base, value)
    } else value.set(keyOf(source, pair) ?? '?', valueOfNode(source, pair.value))
  }
  return value
}

/** A decoded value with every number made 0. */
export function withoutNumbers(value: unknown): unknown {
  if (typeof value === 'number') return 0
  if (Array.isArray(value)) return value.map(withoutNumbers)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutNumbers(item)]))
}

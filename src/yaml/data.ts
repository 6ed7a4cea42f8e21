import { resolve } from './alias.ts'
import { keyOf } from './lookup.ts'
import type { Mapping, Node } from './node.ts'
import { read } from './reader.ts'
import { booleanOf, typeOf } from './scalar-type.ts'
import { valueOf } from './scalar.ts'

/**
 * What a small YAML or JSON file of ours says, as plain data: mappings are objects without a prototype, and an alias gives
 * the same data as its anchor. Takes linear time. Undefined where a file cannot be read, has several documents, or has a
 * key twice in one mapping, of which nobody knows which counts.
 */
export function dataOf(source: string): unknown {
  const reading = read(source)
  if ('fault' in reading || reading.roots.length !== 1) return undefined
  try {
    return new DataReader(source).data(reading.roots[0])
  } catch (error) {
    if (error instanceof Unclear) return undefined
    throw error
  }
}

class Unclear extends Error {}

class DataReader {
  private readonly known = new Map<Node, unknown>()
  private readonly source: string

  constructor(source: string) {
    this.source = source
  }

  data(written: Node | undefined): unknown {
    const node = written === undefined ? undefined : resolve(written)
    if (node === undefined) throw new Unclear('an alias without an anchor')
    if (node.type === 'scalar') return this.scalar(node)
    if (this.known.has(node)) return this.known.get(node)
    // An alias inside of its own anchor is undefined.
    this.known.set(node, undefined)
    const data = node.type === 'sequence' ? node.items.map(item => this.data(item)) : this.object(node)
    this.known.set(node, data)
    return data
  }

  private object({ pairs }: Mapping): unknown {
    const object = Object.create(null) as Record<string, unknown>
    for (const pair of pairs) {
      const key = keyOf(this.source, pair)
      if (key === undefined || key in object) throw new Unclear('a key that is twice there, or not a text')
      object[key] = this.data(pair.value)
    }
    return object
  }

  private scalar(node: Node & { readonly type: 'scalar' }): string | number | boolean | null | undefined {
    const text = valueOf(this.source, node)
    switch (typeOf(this.source, node)) {
      case 'null':
        return null
      case 'boolean':
        return booleanOf(this.source, node)
      case 'number':
        return Number(text.replaceAll('_', ''))
      default:
        return text
    }
  }
}

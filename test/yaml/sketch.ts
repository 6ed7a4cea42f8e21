import type { Node } from '../../src/yaml/node.ts'
import { resolve } from '../../src/yaml/alias.ts'
import { read } from '../../src/yaml/reader.ts'
import { isNull, valueOf } from '../../src/yaml/scalar.ts'

/** What a node says, as plain data: scalars as their text, null where nothing is written, mappings as lists of pairs. */
export type Sketch =
  string | null | readonly Sketch[] | { readonly pairs: readonly (readonly [Sketch, Sketch])[] }

/** Every document of a text; throws for a text that cannot be read. */
export function sketch(text: string): readonly Sketch[] {
  const reading = read(text)
  if ('fault' in reading) throw new Error(`${reading.fault.offset}: ${reading.fault.message}`)
  return reading.roots.map(root => sketchNode(text, root))
}

/** A node with aliases resolved; an alias inside its own anchor is `*name`. */
export function sketchNode(source: string, node: Node, above: readonly Node[] = []): Sketch {
  const resolved = resolve(node)
  if (resolved === undefined || above.includes(resolved)) return node.type === 'alias' ? `*${node.name}` : '*'
  const inside = [...above, resolved]
  switch (resolved.type) {
    case 'scalar':
      return resolved.start === resolved.end && isNull(source, resolved) ? null : valueOf(source, resolved)
    case 'sequence':
      return resolved.items.map(item => sketchNode(source, item, inside))
    case 'mapping':
      return {
        pairs: resolved.pairs.map(({ key, value }) => [
          sketchNode(source, key, inside),
          sketchNode(source, value, inside),
        ]),
      }
  }
}

/** A mapping as the sketch has it. */
export function map(...pairs: readonly (readonly [Sketch, Sketch])[]): Sketch {
  return { pairs }
}

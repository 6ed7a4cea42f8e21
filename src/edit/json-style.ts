import type { Node } from '../yaml/node.ts'
import { typeOf } from '../yaml/scalar-type.ts'

/** Whether a flow collection is written as in JSON: its first text is in double quotes, or its key where it has none. */
export function isJson(source: string, node: Node): boolean {
  switch (node.type) {
    case 'mapping':
      if (!node.flow) return false
      return node.pairs[0] === undefined ? hasJsonKey(source, node.start) : isJson(source, node.pairs[0].key)
    case 'sequence': {
      if (!node.flow) return false
      const first = node.items.find(item => !isSilent(source, item))
      return first === undefined ? hasJsonKey(source, node.start) : isJson(source, first)
    }
    case 'scalar':
      return node.style === 'double'
    case 'alias':
      return false
  }
}

/** Whether an item looks the same in JSON and in YAML: `{}`, `[]`, `null`, `1`. */
function isSilent(source: string, node: Node): boolean {
  if (node.type === 'mapping') return node.pairs.length === 0
  if (node.type === 'sequence') return node.items.length === 0
  return node.type === 'scalar' && typeOf(source, node) !== 'text'
}

/** Whether the value that starts at an offset belongs to a key in double quotes. */
function hasJsonKey(source: string, offset: number): boolean {
  return /"[ \t]{0,99}:\s{0,99}$/.test(source.slice(Math.max(offset - 200, 0), offset))
}

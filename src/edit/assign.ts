import { resolve, type Mapping } from '../yaml/node.ts'
import { isNull, textEnd } from '../yaml/scalar.ts'
import type { Edit } from './edit.ts'
import { fillNull, insertPairs, isJson } from './insert.ts'
import { keyOf } from '../yaml/lookup.ts'
import { quoteAs } from '../yaml/quote.ts'

/**
 * Give keys of a mapping these texts: a key that is there keeps its place and the style of its value, the others are
 * added. A value that was written as an alias gives way to the text, so that nothing else that shares it changes.
 */
export function assignTexts(
  source: string,
  mapping: Mapping,
  values: { readonly [key: string]: string },
): readonly Edit[] {
  const edits: Edit[] = []
  const added: Record<string, string> = {}
  for (const [key, text] of Object.entries(values)) {
    const node = mapping.pairs.findLast(pair => keyOf(source, pair) === key)?.value
    const value = resolve(node)
    if (node === undefined || value === undefined) added[key] = text
    else if (value.type === 'scalar' && isNull(source, value))
      edits.push(fillNull(source, value, text, isJson(source, mapping)))
    else {
      const style = value.type === 'scalar' ? value.style : 'plain'
      const end = node.type === 'scalar' ? textEnd(source, node) : node.end
      edits.push({ start: node.start, end, text: quoteAs(text, style, mapping.flow) })
    }
  }
  const insertion = Object.keys(added).length === 0 ? undefined : insertPairs(source, mapping, added)
  return insertion === undefined ? edits : [...edits, insertion]
}

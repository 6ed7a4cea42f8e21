import type { Field } from '../yaml/field.ts'
import { startOf, type Scalar } from '../yaml/node.ts'
import { quotePlain } from '../yaml/quote.ts'
import { textEnd, valueOf } from '../yaml/scalar.ts'
import type { Edit } from './edit.ts'

/**
 * A text becomes an object that has it for its name; nothing happens to what says nothing. Its anchor and tag stay on the
 * text. `isItem`: it is one of a list.
 */
export function asObject(field: Field, isItem: boolean): readonly Edit[] {
  const { scalar } = field
  return scalar === undefined || field.isNull ? [] : [wrapped(field.inText.source, scalar, isItem)]
}

function wrapped(source: string, scalar: Scalar, isItem: boolean): Edit {
  const start = startOf(scalar)
  const written = source.slice(start, scalar.end)
  const isOneLine = !/[\n\r\x85\u2028\u2029]/.test(written)
  if (scalar.flow) {
    const key = scalar.style === 'double' ? '"name"' : 'name'
    return { start, end: scalar.end, text: `{${key}: ${written}}` }
  }
  if (isItem && isOneLine) return { start, end: start, text: 'name: ' }
  // Encoded text that goes over several lines is written out.
  const anchor = scalar.anchor === undefined ? '' : `&${scalar.anchor} `
  const isEncoded = scalar.tag === '!!binary'
  const name =
    isEncoded && isOneLine ? written.slice(scalar.start - start) : quotePlain(valueOf(source, scalar), true)
  const tag = scalar.tag === undefined || (isEncoded && !isOneLine) ? '' : `${scalar.tag} `
  const object = `name: ${anchor}${tag}${name}`
  return { start, end: textEnd(source, scalar), text: isItem ? object : `{${object}}` }
}

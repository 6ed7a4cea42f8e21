import type { Node, Scalar } from './node.ts'
import { resolve } from './alias.ts'
import { quoteAs, quoteBefore } from './quote.ts'
import { textEnd } from './scalar.ts'

/** A change of a text: `start` and `end` are what is replaced, `text` is the replacement. */
type Replacement = { readonly start: number; readonly end: number; readonly text: string }

/**
 * The change that writes `text` in place of a value, in the style of the scalar that is replaced. An alias is
 * replaced where it is written, so that nothing else that shares its value changes.
 */
export function replaceNode(source: string, node: Node, text: string, isFlow: boolean): Replacement {
  const value = resolve(node)
  const style = value?.type === 'scalar' ? value.style : 'plain'
  if (node.type === 'scalar') return replaceScalar(source, node, quoteAs(text, style, isFlow))
  const written =
    style === 'plain' && isFlow ? quoteBefore(source, node.end, text) : quoteAs(text, style, isFlow)
  return { start: node.start, end: node.end, text: written }
}

/** The change that writes a scalar anew, without a tag that its new text may not fit. An anchor stays. */
export function replaceScalar(source: string, scalar: Scalar, written: string): Replacement {
  const end = textEnd(source, scalar)
  if (scalar.tag === undefined) return { start: scalar.start, end, text: written }
  const anchor = scalar.anchor === undefined ? '' : `&${scalar.anchor} `
  return { start: scalar.prefix ?? scalar.start, end, text: anchor + written }
}

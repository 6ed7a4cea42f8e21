import type { Scalar } from '../yaml/node.ts'
import type { Text } from '../yaml/text.ts'
import { replaceScalar } from '../yaml/replace.ts'
import { isVerbatim, valueOf } from '../yaml/scalar.ts'
import { applyEdits, type Edit } from './edit.ts'
import { isPlainSafe, quoteDouble } from '../yaml/quote.ts'

/**
 * What a scalar says, as a text of its own. Edits of it become edits of the scalar in the way it is written: with its
 * indentation in a block, escaped in quotes. Where the way it is written has no room for an edit (a line break in a
 * plain scalar), the whole scalar is written anew in double quotes.
 */
export function scalarText(parent: Text, scalar: Scalar): Text {
  const { source } = parent
  if (isVerbatim(source, scalar)) {
    const first = scalar.style === 'plain' ? scalar.start : scalar.start + 1
    const last = scalar.style === 'plain' ? scalar.end : scalar.end - 1
    return textOf(
      parent,
      scalar,
      source.slice(first, last),
      offset => first + offset,
      offset => first + offset,
    )
  }
  const offsets: number[] = []
  const value = valueOf(source, scalar, offsets)
  const close = scalar.style === 'single' || scalar.style === 'double' ? scalar.end - 1 : scalar.end
  const at = (offset: number): number => offsets[offset] ?? lastOffset(source, scalar, offsets, close)
  const behind = (offset: number): number => {
    const before = offsets[offset - 1] ?? at(offset)
    return isEscaped(source, scalar, before) ? at(offset) : before + 1
  }
  return textOf(parent, scalar, value, at, behind)
}

/** `at`: where a character of the value is written. `behind`: where the writing of the character before ends. */
function textOf(
  parent: Text,
  scalar: Scalar,
  value: string,
  at: (offset: number) => number,
  behind: (offset: number) => number,
): Text {
  return {
    source: value,
    parent,
    depth: parent.depth + 1,
    toStream: offset => parent.toStream(at(offset)),
    toParent(edits) {
      if (edits.length === 0) return []
      if (!hasRoom(parent.source, scalar, value, edits)) {
        return [replaceScalar(parent.source, scalar, quoteDouble(applyEdits(value, edits)))]
      }
      return edits.map(edit => {
        const start = edit.start > 0 && edit.start === value.length ? behind(edit.start) : at(edit.start)
        const end = edit.start === edit.end ? start : behind(edit.end)
        return { start, end, text: encode(parent.source, scalar, edit.text) }
      })
    },
  }
}

function hasRoom(source: string, scalar: Scalar, value: string, edits: readonly Edit[]): boolean {
  if (scalar.tag === '!!binary') return false
  switch (scalar.style) {
    case 'plain':
      return isPlainSafe(applyEdits(value, edits), scalar.flow)
    case 'single':
    case 'folded':
      return edits.every(edit => !edit.text.includes('\n'))
    case 'double':
      return true
    case 'literal':
      return scalar.end > (scalar.body ?? 0) && source.charAt(scalar.body ?? 0) !== ''
  }
}

function encode(source: string, scalar: Scalar, text: string): string {
  switch (scalar.style) {
    case 'plain':
    case 'folded':
      return text
    case 'single':
      return text.replaceAll("'", "''")
    case 'double':
      return quoteDouble(text).slice(1, -1)
    case 'literal': {
      const lineBreak = source.charAt((scalar.body ?? 0) - 2) === '\r' ? '\r\n' : '\n'
      return text.replaceAll('\n', lineBreak + ' '.repeat(scalar.indent ?? 0))
    }
  }
}

/** Escapes stand for one character but are written with several. */
function isEscaped(source: string, scalar: Scalar, offset: number): boolean {
  if (scalar.style === 'double') return source.charAt(offset) === '\\'
  if (scalar.style === 'single') return source.charAt(offset) === "'"
  return false
}

function lastOffset(source: string, scalar: Scalar, offsets: readonly number[], close: number): number {
  const last = offsets.at(-1)
  return last === undefined || isEscaped(source, scalar, last) ? close : last + 1
}

import { blockText } from './block-text.ts'
import { isBreak } from './character.ts'
import { flowText, meaningful } from './flow-text.ts'
import type { Scalar } from './node.ts'

/**
 * What a scalar says, with escapes resolved and lines folded as YAML prescribes; `!!binary` is decoded.
 * `offsets`, when given, receives for each character of the value the offset in `source` it was written at.
 */
export function valueOf(source: string, scalar: Scalar, offsets?: number[]): string {
  if (scalar.tag === '!!binary') {
    const value = decodeBinary(valueOf(source, { ...scalar, tag: undefined }))
    offsets?.push(...Array<number>(value.length).fill(scalar.start))
    return value
  }
  switch (scalar.style) {
    case 'plain':
      return flowText(source, scalar.start, scalar.end, 'plain', offsets)
    case 'single':
    case 'double':
      return flowText(source, scalar.start + 1, scalar.end - 1, quotesOf(scalar), offsets)
    case 'literal':
    case 'folded':
      return blockText(source, scalar, offsets)
  }
}

function decodeBinary(text: string): string {
  const bytes = Uint8Array.from(atob(text.replace(/[\r\n]/g, '')), character => character.charCodeAt(0))
  return new TextDecoder().decode(bytes)
}

/** Whether the value is in the source character by character, from the first of the content. */
export function isVerbatim(source: string, scalar: Scalar): boolean {
  if (scalar.tag === '!!binary') return false
  switch (scalar.style) {
    case 'plain':
      return !meaningful.plain.test(source.slice(scalar.start, scalar.end))
    case 'single':
    case 'double':
      return !meaningful[quotesOf(scalar)].test(source.slice(scalar.start + 1, scalar.end - 1))
    case 'literal':
    case 'folded':
      return false
  }
}

/** Where a scalar's text ends: a block's last line break parts it from what follows, and is not to be replaced with it. */
export function textEnd(source: string, scalar: Scalar): number {
  if (scalar.style !== 'literal' && scalar.style !== 'folded') return scalar.end
  let end = scalar.end
  while (end > scalar.start && isBreak(source.charCodeAt(end - 1))) end--
  return end
}

/** Whether the scalar is YAML's null: nothing, `~`, or `null` without quotes. */
export function isNull(source: string, scalar: Scalar): boolean {
  if (scalar.tag !== undefined) return scalar.tag === '!!null'
  if (scalar.style !== 'plain' || scalar.end - scalar.start > 4) return false
  const text = source.slice(scalar.start, scalar.end)
  return text === '' || text === '~' || text === 'null' || text === 'Null' || text === 'NULL'
}

function quotesOf({ style, isJson }: Scalar): 'single' | 'double' | 'json' {
  return isJson === true ? 'json' : style === 'single' ? 'single' : 'double'
}

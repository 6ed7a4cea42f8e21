import type { Scalar } from '../yaml/node.ts'
import { Offsets } from '../yaml/offsets.ts'
import type { Text } from '../yaml/text.ts'
import { replaceScalar } from '../yaml/replace.ts'
import { isVerbatim, valueOf } from '../yaml/scalar.ts'
import { applyEdits, type Edit } from './edit.ts'
import { isPlainSafe, quoteDouble } from '../yaml/quote.ts'

/**
 * The value of a scalar, as a text of its own. Edits of it become edits of the scalar as it is written: with its
 * indentation in a block, escaped in quotes. Where the way it is written has no room for an edit (a line break in a
 * plain scalar), the whole scalar is written anew in double quotes.
 */
export function scalarText(parent: Text, scalar: Scalar): Text {
  return isVerbatim(parent.source, scalar)
    ? new VerbatimText(parent, scalar)
    : new WrittenText(parent, scalar)
}

/** The value of one scalar. Classes, because a stream may have a text for each of 100,000 images. */
abstract class ScalarText implements Text {
  abstract readonly source: string
  readonly parent: Text
  protected readonly scalar: Scalar

  constructor(parent: Text, scalar: Scalar) {
    this.parent = parent
    this.scalar = scalar
  }

  /** Where a character of the value is written in the parent. */
  protected abstract at(offset: number): number

  /** Where the writing of the character before an offset ends. */
  protected abstract behind(offset: number): number

  get depth(): number {
    return this.parent.depth + 1
  }

  toStream(offset: number): number {
    return this.parent.toStream(this.at(offset))
  }

  toParent(edits: readonly Edit[]): readonly Edit[] {
    if (edits.length === 0) return []
    const { parent, scalar, source } = this
    if (!hasRoom(parent.source, scalar, source, edits)) {
      return [replaceScalar(parent.source, scalar, quoteDouble(applyEdits(source, edits)))]
    }
    return edits.map(edit => {
      const start =
        edit.start > 0 && edit.start === source.length ? this.behind(edit.start) : this.at(edit.start)
      const end = edit.start === edit.end ? start : this.behind(edit.end)
      return { start, end, text: encode(parent.source, scalar, edit.text) }
    })
  }
}

/** The characters of the value are in the parent one by one. */
class VerbatimText extends ScalarText {
  readonly source: string
  private readonly first: number

  constructor(parent: Text, scalar: Scalar) {
    super(parent, scalar)
    const quotes = scalar.style === 'plain' ? 0 : 1
    this.first = scalar.start + quotes
    this.source = parent.source.slice(this.first, scalar.end - quotes)
  }

  protected at(offset: number): number {
    return this.first + offset
  }

  protected behind(offset: number): number {
    return this.first + offset
  }
}

/** The characters of the value are escaped, folded or indented. */
class WrittenText extends ScalarText {
  readonly source: string
  private readonly offsets = new Offsets()

  constructor(parent: Text, scalar: Scalar) {
    super(parent, scalar)
    this.source = valueOf(parent.source, scalar, this.offsets)
  }

  protected at(offset: number): number {
    const { parent, scalar, offsets } = this
    const close = scalar.style === 'single' || scalar.style === 'double' ? scalar.end - 1 : scalar.end
    return offsets.at(offset) ?? lastOffset(parent.source, scalar, offsets, close)
  }

  protected behind(offset: number): number {
    const before = this.offsets.at(offset - 1) ?? this.at(offset)
    return isEscaped(this.parent.source, this.scalar, before) ? this.at(offset) : before + 1
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

function lastOffset(source: string, scalar: Scalar, offsets: Offsets, close: number): number {
  const { last } = offsets
  return last === undefined || isEscaped(source, scalar, last) ? close : last + 1
}

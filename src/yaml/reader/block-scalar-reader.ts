import { isBlank, isBreak, runEnd, HASH, LINE, PIPE, SPACES, TAB } from '../character.ts'
import { Cursor } from './cursor.ts'
import type { Scalar } from '../node.ts'

/** Reads text in a block: `|` literal, `>` folded. */
export class BlockScalarReader extends Cursor {
  protected blockScalar(indent: number): Scalar {
    const start = this.position
    const style = this.at() === PIPE ? 'literal' : 'folded'
    const { chomp, explicit } = this.header()
    const body = this.position
    let columns = explicit === 0 ? 0 : Math.max(indent, 0) + explicit
    let blanks = 0
    let end = body
    let lineStart = body
    while (lineStart < this.end) {
      const most = columns === 0 ? this.end : Math.min(this.end, lineStart + columns)
      let position = runEnd(SPACES, this.source, lineStart, most)
      if (this.code(position) === TAB && (columns === 0 || position - lineStart < columns))
        this.fail('a tab in the indentation', position)
      const blank = position >= this.end || isBreak(this.source.charCodeAt(position))
      if (blank) blanks = Math.max(blanks, position - lineStart)
      else {
        // Blank lines in front of the text count, too.
        if (columns === 0) columns = Math.max(position - lineStart, blanks, indent + 1, 1)
        if (position - lineStart < columns) break
      }
      position = runEnd(LINE, this.source, position, this.end)
      if (position < this.end) {
        this.passBreak(position)
        position = this.position + 1
      } else {
        this.line = lineStart
      }
      lineStart = position
      if (!blank || chomp === 'keep') end = position
    }
    this.position = lineStart
    this.line = lineStart < this.end ? lineStart : this.line
    return {
      type: 'scalar',
      style,
      chomp,
      flow: false,
      start,
      end: Math.max(end, body),
      body,
      indent: columns === 0 ? blanks : columns,
    }
  }

  /** The line of the indicator: what becomes of the last line breaks, and how deep the text is, 0 if the text shows it. */
  private header(): { readonly chomp: NonNullable<Scalar['chomp']>; readonly explicit: number } {
    this.position++
    const [indicators = ''] =
      /^(?:[+-][0-9]?|[0-9][+-]?)/.exec(this.source.slice(this.position, this.position + 2)) ?? []
    if (indicators.includes('0')) this.fail('an indentation of 0')
    const chomp = indicators.includes('+') ? 'keep' : indicators.includes('-') ? 'strip' : 'clip'
    const explicit = Number(indicators.replace(/[+-]/, ''))
    this.position += indicators.length
    while (isBlank(this.at())) this.position++
    if (this.at() === HASH) this.skipLine()
    if (this.position < this.end && !isBreak(this.at())) this.fail('text after "|" or ">"')
    if (this.position < this.end) {
      this.passBreak(this.position)
      this.position++
    }
    return { chomp, explicit }
  }
}

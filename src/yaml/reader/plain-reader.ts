import {
  isBlank,
  isBreak,
  isEnd,
  isFlowIndicator,
  runEnd,
  AMPERSAND,
  APOSTROPHE,
  AT,
  BACKTICK,
  BANG,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  DASH,
  GREATER,
  HASH,
  OPEN_BRACE,
  OPEN_BRACKET,
  PERCENT,
  PIPE,
  QUESTION,
  QUOTE,
  SPACE,
  STAR,
  TAB,
} from '../character.ts'
import { QuotedReader } from './quoted-reader.ts'
import type { Scalar } from '../node.ts'

/** Runs of characters that mean nothing but themselves in plain text. */
const inBlock = /[^\x00-\x1f:#\x7f-\uffff]+/y
const inFlow = /[^\x00-\x1f:#,?[\]{}\x7f-\uffff]+/y

/** Reads plain text. */
export class PlainReader extends QuotedReader {
  /** The column of the block collection that a flow collection is in. */
  protected blockIndent = -1

  protected plain(indent: number, flow: boolean): Scalar {
    const start = this.position
    if (!this.startsPlain(flow)) this.fail(`"${this.source.charAt(start)}" cannot start a value`)
    let end = this.plainLine(flow)
    const line = this.line
    for (;;) {
      const lineOfText = this.line
      this.position = end
      this.passBlanks(indent + 1)
      const isSameLine = this.line === lineOfText
      const stop =
        isSameLine ||
        this.position >= this.end ||
        this.at() === HASH ||
        (!flow && this.column() <= indent) ||
        this.isMarker() ||
        this.endsPlain(this.position, flow)
      if (stop) {
        if (isSameLine) this.position = end
        break
      }
      end = this.plainLine(flow)
      if (this.line !== line && !flow && this.code(end) === COLON) {
        this.fail('text over several lines cannot be a key', start)
      }
    }
    return { type: 'scalar', style: 'plain', flow, start, end }
  }

  /** Over blanks and line breaks after plain text. A tab in front of `column`, on a line of its own, is a fault. */
  private passBlanks(column: number): void {
    const { line } = this
    for (; this.position < this.end; this.position++) {
      const code = this.skipGap()
      if (isBreak(code)) this.passBreak(this.position)
      else if (!isBlank(code)) return
      else if (code === TAB && this.line !== line && this.column() < column)
        this.fail('a tab in the indentation')
    }
  }

  /** The end of the plain text on this line: before `: `, ` #`, and in flow context before `,[]{}`. */
  protected plainLine(flow: boolean): number {
    const text = flow ? inFlow : inBlock
    let end = this.position
    for (let position = end; ; position++) {
      const start = position
      position = runEnd(text, this.source, start, this.end)
      let last = position
      while (last > start && this.source.charCodeAt(last - 1) === SPACE) last--
      if (last > start) end = last
      if (position >= this.end) return end
      const code = this.source.charCodeAt(position)
      if (isBreak(code)) return end
      if (isBlank(code)) continue
      if (code === HASH && position > end) return end
      if (this.endsPlain(position, flow)) return end
      end = position + 1
    }
  }

  protected endsPlain(position: number, flow: boolean): boolean {
    const code = this.source.charCodeAt(position)
    if (code === COLON) return isEnd(this.code(position + 1))
    return flow && (isFlowIndicator(code) || code === QUESTION)
  }

  protected startsPlain(flow: boolean): boolean {
    const code = this.at()
    switch (code) {
      case DASH:
        return !isEnd(this.code(this.position + 1))
      case QUESTION:
      case COLON:
        return !flow && !isEnd(this.code(this.position + 1))
      case COMMA:
      case OPEN_BRACKET:
      case CLOSE_BRACKET:
      case OPEN_BRACE:
      case CLOSE_BRACE:
      case HASH:
      case AMPERSAND:
      case STAR:
      case BANG:
      case PIPE:
      case GREATER:
      case QUOTE:
      case APOSTROPHE:
      case PERCENT:
      case AT:
      case BACKTICK:
        return false
      default:
        return code >= SPACE
    }
  }
}

export function emptyScalar(offset: number, flow = false): Scalar {
  return { type: 'scalar', style: 'plain', flow, start: offset, end: offset }
}

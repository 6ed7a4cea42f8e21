import { BlockScalarReader } from './block-scalar-reader.ts'
import { isEscape } from '../escape.ts'
import { isBreak, runEnd, APOSTROPHE, BACKSLASH, QUOTE } from '../character.ts'
import type { Scalar } from '../node.ts'

/** Runs of characters that mean nothing but themselves, in either kind of quotes. */
const inDoubleQuotes = /[^"\\\n\r\x85\u2028\u2029]+/y
const inSingleQuotes = /[^'\n\r\x85\u2028\u2029]+/y

/** Reads text in quotes. */
export class QuotedReader extends BlockScalarReader {
  protected quoted(quote: number, flow: boolean): Scalar {
    const start = this.position++
    const text = quote === QUOTE ? inDoubleQuotes : inSingleQuotes
    let hasBreaks = false
    for (; this.position < this.end; this.position++) {
      this.position = runEnd(text, this.source, this.position, this.end)
      const code = this.at()
      if (code === quote) {
        if (quote === QUOTE || this.code(this.position + 1) !== APOSTROPHE) {
          this.position++
          const style = quote === QUOTE ? 'double' : 'single'
          const scalar: Scalar = { type: 'scalar', style, flow, start, end: this.position }
          return hasBreaks && this.isJson ? { ...scalar, isJson: true } : scalar
        }
        this.position++
      } else if (code === BACKSLASH && quote === QUOTE) {
        this.position++
        if (isBreak(this.code(this.position))) {
          this.passBreak(this.position)
          if (this.isMarkerAt(this.line)) this.fail('a document marker inside quoted text', start)
        } else if (!isEscape(this.source, this.position, this.isJson))
          this.fail('an escape that YAML does not know')
      } else if (isBreak(code)) {
        hasBreaks = true
        if (this.isJson) continue
        this.passBreak(this.position)
        if (this.isMarkerAt(this.line)) this.fail('a document marker inside quoted text', start)
      }
    }
    return this.fail('quoted text without its closing quote', start)
  }
}

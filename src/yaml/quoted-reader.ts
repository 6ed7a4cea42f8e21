import { BlockScalarReader } from './block-scalar-reader.ts'
import { isEscape } from './escape.ts'
import { isBreak, runEnd, APOSTROPHE, BACKSLASH, QUOTE } from './character.ts'
import type { Scalar } from './node.ts'

/** Runs of characters that mean nothing but themselves, in either kind of quotes. */
const inDoubleQuotes = /[^"\\\n\r\x85\u2028\u2029]+/y
const inSingleQuotes = /[^'\n\r\x85\u2028\u2029]+/y

/** Reads text in quotes. */
export class QuotedReader extends BlockScalarReader {
  protected quoted(quote: number, flow: boolean): Scalar {
    const start = this.position++
    const text = quote === QUOTE ? inDoubleQuotes : inSingleQuotes
    for (; this.position < this.end; this.position++) {
      this.position = runEnd(text, this.source, this.position, this.end)
      const code = this.at()
      if (code === quote) {
        if (quote === QUOTE || this.code(this.position + 1) !== APOSTROPHE) {
          this.position++
          return {
            type: 'scalar',
            style: quote === QUOTE ? 'double' : 'single',
            flow,
            start,
            end: this.position,
          }
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
        this.passBreak(this.position)
        if (this.isMarkerAt(this.line)) this.fail('a document marker inside quoted text', start)
      }
    }
    return this.fail('quoted text without its closing quote', start)
  }
}

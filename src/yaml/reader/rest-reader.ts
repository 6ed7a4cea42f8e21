import {
  runEnd,
  AMPERSAND,
  APOSTROPHE,
  BANG,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  DASH,
  GREATER,
  OPEN_BRACE,
  OPEN_BRACKET,
  PIPE,
  QUESTION,
  QUOTE,
  STAR,
} from '../character.ts'
import { JsonReader } from './json-reader.ts'

/** What has no content: white space, comments, lines that begin with `%`, and the markers of an end. */
const nothing =
  /(?:[ \t\n\r\x85\u2028\u2029]|(?:#|(?<![^\n\r\x85\u2028\u2029])%)[^\n\r\x85\u2028\u2029]*|\.\.\.(?=[ \t\n\r\x85\u2028\u2029]|$))+/y

/** Reads the text after the end of a document: Kubernetes scans it and ignores it. */
export class RestReader extends JsonReader {
  /** Whether everything from here on is ignored. */
  isEnded = false
  /** Where the ignored text begins, if there is any. */
  unread: number | undefined

  /** End the document: its content is read, and `position` is where the rest begins. */
  protected leave(position: number): void {
    this.isEnded = true
    const next = runEnd(nothing, this.source, position, this.end)
    if (next < this.end) this.unread = next
    this.position = this.end
  }

  /** The next tokens after a root: Kubernetes scans them and ignores them, so they must be valid tokens. */
  protected behindRoot(isBehindValue: boolean, mayBeKey: boolean): void {
    // After a value or a name, on its line, neither an item nor a key may begin.
    let [line, hasName] = [this.line, false]
    // Where the root can be no key, nothing on its line can, and one token is enough.
    const isOne = isBehindValue && !mayBeKey
    for (; this.position < this.end && !this.isMarker() && !this.isDirective(); this.skip(false)) {
      if (isOne && hasName) return
      if (this.line !== line) hasName = isBehindValue = false
      line = this.line
      const code = this.at()
      if ([DASH, QUESTION, COLON].some(indicator => this.isIndicator(indicator))) {
        if (isBehindValue || (hasName && code !== COLON))
          this.fail('an indicator after the end of the document')
        return
      }
      if (code === COMMA || code === CLOSE_BRACE || code === CLOSE_BRACKET) return
      if (code === OPEN_BRACE || code === OPEN_BRACKET) {
        if (isOne) return
        // Inside of it, keys are allowed.
        this.position++
        hasName = isBehindValue = false
        continue
      }
      hasName = true
      if (code === AMPERSAND || code === BANG) this.prefix()
      else if (code === STAR) this.aliasName()
      else if (code === QUOTE || code === APOSTROPHE) this.quoted(code, false)
      else if (code === PIPE || code === GREATER) return void this.blockScalar(-1)
      else {
        if (!this.startsPlain(false)) this.fail('unexpected text after the end of the document')
        if (isBehindValue && mayBeKey && this.code(this.plainLine(false)) === COLON)
          this.fail('a key after the end of the document')
        return
      }
    }
  }
}

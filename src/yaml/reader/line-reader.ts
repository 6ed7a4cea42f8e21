import { runEnd, APOSTROPHE, QUOTE } from '../character.ts'
import { FlowReader } from './flow-reader.ts'
import type { Scalar } from '../node.ts'

/** A key of the common kind, which means nothing but itself. */
const simpleKey = /[A-Za-z_][A-Za-z0-9_./-]*(?=:[ \n])/y

/**
 * The rest of a line after `:` or `-` with a text of the common kinds, `"text"`, `'text'`, `some text`, `host:5000/text`,
 * and the indentation of the next line, on which there is something that is not a comment.
 */
const simpleText =
  / (?:"[^"\\\n\r\x7f-\uffff]*"|'[^'\n\r\x7f-\uffff]*'|[A-Za-z0-9_./][^\x00-\x20:#\x7f-\uffff]*(?:[: ][^\x00-\x20:#\x7f-\uffff]+)*)\n *(?=[!"$-~])/y

/** Reads nine of ten lines with one expression each. The other readers handle the rest. */
export class LineReader extends FlowReader {
  /** Where a key of the common kind ends, in front of its `:`; the cursor's own position where there is none. */
  protected simpleKeyEnd(): number {
    const end = runEnd(simpleKey, this.source, this.position, this.end)
    return end < this.end ? end : this.position
  }

  /** That key; the cursor goes to its `:`. */
  protected simpleKey(end: number): Scalar {
    this.count()
    const start = this.position
    this.position = end
    return { type: 'scalar', style: 'plain', flow: false, start, end }
  }

  /**
   * A text of the common kind after the indicator of a collection at `column`, when it ends with its line. The cursor
   * goes to the next token. Undefined for all else: then it stays.
   */
  protected simpleText(column: number): Scalar | undefined {
    simpleText.lastIndex = this.position
    if (!simpleText.test(this.source) || simpleText.lastIndex >= this.end) return undefined
    const next = simpleText.lastIndex
    const line = this.source.lastIndexOf('\n', next) + 1
    if (next - line > column) return undefined
    const start = this.position + 1
    const code = this.source.charCodeAt(start)
    const style = code === QUOTE ? 'double' : code === APOSTROPHE ? 'single' : 'plain'
    this.count()
    this.position = line - 1
    this.bound(start)
    this.position = next
    this.line = line
    return { type: 'scalar', style, flow: false, start, end: line - 1 }
  }
}

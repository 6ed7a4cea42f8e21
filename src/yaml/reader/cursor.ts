import {
  breakEnd,
  isBreak,
  isEnd,
  runEnd,
  DASH,
  DOT,
  HASH,
  LINE,
  NEWLINE,
  PERCENT,
  SPACE,
  TAB,
} from '../character.ts'

/** Collections nested deeper than this are refused, as Go's YAML refuses them at 10,000. */
const maximumDepth = 1000

/** A text of more nodes than this is refused: it would take more memory than a run may. */
const mostNodes = 1_000_000

/**
 * A longer text is refused, because no cluster would take it: the API server closes the door at 3 MiB for a whole object
 * (`MaxRequestBodyBytes`, https://github.com/kubernetes/apiserver/blob/master/pkg/server/config.go).
 */
const longestScalar = 3 * 1024 * 1024

/**
 * The longest keys of all levels together may not be longer: the address of a field would be, and a text can have many
 * thousands of fields. Names in Kubernetes have at most 253 characters.
 */
const longestKeys = 16_384

/** How far the `:` after a key may be from its start. */
export const longestKey = 1024

/** The blanks between most tokens. */
const gap = /[ \n]+/y

/** Thrown by a reader, caught by `read`: the text stops being YAML here. */
export class Unreadable extends Error {
  readonly offset: number
  constructor(offset: number, message: string) {
    super(message)
    this.offset = offset
  }
}

/** A place in a text, the line it is on, and the way to the next token. */
export class Cursor {
  protected readonly source: string
  protected readonly start: number
  protected readonly end: number
  protected position: number
  /** Offset where the cursor's line starts. */
  protected line: number
  protected depth = 0
  /** The length of the longest key of each level, and of all of them. */
  private readonly keyLengths: number[] = []
  private keysLength = 0
  /** How many nodes were begun. */
  nodes = 0
  /** Whether the text is JSON, which has no limits for keys and escapes of its own. */
  protected isJson = false

  constructor(source: string, start: number, end: number) {
    this.source = source
    this.start = start
    this.end = end
    this.position = start
    this.line = start === 0 ? 0 : this.lineStartBefore(start)
  }

  /**
   * Over blanks, comments and line breaks to the next token. `indicator`: after a `-` or `?`, where as at the start of a
   * line there may be no tab.
   */
  protected skip(flow: boolean, indicator = false): void {
    const next = this.source.charCodeAt(this.position)
    // Most often the cursor is there already.
    if (next > SPACE && next !== HASH && next < 0x7f && this.position < this.end) return
    let { line } = this
    if (indicator || this.position === line) line = -1
    for (; this.position < this.end; this.position++) {
      const code = this.skipGap()
      if (code === TAB) {
        if (!flow && this.line !== line) this.fail('a tab in the indentation')
      } else if (code === HASH) this.position = runEnd(LINE, this.source, this.position, this.end) - 1
      else if (isBreak(code)) this.passBreak(this.position)
      else return
    }
  }

  /** Over spaces and line feeds. The character there; NaN at the end. */
  protected skipGap(): number {
    const code = this.position < this.end ? this.source.charCodeAt(this.position) : NaN
    if (code !== SPACE && code !== NEWLINE) return code
    const start = this.position
    this.position = runEnd(gap, this.source, start, this.end)
    const lineBreak = this.source.slice(start, this.position).lastIndexOf('\n')
    if (lineBreak >= 0) this.line = start + lineBreak + 1
    return this.at()
  }

  protected skipLine(): void {
    this.position = runEnd(LINE, this.source, this.position, this.end)
  }

  /** Note that the line changes after the break at `position`; the cursor stays on the break's last character. */
  protected passBreak(position: number): void {
    this.line = breakEnd(this.source, position)
    this.position = this.line - 1
  }

  protected isIndicator(code: number): boolean {
    return this.source.charCodeAt(this.position) === code && isEnd(this.code(this.position + 1))
  }

  protected isMarker(): boolean {
    return this.position === this.line && this.isMarkerAt(this.position)
  }

  /** Whether nothing more of a document is at the cursor: its end, or a line about documents. */
  protected isAtEnd(): boolean {
    const { position } = this
    if (position >= this.end) return true
    if (position !== this.line) return false
    const code = this.source.charCodeAt(position)
    return code === PERCENT || ((code === DASH || code === DOT) && this.isMarkerAt(position))
  }

  /** Whether a directive (`%`) begins here. */
  protected isDirective(): boolean {
    return this.position === this.line && this.at() === PERCENT
  }

  /** `---` or `...` with nothing or a blank after it, at the start of a line. */
  protected isMarkerAt(position: number): boolean {
    const code = this.code(position)
    if (code !== DASH && code !== DOT) return false
    return (
      this.code(position + 1) === code && this.code(position + 2) === code && isEnd(this.code(position + 3))
    )
  }

  protected at(): number {
    return this.code(this.position)
  }

  /** The character at a position; NaN after the end, which `isEnd` takes for a blank. */
  protected code(position: number): number {
    return position < this.end ? this.source.charCodeAt(position) : NaN
  }

  protected column(): number {
    return this.position - this.line
  }

  protected lineStartBefore(position: number): number {
    while (position > 0 && !isBreak(this.source.charCodeAt(position - 1))) position--
    return position
  }

  protected count(): void {
    if (++this.nodes > mostNodes) this.fail(`more than ${mostNodes} values in one document`)
  }

  protected bound(start: number): void {
    if (this.position - start > longestScalar) {
      this.fail('a text of more than 3 MiB, which no cluster takes', start)
    }
  }

  protected boundKey(start: number, end: number): void {
    const longer = end - start - (this.keyLengths[this.depth] ?? 0)
    if (longer <= 0) return
    this.keyLengths[this.depth] = end - start
    this.keysLength += longer
    if (this.keysLength > longestKeys)
      this.fail(`keys of more than ${longestKeys} characters, one below the other`, start)
  }

  protected enter(): void {
    this.count()
    if (++this.depth > maximumDepth) this.fail(`nested deeper than ${maximumDepth} levels`)
  }

  protected fail(message: string, offset = this.position): never {
    throw new Unreadable(offset, message)
  }
}

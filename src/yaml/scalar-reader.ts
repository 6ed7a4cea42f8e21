import {
  isBlank,
  isBreak,
  isEnd,
  isFlowIndicator,
  isWord,
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
  LESS,
  OPEN_BRACE,
  OPEN_BRACKET,
  PERCENT,
  PIPE,
  QUESTION,
  QUOTE,
  SPACE,
  STAR,
} from './character.ts'
import { QuotedReader } from './quoted-reader.ts'
import type { Alias, Mapping, Node, Scalar, Sequence } from './node.ts'

/** Anchor, tag, and where they start, in front of a node. */
export type NodeProperties = {
  anchor: string | undefined
  tag: string | undefined
  start: number
  line: number
}

/** Runs of characters that mean nothing but themselves in plain text. */
const inBlock = /[^\x00-\x1f:#\x7f-\uffff]+/y
const inFlow = /[^\x00-\x1f:#,[\]{}\x7f-\uffff]+/y

/** Reads text of every style, aliases, and what stands in front of a node. */
export class ScalarReader extends QuotedReader {
  readonly aliases: Alias[] = []
  protected readonly anchors = new Map<string, Node>()

  protected plain(indent: number, flow: boolean): Scalar {
    const start = this.position
    if (!this.startsPlain(flow)) this.fail(`"${this.source.charAt(start)}" cannot start a value`)
    let end = this.plainLine(flow)
    const line = this.line
    for (;;) {
      // Blanks and breaks behind the text so far; the cursor comes back here when no more text follows.
      const resume = { position: end, line: this.line }
      this.position = end
      for (; this.position < this.end; this.position++) {
        const code = this.skipGap()
        if (isBreak(code)) this.passBreak(this.position)
        else if (!isBlank(code)) break
      }
      const broke = this.line !== resume.line
      const stop =
        !broke ||
        this.position >= this.end ||
        this.at() === HASH ||
        (!flow && this.column() <= indent) ||
        this.isMarker() ||
        this.endsPlain(this.position, flow)
      if (stop) {
        this.position = resume.position
        this.line = resume.line
        break
      }
      end = this.plainLine(flow)
      if (this.line !== line && !flow && this.code(end) === COLON) {
        this.fail('text over several lines cannot be a key', start)
      }
    }
    return { type: 'scalar', style: 'plain', flow, start, end }
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
    if (code === COLON) {
      const next = this.code(position + 1)
      return isEnd(next) || (flow && isFlowIndicator(next))
    }
    return flow && isFlowIndicator(code)
  }

  protected startsPlain(flow: boolean): boolean {
    const code = this.at()
    switch (code) {
      case DASH:
        return !isEnd(this.code(this.position + 1))
      case QUESTION:
      case COLON: {
        const next = this.code(this.position + 1)
        return !isEnd(next) && !(flow && isFlowIndicator(next))
      }
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

  protected alias(): Alias {
    const start = this.position++
    const name = this.word()
    const alias: Alias = { type: 'alias', name, target: this.anchors.get(name), start, end: this.position }
    this.aliases.push(alias)
    return alias
  }

  /** Anchor and tag in front of a node, in either order. */
  protected prefix(): NodeProperties | undefined {
    let prefix: NodeProperties | undefined
    for (;;) {
      const code = this.at()
      if (code !== AMPERSAND && code !== BANG) return prefix
      prefix ??= { anchor: undefined, tag: undefined, start: this.position, line: this.line }
      const start = this.position++
      if (code === AMPERSAND) prefix.anchor = this.word()
      else {
        if (this.at() === LESS) while (this.position < this.end && !isEnd(this.at())) this.position++
        else
          while (this.position < this.end && !isEnd(this.at()) && !isFlowIndicator(this.at())) this.position++
        prefix.tag = this.source.slice(start, this.position)
      }
      while (this.position < this.end && isBlank(this.at())) this.position++
    }
  }

  protected word(): string {
    const start = this.position
    while (isWord(this.at())) this.position++
    if (start === this.position) this.fail('an anchor or alias without a name')
    return this.source.slice(start, this.position)
  }

  /** The node with its anchor and tag, which is remembered under its anchor. */
  protected dress<T extends Scalar | Mapping | Sequence>(node: T, prefix: NodeProperties | undefined): T {
    if (prefix === undefined) return node
    const dressed = { ...node, anchor: prefix.anchor, tag: prefix.tag }
    if (prefix.anchor !== undefined) this.anchors.set(prefix.anchor, dressed)
    return dressed
  }
}

export function emptyScalar(offset: number, flow = false): Scalar {
  return { type: 'scalar', style: 'plain', flow, start: offset, end: offset }
}

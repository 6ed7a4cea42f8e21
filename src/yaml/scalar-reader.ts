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
  TAB,
} from './character.ts'
import { fitsTag } from './scalar-type.ts'
import { QuotedReader } from './quoted-reader.ts'
import type { Alias, Mapping, Node, Scalar, Sequence } from './node.ts'

/** Anchor, tag, and where they start, in front of a node. */
export type NodeProperties = {
  anchor: string | undefined
  tag: string | undefined
  start: number
  line: number
  pending?: Pending
}

/** Stands for the value of an anchor until it is read. */
type Pending = { readonly type: 'pending' }

/** Runs of characters that mean nothing but themselves in plain text. */
const inBlock = /[^\x00-\x1f:#\x7f-\uffff]+/y
const inFlow = /[^\x00-\x1f:#,?[\]{}\x7f-\uffff]+/y

/** Reads text of every style, aliases, and what stands in front of a node. */
export class ScalarReader extends QuotedReader {
  readonly aliases: Alias[] = []
  protected readonly anchors = new Map<string, Node | Pending>()
  /** What the `%TAG` lines of a document make of the beginnings of tags. */
  protected readonly tagHandles = new Map<string, string>()

  protected plain(indent: number, flow: boolean): Scalar {
    const start = this.position
    if (!this.startsPlain(flow)) this.fail(`"${this.source.charAt(start)}" cannot start a value`)
    let end = this.plainLine(flow)
    const line = this.line
    for (;;) {
      const lineOfText = this.line
      this.position = end
      this.passBlanks(flow ? 0 : indent + 1)
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

  /** Over blanks and line breaks behind plain text. A tab in front of `column`, on a line of its own, is a fault. */
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

  protected alias(): Alias {
    const start = this.position++
    const name = this.word()
    if (!this.anchors.has(name)) this.fail(`nothing is anchored as "${name}"`, start)
    const target = this.anchors.get(name)
    if (target === undefined || target.type === 'pending')
      this.fail(`"*${name}" is inside of what it stands for`, start)
    const alias: Alias = { type: 'alias', name, target, start, end: this.position }
    this.aliases.push(alias)
    return alias
  }

  /** Anchor and tag in front of a node, in either order; `before` are those of an earlier line. */
  protected prefix(before?: NodeProperties): NodeProperties | undefined {
    let prefix = before
    for (;;) {
      const code = this.at()
      if (code !== AMPERSAND && code !== BANG) return prefix
      prefix ??= { anchor: undefined, tag: undefined, start: this.position, line: this.line }
      const start = this.position++
      if ((code === AMPERSAND ? prefix.anchor : prefix.tag) !== undefined)
        this.fail('two anchors or two tags in front of one value', start)
      if (code === AMPERSAND) {
        prefix.anchor = this.word()
        // Known from here on, and without a value until it is read to its end.
        this.anchors.set(prefix.anchor, (prefix.pending = { type: 'pending' }))
      } else prefix.tag = this.tag(start)
      while (this.position < this.end && isBlank(this.at())) this.position++
    }
  }

  /** A tag in its short form; the cursor is behind its `!`. */
  private tag(start: number): string {
    if (this.at() === LESS) {
      this.position = runEnd(tagCharacters, this.source, this.position + 1, this.end)
      if (this.code(this.position++) !== GREATER) this.fail('a tag without its ">"', start)
      if (!isEnd(this.at())) this.fail('text behind a tag', start)
      return shortTag(this.source.slice(start + 2, this.position - 1))
    }
    this.position = runEnd(tagCharacters, this.source, this.position, this.end)
    if (!isEnd(this.at())) this.fail('a character that no tag has', this.position)
    const written = this.source.slice(start, this.position)
    const [handle = '!'] = /^!(?:[A-Za-z0-9_-]*!)?/.exec(written) ?? []
    const meaning =
      this.tagHandles.get(handle) ?? (handle === '!' ? '!' : handle === '!!' ? longTag : undefined)
    if (meaning === undefined) this.fail(`"${handle}" is no tag handle here`, start)
    if (handle !== '!' && written === handle) this.fail('a tag without a name', start)
    return shortTag(meaning + written.slice(handle.length))
  }

  protected word(): string {
    const start = this.position
    while (isWord(this.at())) this.position++
    const code = this.at()
    if (start === this.position || !(isEnd(code) || behindName.has(code)))
      this.fail('an anchor or alias without a name', start)
    return this.source.slice(start, this.position)
  }

  /** The node with its anchor and tag, which is remembered under its anchor. */
  protected dress<T extends Scalar | Mapping | Sequence>(node: T, prefix: NodeProperties | undefined): T {
    if (prefix === undefined) return node
    const dressed = { ...node, anchor: prefix.anchor, tag: prefix.tag, prefix: prefix.start }
    if (dressed.type === 'scalar' && !fitsTag(this.source, dressed))
      this.fail(`the value is not what its tag ${prefix.tag ?? ''} says`, prefix.start)
    // Not where the same anchor was given again meanwhile, inside of the node.
    const known = prefix.anchor === undefined ? undefined : this.anchors.get(prefix.anchor)
    if (known !== undefined && (known === prefix.pending || known === node))
      this.anchors.set(prefix.anchor ?? '', dressed)
    return dressed
  }
}

const longTag = 'tag:yaml.org,2002:'

function shortTag(tag: string): string {
  return tag.startsWith(longTag) ? `!!${tag.slice(longTag.length)}` : tag
}

/** What may stand in a tag. */
const tagCharacters = /(?:[A-Za-z0-9_\-;/?:@&=+$,.!~*'()[\]]|%[0-9a-fA-F]{2})+/y

/** What may follow the name of an anchor or alias besides a blank. */
const behindName = new Set([QUESTION, COLON, COMMA, CLOSE_BRACKET, CLOSE_BRACE, PERCENT, AT, BACKTICK])

export function emptyScalar(offset: number, flow = false): Scalar {
  return { type: 'scalar', style: 'plain', flow, start: offset, end: offset }
}

import { isBlank, isBreak, isEnd } from './character.ts'
import type { Alias, Mapping, Node, Pair, Scalar, Sequence } from './node.ts'

/** Why a text cannot be read, and where. */
export type Fault = { readonly offset: number; readonly message: string }

export type Reading =
  { readonly roots: readonly Node[]; readonly aliases: readonly Alias[] } | { readonly fault: Fault }

/** Collections nested deeper than this are refused, as Go's YAML refuses them at 10,000. */
const maximumDepth = 1000

/**
 * Read YAML into nodes with spans, accepting what libyaml and its port to Go accept: YAML 1.1 as Kubernetes knows it.
 *
 * The rules that strict YAML 1.2 parsers have and these do not are left out on purpose: quoted text and flow collections
 * are not held to the indentation around them, and a key may be written twice (both pairs are kept, in order).
 * Source: scanner of https://github.com/yaml/libyaml, ported in https://github.com/yaml/go-yaml.
 *
 * `start` and `end` bound the text that is read; offsets are those of `source`. Joined documents (`---`, `...`) give one root each.
 */
export function read(source: string, start = 0, end = source.length): Reading {
  const reader = new Reader(source, start, end)
  try {
    return { roots: reader.stream(), aliases: reader.aliases }
  } catch (error) {
    if (error instanceof Unreadable) return { fault: { offset: error.offset, message: error.message } }
    throw error
  }
}

class Unreadable extends Error {
  readonly offset: number
  constructor(offset: number, message: string) {
    super(message)
    this.offset = offset
  }
}

/** Anchor, tag, and where they start, in front of a node. */
type Prefix = { anchor: string | undefined; tag: string | undefined; start: number; line: number }

/** The one place with state: a cursor over the text. */
class Reader {
  readonly aliases: Alias[] = []
  private readonly anchors = new Map<string, Node>()
  private readonly source: string
  private readonly end: number
  private position: number
  /** Offset where the cursor's line starts. */
  private line: number
  private depth = 0

  constructor(source: string, start: number, end: number) {
    this.source = source
    this.end = end
    this.position = start
    this.line = start === 0 ? 0 : this.lineStartBefore(start)
    if (start === 0 && source.charCodeAt(0) === 0xfeff) {
      this.position = 1
      this.line = 1
    }
  }

  stream(): Node[] {
    const roots: Node[] = []
    for (;;) {
      this.skip(false)
      while (this.at() === PERCENT && this.column() === 0) {
        this.skipLine()
        this.skip(false)
      }
      if (this.position >= this.end) return roots
      if (this.isMarker()) {
        const opens = this.at() === DASH
        this.position += 3
        if (!opens) continue
        this.skip(false)
        if (this.position >= this.end || this.isMarker()) continue
      }
      this.anchors.clear()
      roots.push(this.blockNode(-1, false, true, this.position))
      this.skip(false)
      if (this.position < this.end && !this.isMarker()) this.fail('unexpected text after the end of the document')
    }
  }

  /**
   * The node that follows in block context. `indent`: column of the collection it belongs to. `indentless`: a sequence
   * at that very column counts, as for the value of a key. `block`: a block collection may start on this line.
   * `empty`: where an empty node is said to stand.
   */
  private blockNode(indent: number, indentless: boolean, block: boolean, empty: number): Node {
    const line = this.line
    this.skip(false)
    let mayBlock = block || this.line !== line
    if (!this.belongs(indent, indentless)) return emptyScalar(empty)
    const prefix = this.prefix()
    if (prefix === undefined) return this.blockContent(indent, indentless, mayBlock, undefined, empty)
    const after = this.position
    this.skip(false)
    if (this.line === prefix.line) return this.blockContent(indent, indentless, mayBlock, prefix, after)
    mayBlock = true
    if (!this.belongs(indent, indentless)) return this.dress(emptyScalar(after), prefix)
    const inner = this.prefix()
    if (inner === undefined) {
      const node = this.blockContent(indent, indentless, mayBlock, undefined, after)
      return node.type === 'alias' ? node : this.dress(node, prefix)
    }
    const innerEnd = this.position
    this.skip(false)
    if (this.line !== inner.line) this.fail('two sets of anchors or tags in front of one value')
    const node = this.blockContent(indent, indentless, mayBlock, inner, innerEnd)
    if (node.type !== 'mapping' && node.type !== 'sequence') this.fail('two sets of anchors or tags in front of one value')
    return this.dress(node, prefix)
  }

  /** Whether the token at the cursor is part of a value that belongs to a collection at column `indent`. */
  private belongs(indent: number, indentless: boolean): boolean {
    if (this.position >= this.end || this.isMarker()) return false
    const column = this.column()
    return column > indent || (indentless && column === indent && this.isIndicator(DASH))
  }

  private blockContent(
    indent: number,
    indentless: boolean,
    block: boolean,
    prefix: Prefix | undefined,
    empty: number,
  ): Node {
    if (this.position >= this.end || !(this.belongs(indent, indentless) || prefix !== undefined)) {
      return this.dress(emptyScalar(empty), prefix)
    }
    const start = prefix?.start ?? this.position
    const column = start - this.line
    const code = this.at()
    if (code === DASH && this.isIndicator(DASH)) {
      if (!block) this.fail('a list cannot start here, on the line of its key')
      return this.dress(this.blockSequence(this.column()), prefix)
    }
    if ((code === QUESTION && this.isIndicator(QUESTION)) || (code === COLON && this.isIndicator(COLON))) {
      if (!block) this.fail('a mapping cannot start here, on the line of its key')
      return this.dress(this.blockMapping(this.column(), undefined), prefix)
    }
    if (code === PIPE || code === GREATER) return this.dress(this.blockScalar(indent), prefix)
    const line = this.line
    const node = this.inline(indent, false, prefix)
    if (this.isKey(line)) {
      if (!block) this.fail('a second ": " on one line: mapping values are not allowed here')
      return this.blockMapping(column, node)
    }
    return node
  }

  private blockSequence(column: number): Sequence {
    this.enter()
    const start = this.position
    const items: Node[] = []
    let end = start
    while (this.position < this.end && this.column() === column && this.isIndicator(DASH) && !this.isMarker()) {
      this.position++
      const item = this.blockNode(column, false, true, this.position)
      items.push(item)
      end = item.end
      this.skip(false)
    }
    if (this.position < this.end && this.column() > column && !this.isMarker()) {
      this.fail('this line is indented deeper than the list it follows')
    }
    this.depth--
    return { type: 'sequence', flow: false, column, items, start, end }
  }

  /** `first`: a key that was already read, its `:` comes next. */
  private blockMapping(column: number, first: Node | undefined): Mapping {
    this.enter()
    const start = first === undefined ? this.position : first.start
    const pairs: Pair[] = []
    let end = start
    let key = first
    for (;;) {
      let explicit = false
      if (key === undefined) {
        if (this.isIndicator(QUESTION)) {
          explicit = true
          this.position++
          key = this.blockNode(column, true, true, this.position)
          this.skip(false)
        } else if (this.isIndicator(COLON)) {
          key = emptyScalar(this.position)
        } else {
          const line = this.line
          const prefix = this.prefix()
          if (prefix !== undefined) this.skip(false)
          key = this.inline(column, false, prefix)
          if (!this.isKey(line)) this.fail('a key without ":"', key.start)
        }
      }
      let value: Node
      if (explicit && !(this.position < this.end && this.column() === column && this.isIndicator(COLON))) {
        value = emptyScalar(key.end)
      } else {
        this.position++
        value = this.blockNode(column, true, explicit, this.position)
      }
      pairs.push({ key, value })
      end = value.end
      key = undefined
      this.skip(false)
      if (this.position >= this.end || this.isMarker() || this.column() < column) break
      if (this.column() > column) this.fail('this line is indented deeper than the key it follows')
      if (this.isIndicator(DASH)) this.fail('a list item where a key was expected')
    }
    this.depth--
    return { type: 'mapping', flow: false, column, pairs, start, end }
  }

  /** Whether the node just read, which started on `line`, is followed by the `:` of a key. Moves to the `:`. */
  private isKey(line: number): boolean {
    if (this.line !== line) return false
    let position = this.position
    while (position < this.end && isBlank(this.source.charCodeAt(position))) position++
    if (this.source.charCodeAt(position) !== COLON || position >= this.end) return false
    if (!isEnd(this.code(position + 1))) return false
    this.position = position
    return true
  }

  /** A node that fits on one line: quoted, plain, alias or flow collection. */
  private inline(indent: number, flow: boolean, prefix: Prefix | undefined): Node {
    const code = this.at()
    if (code === STAR) return this.alias()
    return this.dress(this.bareInline(code, indent, flow), prefix)
  }

  private bareInline(code: number, indent: number, flow: boolean): Scalar | Mapping | Sequence {
    switch (code) {
      case QUOTE:
      case APOSTROPHE:
        return this.quoted(code, flow)
      case OPEN_BRACE:
        return this.flowMapping()
      case OPEN_BRACKET:
        return this.flowSequence()
      default:
        return this.plain(indent, flow)
    }
  }

  private quoted(quote: number, flow: boolean): Scalar {
    const start = this.position++
    for (; this.position < this.end; this.position++) {
      const code = this.source.charCodeAt(this.position)
      if (code === quote) {
        if (quote === QUOTE || this.code(this.position + 1) !== APOSTROPHE) {
          this.position++
          return { type: 'scalar', style: quote === QUOTE ? 'double' : 'single', flow, start, end: this.position }
        }
        this.position++
      } else if (code === BACKSLASH && quote === QUOTE) {
        this.position++
        if (isBreak(this.code(this.position))) this.passBreak(this.position)
      } else if (isBreak(code)) {
        this.passBreak(this.position)
        if (this.isMarkerAt(this.line)) this.fail('a document marker inside quoted text', start)
      }
    }
    return this.fail('quoted text without its closing quote', start)
  }

  /** Note that the line changes behind the break at `position`; the cursor stays on the break's last character. */
  private passBreak(position: number): void {
    if (this.source.charCodeAt(position) === RETURN && this.code(position + 1) === NEWLINE) position++
    this.position = position
    this.line = position + 1
  }

  private plain(indent: number, flow: boolean): Scalar {
    const start = this.position
    if (!this.startsPlain(flow)) this.fail(`"${this.source.charAt(start)}" cannot start a value`)
    let end = this.plainLine(flow)
    const line = this.line
    for (;;) {
      // Blanks and breaks behind the text so far; the cursor comes back here when no more text follows.
      const resume = { position: end, line: this.line }
      this.position = end
      let broke = false
      for (; this.position < this.end; this.position++) {
        const code = this.source.charCodeAt(this.position)
        if (isBreak(code)) {
          this.passBreak(this.position)
          broke = true
        } else if (!isBlank(code)) break
      }
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
  private plainLine(flow: boolean): number {
    let position = this.position
    let end = position
    for (; position < this.end; position++) {
      const code = this.source.charCodeAt(position)
      if (code <= SPACE || code >= 0x85) {
        if (isBreak(code)) break
        if (isBlank(code)) continue
      }
      if (code === HASH && position > end) break
      if (this.endsPlain(position, flow)) break
      end = position + 1
    }
    return end
  }

  private endsPlain(position: number, flow: boolean): boolean {
    const code = this.source.charCodeAt(position)
    if (code === COLON) {
      const next = this.code(position + 1)
      return isEnd(next) || (flow && isFlowIndicator(next))
    }
    return flow && isFlowIndicator(code)
  }

  private startsPlain(flow: boolean): boolean {
    const code = this.at()
    switch (code) {
      case DASH:
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

  private flowMapping(): Mapping {
    this.enter()
    const start = this.position++
    const pairs: Pair[] = []
    for (;;) {
      this.skipFlow(start)
      if (this.at() === CLOSE_BRACE) break
      const key = this.flowEntry(CLOSE_BRACE)
      pairs.push(key.type === 'pair' ? key.pair : { key: key.node, value: emptyScalar(key.node.end, true) })
      this.skipFlow(start)
      if (this.at() === COMMA) this.position++
      else if (this.at() !== CLOSE_BRACE) this.fail('"," or "}" was expected', this.position)
    }
    this.position++
    this.depth--
    return { type: 'mapping', flow: true, column: 0, pairs, start, end: this.position }
  }

  private flowSequence(): Sequence {
    this.enter()
    const start = this.position++
    const items: Node[] = []
    for (;;) {
      this.skipFlow(start)
      if (this.at() === CLOSE_BRACKET) break
      const entry = this.flowEntry(CLOSE_BRACKET)
      items.push(entry.type === 'node' ? entry.node : singlePair(entry.pair))
      this.skipFlow(start)
      if (this.at() === COMMA) this.position++
      else if (this.at() !== CLOSE_BRACKET) this.fail('"," or "]" was expected', this.position)
    }
    this.position++
    this.depth--
    return { type: 'sequence', flow: true, column: 0, items, start, end: this.position }
  }

  /** A node, or `key: value`, up to the comma or bracket behind it. */
  private flowEntry(close: number): { type: 'node'; node: Node } | { type: 'pair'; pair: Pair } {
    const opening = this.position
    let explicit = false
    if (this.at() === QUESTION && isEnd(this.code(this.position + 1))) {
      explicit = true
      this.position++
      this.skipFlow(opening)
    }
    const key = this.at() === COLON && this.endsPlain(this.position, true) ? emptyScalar(this.position, true) : this.flowNode(close)
    this.skipFlow(opening)
    if (this.at() !== COLON) {
      return explicit ? { type: 'pair', pair: { key, value: emptyScalar(key.end, true) } } : { type: 'node', node: key }
    }
    this.position++
    const behind = this.position
    this.skipFlow(opening)
    const value = this.at() === COMMA || this.at() === close ? emptyScalar(behind, true) : this.flowNode(close)
    return { type: 'pair', pair: { key, value } }
  }

  private flowNode(close: number): Node {
    const opening = this.position
    const prefix = this.prefix()
    if (prefix !== undefined) {
      this.skipFlow(opening)
      const code = this.at()
      if (code === COMMA || code === close || (code === COLON && this.endsPlain(this.position, true))) {
        return this.dress(emptyScalar(this.position, true), prefix)
      }
    }
    return this.inline(0, true, prefix)
  }

  private blockScalar(indent: number): Scalar {
    const start = this.position
    const style = this.at() === PIPE ? 'literal' : 'folded'
    this.position++
    let chomp: 'clip' | 'strip' | 'keep' = 'clip'
    let explicit = 0
    for (;;) {
      const code = this.at()
      if (code === PLUS) chomp = 'keep'
      else if (code === DASH) chomp = 'strip'
      else if (code > ZERO && code <= ZERO + 9) explicit = code - ZERO
      else break
      this.position++
    }
    while (isBlank(this.at())) this.position++
    if (this.at() === HASH) while (this.position < this.end && !isBreak(this.at())) this.position++
    if (this.position < this.end && !isBreak(this.at())) this.fail('text behind "|" or ">"')
    if (this.position >= this.end) {
      return { type: 'scalar', style, chomp, flow: false, start, end: this.position, body: this.position, indent: 0 }
    }
    this.passBreak(this.position)
    this.position++
    const body = this.position
    let columns = explicit === 0 ? 0 : Math.max(indent, 0) + explicit
    let end = body
    let lineStart = body
    while (lineStart < this.end) {
      let position = lineStart
      while (position < this.end && this.source.charCodeAt(position) === SPACE && (columns === 0 || position - lineStart < columns)) position++
      const blank = position >= this.end || isBreak(this.source.charCodeAt(position))
      if (!blank) {
        if (columns === 0) columns = Math.max(position - lineStart, indent + 1, 1)
        if (position - lineStart < columns) break
      }
      while (position < this.end && !isBreak(this.source.charCodeAt(position))) position++
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
    return { type: 'scalar', style, chomp, flow: false, start, end: Math.max(end, body), body, indent: columns }
  }

  private alias(): Alias {
    const start = this.position++
    const name = this.word()
    const alias: Alias = { type: 'alias', name, target: this.anchors.get(name), start, end: this.position }
    this.aliases.push(alias)
    return alias
  }

  /** Anchor and tag in front of a node, in either order. */
  private prefix(): Prefix | undefined {
    let prefix: Prefix | undefined
    for (;;) {
      const code = this.at()
      if (code !== AMPERSAND && code !== BANG) return prefix
      prefix ??= { anchor: undefined, tag: undefined, start: this.position, line: this.line }
      const start = this.position++
      if (code === AMPERSAND) prefix.anchor = this.word()
      else {
        if (this.at() === LESS) while (this.position < this.end && !isEnd(this.at())) this.position++
        else while (this.position < this.end && !isEnd(this.at()) && !isFlowIndicator(this.at())) this.position++
        prefix.tag = this.source.slice(start, this.position)
      }
      while (this.position < this.end && isBlank(this.at())) this.position++
    }
  }

  private word(): string {
    const start = this.position
    while (isWord(this.at())) this.position++
    if (start === this.position) this.fail('an anchor or alias without a name')
    return this.source.slice(start, this.position)
  }

  /** The node with its anchor and tag, which is remembered under its anchor. */
  private dress<T extends Scalar | Mapping | Sequence>(node: T, prefix: Prefix | undefined): T {
    if (prefix === undefined) return node
    const dressed = { ...node, anchor: prefix.anchor, tag: prefix.tag }
    if (prefix.anchor !== undefined) this.anchors.set(prefix.anchor, dressed)
    return dressed
  }

  /** Over blanks, comments and line breaks to the next token. */
  private skip(flow: boolean): void {
    for (; this.position < this.end; this.position++) {
      const code = this.source.charCodeAt(this.position)
      if (code === SPACE) continue
      if (code === TAB) {
        if (!flow && this.isIndentation()) this.tabbedLine()
      } else if (code === HASH) {
        while (this.position + 1 < this.end && !isBreak(this.source.charCodeAt(this.position + 1))) this.position++
      } else if (isBreak(code)) this.passBreak(this.position)
      else return
    }
  }

  private skipFlow(opening: number): void {
    this.skip(true)
    if (this.position >= this.end) this.fail('"[" or "{" without its closing bracket', opening)
    if (this.isMarker()) this.fail('a document marker inside "[" or "{"', opening)
  }

  private isIndentation(): boolean {
    for (let position = this.line; position < this.position; position++) {
      if (!isBlank(this.source.charCodeAt(position))) return false
    }
    return true
  }

  /** A tab in the indentation is harmless on a line without text, and an error elsewhere. */
  private tabbedLine(): void {
    let position = this.position
    while (position < this.end && isBlank(this.source.charCodeAt(position))) position++
    if (position >= this.end) return
    const code = this.source.charCodeAt(position)
    if (!isBreak(code) && code !== HASH) this.fail('a tab in the indentation')
  }

  private skipLine(): void {
    while (this.position < this.end && !isBreak(this.at())) this.position++
  }

  private isIndicator(code: number): boolean {
    return this.source.charCodeAt(this.position) === code && isEnd(this.code(this.position + 1))
  }

  private isMarker(): boolean {
    return this.position === this.line && this.isMarkerAt(this.position)
  }

  /** `---` or `...` with nothing or a blank behind it, at the start of a line. */
  private isMarkerAt(position: number): boolean {
    const code = this.code(position)
    if (code !== DASH && code !== DOT) return false
    return this.code(position + 1) === code && this.code(position + 2) === code && isEnd(this.code(position + 3))
  }

  private at(): number {
    return this.code(this.position)
  }

  /** The character at a position; NaN behind the end, which `isEnd` takes for a blank. */
  private code(position: number): number {
    return position < this.end ? this.source.charCodeAt(position) : NaN
  }

  private column(): number {
    return this.position - this.line
  }

  private lineStartBefore(position: number): number {
    while (position > 0 && !isBreak(this.source.charCodeAt(position - 1))) position--
    return position
  }

  private enter(): void {
    if (++this.depth > maximumDepth) this.fail(`nested deeper than ${maximumDepth} levels`)
  }

  private fail(message: string, offset = this.position): never {
    throw new Unreadable(offset, message)
  }
}

function emptyScalar(offset: number, flow = false): Scalar {
  return { type: 'scalar', style: 'plain', flow, start: offset, end: offset }
}

function singlePair(pair: Pair): Mapping {
  return { type: 'mapping', flow: true, column: 0, pairs: [pair], start: pair.key.start, end: pair.value.end }
}

function isFlowIndicator(code: number): boolean {
  return code === COMMA || code === OPEN_BRACKET || code === CLOSE_BRACKET || code === OPEN_BRACE || code === CLOSE_BRACE
}

/** Letters, digits, `_` and `-`: what Go's YAML takes for the name of an anchor. */
function isWord(code: number): boolean {
  const letter = code | 0x20
  return (letter >= 0x61 && letter <= 0x7a) || (code >= ZERO && code <= ZERO + 9) || code === 0x5f || code === DASH
}

const TAB = 0x09
const NEWLINE = 0x0a
const RETURN = 0x0d
const SPACE = 0x20
const BANG = 0x21
const QUOTE = 0x22
const HASH = 0x23
const PERCENT = 0x25
const AMPERSAND = 0x26
const APOSTROPHE = 0x27
const STAR = 0x2a
const PLUS = 0x2b
const COMMA = 0x2c
const DASH = 0x2d
const DOT = 0x2e
const ZERO = 0x30
const COLON = 0x3a
const LESS = 0x3c
const GREATER = 0x3e
const QUESTION = 0x3f
const AT = 0x40
const OPEN_BRACKET = 0x5b
const BACKSLASH = 0x5c
const CLOSE_BRACKET = 0x5d
const BACKTICK = 0x60
const OPEN_BRACE = 0x7b
const PIPE = 0x7c
const CLOSE_BRACE = 0x7d

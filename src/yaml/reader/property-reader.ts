import {
  isBlank,
  isEnd,
  isWord,
  runEnd,
  AMPERSAND,
  AT,
  BACKTICK,
  BANG,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  GREATER,
  LESS,
  PERCENT,
  QUESTION,
} from '../character.ts'
import type { Mapping, Node, Scalar, Sequence } from '../node.ts'
import type { Alias } from '../alias.ts'
import { PlainReader } from './plain-reader.ts'
import { fitsTag } from '../scalar-type.ts'

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

/** Reads anchors, tags and aliases, and the lines that say what tags mean. */
export class PropertyReader extends PlainReader {
  readonly aliases: Alias[] = []
  protected readonly anchors = new Map<string, Node | Pending>()
  /** What the `%TAG` lines of a document make of the beginnings of tags. */
  private readonly tagHandles = new Map<string, string>()

  /** Over the `%` lines in front of a document; whether there are any. */
  protected directives(isOne = false): boolean {
    const { position } = this
    this.tagHandles.clear()
    for (let version = false; this.isDirective(); this.skip(false)) {
      const start = this.position
      this.skipLine()
      const line = this.source.slice(start, this.position)
      const [, handle, meaning] =
        /^%TAG[ \t]+(!(?:[A-Za-z0-9_-]*!)?)[ \t]+([^ \t]+)[ \t]*(?:#.*)?$/.exec(line) ?? []
      if (handle !== undefined && meaning !== undefined && !this.tagHandles.has(handle)) {
        this.tagHandles.set(handle, meaning)
      } else if (!version && /^%YAML[ \t]+0?1\.0?1[ \t]*(?:#.*)?$/.test(line)) version = true
      else this.fail('a "%" line that YAML 1.1 does not know', start)
      if (isOne) return true
    }
    return this.position > position
  }

  protected alias(): Alias {
    const start = this.position
    const name = this.aliasName()
    if (!this.anchors.has(name)) this.fail(`nothing is anchored as "${name}"`, start)
    const target = this.anchors.get(name)
    if (target === undefined || target.type === 'pending')
      this.fail(`"*${name}" is inside its own anchor`, start)
    const alias: Alias = { type: 'alias', name, target, start, end: this.position }
    this.aliases.push(alias)
    return alias
  }

  protected aliasName(): string {
    this.position++
    return this.word()
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

  /** A tag in its short form; the cursor is after its `!`. */
  private tag(start: number): string {
    if (this.at() === LESS) {
      this.position = runEnd(tagCharacters, this.source, this.position + 1, this.end)
      if (this.code(this.position++) !== GREATER) this.fail('a tag without its ">"', start)
      if (!isEnd(this.at())) this.fail('text after a tag', start)
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
  protected withProperties<T extends Scalar | Mapping | Sequence>(
    node: T,
    prefix: NodeProperties | undefined,
  ): T {
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

/** What may be in a tag. */
const tagCharacters = /(?:[A-Za-z0-9_\-;/?:@&=+$,.!~*'()[\]]|%[0-9a-fA-F]{2})+/y

/** What may follow the name of an anchor or alias besides a blank. */
const behindName = new Set([QUESTION, COLON, COMMA, CLOSE_BRACKET, CLOSE_BRACE, PERCENT, AT, BACKTICK])

import {
  APOSTROPHE,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  LESS,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUESTION,
  QUOTE,
  STAR,
} from '../character.ts'
import { longestKey } from './cursor.ts'
import { isMerge } from '../merge.ts'
import { startOf, type Mapping, type Node, type Pair, type Scalar, type Sequence } from '../node.ts'
import { resolve } from '../alias.ts'
import { isInfinite } from '../scalar-type.ts'
import { isNull } from '../scalar.ts'
import { emptyScalar } from './plain-reader.ts'
import { PropertyReader, type NodeProperties } from './property-reader.ts'

/** Reads flow collections, `[]` and `{}`, and every node that fits on one line. */
export class FlowReader extends PropertyReader {
  /** A node that fits on one line: quoted, plain, alias or flow collection. */
  protected inline(indent: number, flow: boolean, prefix: NodeProperties | undefined): Node {
    this.count()
    const code = this.at()
    if (code === STAR) {
      if (prefix !== undefined) this.fail('an alias cannot have an anchor or a tag', prefix.start)
      return this.alias()
    }
    // A key of which nothing but its tag is written.
    if (prefix !== undefined && this.isIndicator(COLON))
      return this.withProperties(emptyScalar(this.position, flow), prefix)
    const node = this.bareInline(code, indent, flow)
    if (node.type === 'scalar') this.bound(node.start)
    return this.withProperties(node, prefix)
  }

  protected bareInline(code: number, indent: number, flow: boolean): Scalar | Mapping | Sequence {
    switch (code) {
      case QUOTE:
      case APOSTROPHE:
        return this.quoted(code, flow)
      case OPEN_BRACE:
      case OPEN_BRACKET:
        if (!flow) this.blockIndent = indent
        return code === OPEN_BRACE ? this.flowMapping() : this.flowSequence()
      default:
        return this.plain(indent, flow)
    }
  }

  protected flowMapping(): Mapping {
    this.enter()
    const start = this.position++
    const pairs: Pair[] = []
    for (;;) {
      this.skipFlow(start)
      if (this.at() === CLOSE_BRACE) break
      const key = this.flowEntry(CLOSE_BRACE)
      pairs.push(
        key.type === 'pair'
          ? key.pair
          : this.pair(startOf(key.node), key.node, emptyScalar(key.node.end, true)),
      )
      this.skipFlow(start)
      if (this.at() === COMMA) this.position++
      else if (this.at() !== CLOSE_BRACE) this.fail('"," or "}" was expected', this.position)
    }
    this.position++
    this.depth--
    return this.checked({ type: 'mapping', flow: true, column: 0, pairs, start, end: this.position })
  }

  protected flowSequence(): Sequence {
    this.enter()
    const start = this.position++
    const items: Node[] = []
    for (;;) {
      this.skipFlow(start)
      if (this.at() === CLOSE_BRACKET) break
      const entry = this.flowEntry(CLOSE_BRACKET)
      items.push(entry.type === 'node' ? this.finite(entry.node) : this.checked(singlePair(entry.pair)))
      this.skipFlow(start)
      if (this.at() === COMMA) this.position++
      else if (this.at() !== CLOSE_BRACKET) this.fail('"," or "]" was expected', this.position)
    }
    this.position++
    this.depth--
    return { type: 'sequence', flow: true, column: 0, items, start, end: this.position }
  }

  /** A node, or `key: value`, up to the comma or bracket after it. */
  protected flowEntry(close: number): { type: 'node'; node: Node } | { type: 'pair'; pair: Pair } {
    const opening = this.position
    const isExplicit = this.at() === QUESTION
    const { line } = this
    if (isExplicit) {
      this.position++
      this.skipFlow(opening)
    }
    const isEmpty = isExplicit && (this.at() === COLON || this.at() === COMMA || this.at() === close)
    const key = isEmpty ? emptyScalar(this.position, true) : this.flowNode(close)
    this.skipFlow(opening)
    if (this.at() !== COLON) {
      return isExplicit
        ? { type: 'pair', pair: this.pair(opening, key, emptyScalar(key.end, true)) }
        : { type: 'node', node: key }
    }
    if (!isExplicit && (this.line !== line || this.position - opening > longestKey) && !this.isJson)
      this.fail('a key and its ":" have to be on one line, and not too far from each other', opening)
    this.position++
    const behind = this.position
    this.skipFlow(opening)
    const value =
      this.at() === COMMA || this.at() === close ? emptyScalar(behind, true) : this.flowNode(close)
    return { type: 'pair', pair: this.pair(opening, key, value) }
  }

  protected flowNode(close: number): Node {
    const opening = this.position
    let prefix = this.prefix()
    if (prefix !== undefined) {
      this.skipFlow(opening)
      prefix = this.prefix(prefix)
      this.skipFlow(opening)
      const code = this.at()
      if (code === COMMA || code === close || code === COLON) {
        return this.withProperties(emptyScalar(this.position, true), prefix)
      }
    }
    return this.inline(this.blockIndent, true, prefix)
  }

  /** A pair whose key can be one in JSON. */
  protected pair(start: number, key: Node, value: Node): Pair {
    const resolved = resolve(key)
    if (resolved?.type !== 'scalar') this.fail('a list or mapping cannot be a key', start)
    if (isNull(this.source, resolved)) this.fail('nothing cannot be a key', start)
    this.boundKey(key.start, key.end)
    return { start, key, value: this.finite(value) }
  }

  /** A value that JSON can hold. */
  protected finite(node: Node): Node {
    if (node.type === 'scalar' && isInfinite(this.source, node))
      this.fail('a number that is infinite, or none')
    return node
  }

  /** The mapping, when what its merges bring in are mappings. */
  protected checked(mapping: Mapping): Mapping {
    let merges = false
    for (const pair of mapping.pairs) {
      const { key } = pair
      if (key.type === 'scalar' && key.style === 'plain' && this.source.charCodeAt(key.start) !== LESS)
        continue
      if (!isMerge(this.source, pair)) continue
      merges = true
      const { value } = pair
      const bases = value.type === 'sequence' ? value.items : [value]
      if (bases.some(base => resolve(base)?.type !== 'mapping'))
        this.fail('"<<" needs a mapping, or a list of them', pair.start)
    }
    return merges ? { ...mapping, merges } : mapping
  }

  protected skipFlow(opening: number): void {
    this.skip(true)
    if (this.position >= this.end) this.fail('"[" or "{" without its closing bracket', opening)
    if (this.isMarker()) this.fail('a document marker inside "[" or "{"', opening)
  }
}

function singlePair(pair: Pair): Mapping {
  return { type: 'mapping', flow: true, column: 0, pairs: [pair], start: pair.start, end: pair.value.end }
}

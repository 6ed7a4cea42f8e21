import {
  isEnd,
  APOSTROPHE,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUESTION,
  QUOTE,
  STAR,
} from './character.ts'
import type { Mapping, Node, Pair, Scalar, Sequence } from './node.ts'
import { emptyScalar, ScalarReader, type NodeProperties } from './scalar-reader.ts'

/** Reads what stands inside `[]` and `{}`, and every node that can stand on one line. */
export class FlowReader extends ScalarReader {
  /** A node that fits on one line: quoted, plain, alias or flow collection. */
  protected inline(indent: number, flow: boolean, prefix: NodeProperties | undefined): Node {
    this.count()
    const code = this.at()
    if (code === STAR) return this.alias()
    const node = this.bareInline(code, indent, flow)
    if (node.type === 'scalar') this.bound(node.start)
    return this.dress(node, prefix)
  }

  protected bareInline(code: number, indent: number, flow: boolean): Scalar | Mapping | Sequence {
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

  protected flowMapping(): Mapping {
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

  protected flowSequence(): Sequence {
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
  protected flowEntry(close: number): { type: 'node'; node: Node } | { type: 'pair'; pair: Pair } {
    const opening = this.position
    let explicit = false
    if (this.at() === QUESTION && isEnd(this.code(this.position + 1))) {
      explicit = true
      this.position++
      this.skipFlow(opening)
    }
    const key =
      this.at() === COLON && this.endsPlain(this.position, true)
        ? emptyScalar(this.position, true)
        : this.flowNode(close)
    this.skipFlow(opening)
    if (this.at() !== COLON) {
      return explicit
        ? { type: 'pair', pair: { key, value: emptyScalar(key.end, true) } }
        : { type: 'node', node: key }
    }
    this.position++
    const behind = this.position
    this.skipFlow(opening)
    const value =
      this.at() === COMMA || this.at() === close ? emptyScalar(behind, true) : this.flowNode(close)
    return { type: 'pair', pair: { key, value } }
  }

  protected flowNode(close: number): Node {
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

  protected skipFlow(opening: number): void {
    this.skip(true)
    if (this.position >= this.end) this.fail('"[" or "{" without its closing bracket', opening)
    if (this.isMarker()) this.fail('a document marker inside "[" or "{"', opening)
  }
}

function singlePair(pair: Pair): Mapping {
  return { type: 'mapping', flow: true, column: 0, pairs: [pair], start: pair.key.start, end: pair.value.end }
}

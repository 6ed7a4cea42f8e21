import { isBlank, isEnd, AMPERSAND, BANG, COLON, DASH, GREATER, PIPE, QUESTION } from '../character.ts'
import { LineReader } from './line-reader.ts'
import { startOf, type Mapping, type Node, type Pair, type Sequence } from '../node.ts'
import { emptyScalar } from './plain-reader.ts'
import type { NodeProperties } from './property-reader.ts'
import { longestKey } from './cursor.ts'

/** Reads block collections, which indentation delimits. */
export class BlockReader extends LineReader {
  /**
   * The node that follows in block context. `indent`: column of the collection it belongs to. `indentless`: a sequence
   * at that very column counts, as for the value of a key. `block`: a block collection may start on this line.
   * `empty`: the offset that an empty node gets.
   */
  protected blockNode(indent: number, indentless: boolean, block: boolean, empty: number): Node {
    const line = this.line
    this.skip(false, block)
    const mayBlock = block || this.line !== line
    if (!this.belongs(indent, indentless)) return emptyScalar(empty)
    const code = this.source.charCodeAt(this.position)
    const prefix = code === AMPERSAND || code === BANG ? this.prefix() : undefined
    if (prefix === undefined) return this.blockContent(indent, mayBlock, undefined, empty)
    const after = this.position
    this.skip(false)
    if (this.line === prefix.line) return this.blockContent(indent, mayBlock, prefix, after)
    if (!this.belongs(indent, indentless)) return this.withProperties(emptyScalar(after), prefix)
    const inner = this.prefix()
    if (inner === undefined) {
      const node = this.blockContent(indent, true, undefined, after)
      if (node.type === 'alias') this.fail('an alias cannot have an anchor or a tag', prefix.start)
      return this.withProperties(node, prefix)
    }
    const innerEnd = this.position
    this.skip(false)
    const isOnLine = this.line === inner.line
    const isTwice =
      (prefix.anchor !== undefined && inner.anchor !== undefined) ||
      (prefix.tag !== undefined && inner.tag !== undefined)
    if (isTwice && indent < 0 && !isOnLine) return this.emptyBefore(after, prefix)
    const isThere = isOnLine || this.belongs(indent, indentless)
    const node = isThere
      ? this.blockContent(indent, true, isOnLine ? inner : undefined, innerEnd)
      : emptyScalar(innerEnd)
    // On the line of a collection, the inner ones are those of its first key or item.
    if (isOnLine && (node.type === 'mapping' || node.type === 'sequence'))
      return this.withProperties(node, prefix)
    if (isTwice && indent < 0) return this.emptyBefore(after, prefix)
    if (node.type === 'alias' || isTwice)
      this.fail('two sets of anchors or tags in front of one value', inner.start)
    const anchor = prefix.anchor ?? inner.anchor
    const pending = prefix.pending ?? inner.pending
    const both = { ...prefix, anchor, tag: prefix.tag ?? inner.tag }
    return this.withProperties(node, pending === undefined ? both : { ...both, pending })
  }

  /** An empty document, where two sets of anchors or tags begin it: Kubernetes ignores what comes from the second one on. */
  private emptyBefore(position: number, prefix: NodeProperties): Node {
    this.position = position
    this.line = prefix.line
    return this.withProperties(emptyScalar(position), prefix)
  }

  /** Whether the token at the cursor is part of a value that belongs to a collection at column `indent`. */
  protected belongs(indent: number, indentless: boolean): boolean {
    if (this.isAtEnd()) return false
    const column = this.position - this.line
    if (column !== indent) return column > indent
    return (indentless && this.isIndicator(DASH)) || this.at() === PIPE || this.at() === GREATER
  }

  /** What is at the cursor, which belongs to the collection around it. */
  protected blockContent(
    indent: number,
    block: boolean,
    prefix: NodeProperties | undefined,
    empty: number,
  ): Node {
    if (this.position >= this.end) return this.withProperties(emptyScalar(empty), prefix)
    const start = prefix?.start ?? this.position
    const column = start - this.line
    const code = this.source.charCodeAt(this.position)
    if (code === DASH && this.isIndicator(DASH)) {
      if (!block || prefix?.line === this.line) this.fail('a list cannot start here, on the line of its key')
      return this.withProperties(this.blockSequence(this.column()), prefix)
    }
    if (code === QUESTION && this.isIndicator(QUESTION)) {
      if (!block || prefix?.line === this.line)
        this.fail('a mapping cannot start here, on the line of its key')
      return this.withProperties(this.blockMapping(this.column(), undefined), prefix)
    }
    if (code === PIPE || code === GREATER) {
      const scalar = this.blockScalar(indent)
      this.bound(scalar.start)
      return this.withProperties(scalar, prefix)
    }
    if (block && prefix === undefined) {
      const keyEnd = this.simpleKeyEnd()
      if (keyEnd > this.position) return this.blockMapping(column, undefined, keyEnd)
    }
    const line = this.line
    const node = this.inline(indent, false, prefix)
    if (this.isKey(line)) {
      if (!block) this.fail('a second ": " on one line: mapping values are not allowed here')
      return this.blockMapping(column, node)
    }
    return node
  }

  protected blockSequence(column: number): Sequence {
    this.enter()
    const start = this.position
    const items: Node[] = []
    let end = start
    while (this.position - this.line === column && !this.isAtEnd() && this.isIndicator(DASH)) {
      this.position++
      const item = this.simpleText(column) ?? this.blockNode(column, false, true, this.position)
      items.push(this.finite(item))
      end = item.end
      this.skip(false)
    }
    if (this.position < this.end && this.column() > column && !this.isMarker()) {
      this.fail('this line is indented deeper than the list it follows')
    }
    this.depth--
    return { type: 'sequence', flow: false, column, items, start, end }
  }

  /** `first`: a key that was already read, its `:` comes next. `firstEnd`: where the first key ends, a simple one. */
  protected blockMapping(column: number, first: Node | undefined, firstEnd?: number): Mapping {
    this.enter()
    const start = first === undefined ? this.position : first.start
    const pairs: Pair[] = []
    let end = start
    let key = first
    for (;;) {
      let explicit = false
      const pairStart = key === undefined ? this.position : startOf(key)
      if (key === undefined) {
        const keyEnd = pairs.length === 0 && firstEnd !== undefined ? firstEnd : this.simpleKeyEnd()
        explicit = keyEnd <= this.position && this.isIndicator(QUESTION)
        key =
          keyEnd > this.position
            ? this.simpleKey(keyEnd)
            : explicit
              ? this.explicitKey(column)
              : this.inlineKey(column)
      }
      let value: Node
      if (explicit && !(this.position < this.end && this.column() === column && this.isIndicator(COLON))) {
        value = emptyScalar(key.end)
      } else {
        if (!explicit && this.position - pairStart > longestKey)
          this.fail('a key that is too long', pairStart)
        this.position++
        value = this.simpleText(column) ?? this.blockNode(column, true, explicit, this.position)
      }
      pairs.push(this.pair(pairStart, key, value))
      end = value.end
      key = undefined
      this.skip(false)
      if (this.isAtEnd()) break
      const next = this.position - this.line
      if (next < column) break
      if (next > column) this.fail('this line is indented deeper than the key it follows')
      if (this.source.charCodeAt(this.position) === DASH && this.isIndicator(DASH))
        this.fail('a list item where a key was expected')
    }
    this.depth--
    return this.checked({ type: 'mapping', flow: false, column, pairs, start, end })
  }

  /** A key behind `?`. */
  private explicitKey(column: number): Node {
    this.position++
    const key = this.blockNode(column, true, true, this.position)
    this.skip(false)
    return key
  }

  /** A key with quotes, brackets, an anchor or a tag. */
  private inlineKey(column: number): Node {
    const { line } = this
    const prefix = this.prefix()
    if (prefix !== undefined) this.skip(false)
    const key = this.inline(column, false, prefix)
    if (!this.isKey(line)) this.fail('a key without ":"', key.start)
    return key
  }

  /** Whether the node just read, which started on `line`, is followed by the `:` of a key. Moves to the `:`. */
  protected isKey(line: number): boolean {
    if (this.line !== line) return false
    let position = this.position
    while (position < this.end && isBlank(this.source.charCodeAt(position))) position++
    if (this.source.charCodeAt(position) !== COLON || position >= this.end) return false
    if (!isEnd(this.code(position + 1))) return false
    this.position = position
    return true
  }
}

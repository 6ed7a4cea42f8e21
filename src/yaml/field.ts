/** YAML as Kubernetes reads it: each value together with the text that holds it. */
import { keyOf, pairOf, pairsOf, textAt, textOf } from './lookup.ts'
import { allBasesOf } from './merge.ts'
import type { Mapping, Node, Scalar, Sequence } from './node.ts'
import { resolve, type Alias } from './alias.ts'
import { joinIndex, joinKey } from './path.ts'
import { replaceNode, replaceScalar } from './replace.ts'
import { isNull } from './scalar.ts'
import type { Text } from './text.ts'

/**
 * A value in a document, together with its text: the one handle to look below a node, to read its value
 * and to tell its place. Cheap to make and made on demand; paths are built only when needed.
 */
export class Field {
  /** The text that holds the node. */
  readonly inText: Text
  /** The node as it is written: it may be an alias. */
  readonly node: Node
  private readonly above: Field | undefined
  /** The key or index below `above`; for a root, its path. */
  private readonly step: string | number
  /** The path, computed on first use. */
  private known: string | undefined

  private constructor(inText: Text, node: Node, above: Field | undefined, step: string | number) {
    this.inText = inText
    this.node = node
    this.above = above
    this.step = step
    this.known = undefined
  }

  /** The root of a document, or a node whose path is known already. */
  static of(inText: Text, node: Node, path = ''): Field {
    return new Field(inText, node, undefined, path)
  }

  /** The node, or what its alias stands for; undefined for an alias of nothing. */
  get resolved(): Exclude<Node, Alias> | undefined {
    const { node } = this
    return node.type === 'alias' ? resolve(node) : node
  }

  get mapping(): Mapping | undefined {
    const { node } = this
    if (node.type === 'mapping') return node
    const value = node.type === 'alias' ? resolve(node) : undefined
    return value?.type === 'mapping' ? value : undefined
  }

  get sequence(): Sequence | undefined {
    const { node } = this
    if (node.type === 'sequence') return node
    const value = node.type === 'alias' ? resolve(node) : undefined
    return value?.type === 'sequence' ? value : undefined
  }

  get scalar(): Scalar | undefined {
    const value = this.resolved
    return value?.type === 'scalar' ? value : undefined
  }

  /** The alias that is written here, if one is. */
  get alias(): Alias | undefined {
    return this.node.type === 'alias' ? this.node : undefined
  }

  /** Whether it is a scalar that says nothing: empty, `~` or `null`. */
  get isNull(): boolean {
    const { scalar } = this
    return scalar !== undefined && isNull(this.inText.source, scalar)
  }

  /** Whether nothing is known above it: the root of a document, of a manifest or of a text. */
  get isRoot(): boolean {
    return this.above === undefined
  }

  /** Whether it is an item of a list. */
  get isItem(): boolean {
    return typeof this.step === 'number'
  }

  /** A node below, whose key or index is known. */
  child(node: Node, step: string | number): Field {
    return new Field(this.inText, node, this, step)
  }

  /** What counts under a key, as Kubernetes reads it: the last pair, merges (`<<`) in their order. */
  get(key: string): Field | undefined {
    const { mapping } = this
    if (mapping === undefined) return undefined
    const pair = pairOf(this.inText.source, mapping, key)
    return pair === undefined ? undefined : new Field(this.inText, pair.value, this, key)
  }

  /** Every value that is written under a key: all of them are relocated, whichever of them counts. */
  all(key: string): readonly Field[] {
    const { mapping } = this
    if (mapping === undefined) return []
    return pairsOf(this.inText.source, mapping, key).map(
      pair => new Field(this.inText, pair.value, this, key),
    )
  }

  /** The items of a list; none for everything else. */
  get items(): readonly Field[] {
    return this.sequence?.items.map((item, index) => new Field(this.inText, item, this, index)) ?? []
  }

  /** One item of a list: `items[index]`, without a handle for each of the others. */
  item(index: number): Field | undefined {
    const node = this.sequence?.items[index]
    return node === undefined ? undefined : new Field(this.inText, node, this, index)
  }

  /** The pairs of a mapping as they are written, merges not followed; keys that are no texts are left out. */
  get entries(): readonly (readonly [key: string, value: Field])[] {
    const { mapping, inText } = this
    if (mapping === undefined) return []
    return mapping.pairs.flatMap(pair => {
      const key = keyOf(inText.source, pair)
      return key === undefined ? [] : [[key, new Field(inText, pair.value, this, key)] as const]
    })
  }

  /** What the keys of a mapping are called, as they are written, merges not followed; undefined for one that is no text. */
  get keys(): readonly (string | undefined)[] {
    const keys: (string | undefined)[] = []
    for (const pair of this.mapping?.pairs ?? []) keys.push(keyOf(this.inText.source, pair))
    return keys
  }

  /** The same with the keys that merges (`<<`) bring in, each once; the list of `keys` itself where no merge is. */
  get keysWithMerged(): readonly (string | undefined)[] {
    const { keys, mapping, inText } = this
    if (mapping?.merges !== true) return keys
    const bases = [...allBasesOf(inText.source, mapping)].flatMap(base => Field.of(inText, base).keys)
    return [...new Set([...keys, ...bases])]
  }

  /** What the scalar under a key says: `get(key)?.text`, without a handle for what is only read. */
  textAt(key: string): string | undefined {
    return textAt(this.inText.source, this.mapping, key)
  }

  /** What a scalar says; undefined for null, and for what is no scalar. */
  get text(): string | undefined {
    return textOf(this.inText.source, this.node)
  }

  /** The address in the manifest, as in `spec/template/spec/containers[0]/image`. */
  get path(): string {
    return (this.known ??= this.joined())
  }

  private joined(): string {
    if (this.above === undefined) return String(this.step)
    return typeof this.step === 'number'
      ? joinIndex(this.above.path, this.step)
      : joinKey(this.above.path, this.step)
  }

  /** Where the node begins, as an offset in the stream. */
  get start(): number {
    return this.inText.toStream(this.node.start)
  }

  /**
   * The change of `inText.source` that writes a text here, in the style of the scalar that is replaced. An alias is
   * replaced where it is written, so that nothing else that shares its value changes.
   */
  replace(text: string): { readonly start: number; readonly end: number; readonly text: string } {
    const { node } = this
    const value = this.resolved
    const isFlow = node.type === 'scalar' ? node.flow : value !== undefined && 'flow' in value && value.flow
    return replaceNode(this.inText.source, node, text, isFlow)
  }

  /** The change that writes a value here that is YAML already, such as `null`. */
  write(value: string): { readonly start: number; readonly end: number; readonly text: string } {
    const { node } = this
    if (node.type === 'scalar') return replaceScalar(this.inText.source, node, value)
    return { start: node.start, end: node.end, text: value }
  }
}

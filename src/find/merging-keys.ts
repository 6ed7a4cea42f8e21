import { Field } from '../yaml/field.ts'
import { allBasesOf } from '../yaml/merge.ts'
import type { Mapping, Node } from '../yaml/node.ts'
import type { Text } from '../yaml/text.ts'

/** Keys of a mapping; undefined for one that is no text. */
export type Keys = readonly (string | undefined)[]

/** The keys of mappings that merge (`<<`) others: what is in those stands next to them, too. */
export class MergingKeys {
  private readonly byBase = new Map<Mapping, string[]>()

  /** Before the values of a document, or of a text, are read. */
  meet(text: Text, roots: readonly Node[]): void {
    const waiting = [...roots]
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      if (node.type === 'sequence') for (const item of node.items) waiting.push(item)
      if (node.type !== 'mapping') continue
      for (const { value } of node.pairs) waiting.push(value)
      if (node.merges === true) this.add(Field.of(text, node), node)
    }
  }

  /** The keys of a mapping, and those that it is merged with. */
  beside(mapping: Mapping, keys: Keys): Keys {
    const merging = this.byBase.size === 0 ? undefined : this.byBase.get(mapping)
    return merging === undefined ? keys : [...keys, ...merging]
  }

  clear(): void {
    if (this.byBase.size > 0) this.byBase.clear()
  }

  private add({ keys, inText }: Field, mapping: Mapping): void {
    for (const base of allBasesOf(inText.source, mapping)) {
      const own = this.byBase.get(base) ?? []
      this.byBase.set(base, own)
      for (const key of keys) if (key !== undefined) own.push(key)
    }
  }
}

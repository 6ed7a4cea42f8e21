import { isMachineSibling } from '../knowledge/images/machines.ts'
import { Field } from '../yaml/field.ts'
import { allBasesOf } from '../yaml/merge.ts'
import type { Mapping, Node } from '../yaml/node.ts'
import type { Text } from '../yaml/text.ts'
import type { Evidence } from './candidates/circumstances.ts'

/** Keys of a mapping; undefined for one that is no text. */
export type Keys = readonly (string | undefined)[]

const none: Evidence = {}
const machine: Evidence = { isMachine: true }
const maybeMachine: Evidence = { isMaybeMachine: true }

/** Mappings that merge (`<<`) another: their keys, and which of them describe machines. */
type Merging = { readonly keys: string[]; readonly mappings: Map<Mapping, boolean> }

/** The keys of mappings that merge (`<<`) others: what is in those stands next to them, too. */
export class MergingKeys {
  private readonly byBase = new Map<Mapping, Merging>()

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
    return merging === undefined ? keys : [...keys, ...merging.keys]
  }

  /** What a mapping, whose keys are given, says of machines: by itself, or where it is merged. */
  evidence(field: Field, mapping: Mapping, keys: Keys): Evidence {
    if (describesMachine(field, keys)) return machine
    const merging = this.byBase.size === 0 ? undefined : this.byBase.get(mapping)
    if (merging === undefined) return none
    // What is merged further counts where that ends.
    const ends = [...merging.mappings].filter(([other]) => !this.byBase.has(other))
    if (!ends.some(([, isMachine]) => isMachine)) return none
    return ends.every(([, isMachine]) => isMachine) ? machine : maybeMachine
  }

  clear(): void {
    if (this.byBase.size > 0) this.byBase.clear()
  }

  private add(field: Field, mapping: Mapping): void {
    const { keys, inText } = field
    const isMachine = describesMachine(field, field.keysWithMerged)
    for (const base of allBasesOf(inText.source, mapping)) {
      const own = this.byBase.get(base) ?? { keys: [], mappings: new Map<Mapping, boolean>() }
      this.byBase.set(base, own)
      for (const key of keys) if (key !== undefined) own.keys.push(key)
      own.mappings.set(mapping, isMachine)
    }
  }
}

function describesMachine(field: Field, keys: Keys): boolean {
  return keys.some(key => key !== undefined && isMachineSibling(key, field))
}

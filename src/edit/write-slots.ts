import { hasKey, textOf } from '../yaml/lookup.ts'
import type { Mapping, Node } from '../yaml/node.ts'
import { resolve } from '../yaml/alias.ts'
import { replaceNode } from '../yaml/replace.ts'
import { isNull } from '../yaml/scalar.ts'
import type { Edit } from './edit.ts'
import { fillNull } from './insert.ts'
import { isJson } from './json-style.ts'
import { printFlow, type Data } from './print.ts'
import type { KeyPosition, Write } from './write.ts'
import { insertSlots } from './insert-slots.ts'

/** What a key of a mapping is to hold. */
export type Slot = {
  readonly key: string
  readonly value: Data
  readonly where: KeyPosition
  /** What is there now; undefined for a key that is not. */
  readonly node: Node | undefined
  readonly writes: readonly Write[]
}

/** An edit and the writes it carries out; no edit where there is no room for them. */
export type WrittenEdit = { readonly edit: Edit | undefined; readonly writes: readonly Write[] }

/** The edits that give the keys of one mapping their values; those that are not there yet go in together. */
export function writeSlots(source: string, mapping: Mapping, slots: readonly Slot[]): readonly WrittenEdit[] {
  const [first] = slots
  // The usual case: one key that is not there.
  if (slots.length === 1 && first?.node === undefined && mapping.merges !== true)
    return [insertSlots(source, mapping, slots)]
  const there = slots.flatMap(slot => writeInPlace(source, mapping, slot))
  const added = new Map<string, Slot[]>()
  for (const slot of slots) {
    if (slot.node !== undefined) continue
    const position = mapping.flow
      ? ''
      : typeof slot.where === 'string'
        ? slot.where
        : JSON.stringify(slot.where)
    added.set(position, [...(added.get(position) ?? []), slot])
  }
  return [
    ...there,
    ...slots.flatMap(slot => removeStale(source, mapping, slot)),
    ...[...added.values()].map(group => insertSlots(source, mapping, group)),
  ]
}

/** A key that does not count, because a merge after it has the same, is taken out where the key is added anew. */
function removeStale(source: string, mapping: Mapping, { key, node, writes }: Slot): readonly WrittenEdit[] {
  if (node !== undefined || mapping.merges !== true) return []
  return mapping.pairs.flatMap((pair, index) => {
    const next = mapping.pairs[index + 1]
    if (next === undefined || !hasKey(source, pair, key)) return []
    return [{ edit: { start: pair.start, end: next.start, text: '' }, writes }]
  })
}

/**
 * A value that is there takes the new text in its own style; null is filled. An alias is replaced where it is written,
 * so that nothing else that shares its value changes.
 */
function writeInPlace(
  source: string,
  mapping: Mapping,
  { node, value, writes }: Slot,
): readonly WrittenEdit[] {
  if (node === undefined) return []
  const there = resolve(node)
  if (node.type === 'scalar' && isNull(source, node))
    return [{ edit: fillNull(source, node, value, isJson(source, mapping)), writes }]
  if (typeof value === 'string') {
    if (textOf(source, node) === value) return []
    return [{ edit: replaceNode(source, node, value, mapping.flow), writes }]
  }
  // An object or a list has no room where a text or the other of the two is.
  const isFree = there === undefined || (there.type === 'scalar' && isNull(source, there))
  const text = printFlow(value, isJson(source, mapping))
  return [{ edit: isFree ? { start: node.start, end: node.end, text } : undefined, writes }]
}

import type { Data } from '../../edit/print.ts'
import type { CopyWrite } from '../../edit/write.ts'
import type { Alias } from '../../yaml/alias.ts'
import type { Field } from '../../yaml/field.ts'
import type { Sequence } from '../../yaml/node.ts'
import type { SecretList } from './finding.ts'

/**
 * How a place that has its list by an alias or a merge gets one of its own; undefined where the list is written at the
 * place itself. `itemsOf` makes items of names.
 */
export function shareOf(
  owner: Field,
  key: string,
  itemsOf: (names: readonly string[]) => readonly Data[],
): SecretList['share'] {
  const list = owner.get(key)
  const { mapping } = owner
  const shared = list?.sequence
  if (mapping === undefined || list === undefined || shared === undefined) return undefined
  const isOwn = mapping.pairs.some(({ value }) => value === list.node)
  if (isOwn && list.alias === undefined) return undefined
  const alias = isOwn ? list.alias : undefined
  return {
    alias,
    write: added => ({
      shared,
      items: itemsOf(added),
      at: alias ?? { mapping, key },
      copy: () => (isListOfNames(list) ? itemsOf([...namesOf(list), ...added]) : undefined),
    }),
  }
}

/** The write that keeps the names of a list for an alias, whatever happens to the `shared` list. */
export function keepForAlias(field: Field, shared: Sequence, at: Alias): CopyWrite {
  return { shared, items: [], at, copy: () => (isListOfNames(field) ? copyOf(field) : undefined) }
}

function copyOf(list: Field): readonly Data[] {
  const names = namesOf(list)
  return list.items.map((item, index) => {
    const name = names[index] ?? ''
    return item.mapping === undefined ? name : { name }
  })
}

/** Lists of so many items may be shared by many: their names are read once. */
const long = 16

const known = new WeakMap<Sequence, readonly string[]>()

/** Names of a list's items, objects or plain strings. */
export function namesOf(list: Field): readonly string[] {
  const { sequence } = list
  if (sequence === undefined) return []
  const names = known.get(sequence) ?? readNames(list)
  if (sequence.items.length > long) known.set(sequence, names)
  return names
}

function readNames(list: Field): readonly string[] {
  return list.items.flatMap(item => (item.mapping === undefined ? item.text : item.textAt('name')) ?? [])
}

/** Whether the list has these names and nothing else. */
function isListOfNames(list: Field): boolean {
  const { items } = list
  if (namesOf(list).length < items.length) return false
  return items.every(item => item.keys.every(key => key === 'name'))
}

import type { Data } from '../../edit/print.ts'
import type { CopyWrite } from '../../edit/write.ts'
import { keyOf, pairOf, textAt } from '../../yaml/lookup.ts'
import type { Mapping, Sequence } from '../../yaml/node.ts'
import { resolve, type Alias } from '../../yaml/alias.ts'
import { isNull, valueOf } from '../../yaml/scalar.ts'
import type { SecretList } from './finding.ts'

/**
 * How a place that has its list by an alias or a merge gets one of its own; undefined where the list is written at the
 * place itself. `itemsOf` makes items of names.
 */
export function shareOf(
  source: string,
  owner: Mapping,
  key: string,
  list: Sequence,
  itemsOf: (names: readonly string[]) => readonly Data[],
): SecretList['share'] {
  const pair = pairOf(source, owner, key)
  const isOwn = pair !== undefined && owner.pairs.includes(pair)
  if (isOwn && pair.value === list) return undefined
  const alias = isOwn && pair.value.type === 'alias' ? pair.value : undefined
  const there = namesOf(source, list)
  return {
    alias,
    write: names => ({
      shared: list,
      items: itemsOf(names.filter(name => !there.includes(name))),
      at: alias ?? { mapping: owner, key },
      copy: isListOfNames(source, list) ? itemsOf(names) : undefined,
    }),
  }
}

/** The write that keeps for an alias what a list of names says, whatever becomes of the list. */
export function keepForAlias(source: string, shared: Sequence, alias: Alias): CopyWrite {
  const items = shared.items.map((item, index) => {
    const name = namesOf(source, shared)[index] ?? ''
    return resolve(item)?.type === 'mapping' ? { name } : name
  })
  return { shared, items: [], at: alias, copy: isListOfNames(source, shared) ? items : undefined }
}

/** Names of a list's items, objects or plain strings. */
export function namesOf(source: string, list: Sequence): readonly string[] {
  return list.items.flatMap(item => {
    const node = resolve(item)
    if (node?.type === 'mapping') return textAt(source, node, 'name') ?? []
    return node?.type === 'scalar' && !isNull(source, node) ? [valueOf(source, node)] : []
  })
}

/** Whether the names are all that the list says. */
function isListOfNames(source: string, list: Sequence): boolean {
  if (namesOf(source, list).length < list.items.length) return false
  return list.items.every(item => {
    const node = resolve(item)
    return node?.type !== 'mapping' || node.pairs.every(pair => keyOf(source, pair) === 'name')
  })
}

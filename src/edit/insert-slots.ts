import { textOf } from '../yaml/lookup.ts'
import { lastMerge } from '../yaml/merge.ts'
import type { Mapping } from '../yaml/node.ts'
import type { Edit } from './edit.ts'
import { insertPairs } from './insert.ts'
import type { Data } from './print.ts'
import type { Slot, WrittenEdit } from './write-slots.ts'
import type { KeyPosition } from './write.ts'

export function insertSlots(source: string, mapping: Mapping, slots: readonly Slot[]): WrittenEdit {
  const pairs = Object.fromEntries(slots.map(({ key, value }) => [key, value]))
  return {
    edit: insertAt(source, mapping, pairs, slots[0]?.where),
    writes: slots.flatMap(({ writes }) => writes),
  }
}

function insertAt(
  source: string,
  mapping: Mapping,
  pairs: { readonly [key: string]: Data },
  where: KeyPosition = 'first',
): Edit | undefined {
  if (typeof where === 'string' || mapping.flow) return insertPairs(source, mapping, pairs, where === 'last')
  const isLast = lastMerge(source, mapping) === undefined
  const before = isLast
    ? mapping.pairs.findLast(({ key }) => textOf(source, key) === where.behind)
    : undefined
  const upTo = before === undefined ? mapping : { ...mapping, end: before.value.end }
  return insertPairs(source, upTo, pairs, before !== undefined)
}

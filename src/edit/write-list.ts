import type { Sequence } from '../yaml/node.ts'
import { appendItems } from './insert.ts'
import { isJson } from './json-style.ts'
import { identity } from './merge-data.ts'
import { printFlow, type Data } from './print.ts'
import { writeSlots, type WrittenEdit } from './write-slots.ts'
import type { CopyWrite, Write } from './write.ts'

/**
 * The edits that give a list its items, and those who share it by alias or merge theirs: nothing where they ask for what the
 * list gets, a list of their own where they ask for something else.
 */
export function listEdits(
  source: string,
  list: Sequence,
  asked: {
    /** Each once, by its identity. */
    readonly items: ReadonlyMap<string, Data>
    readonly writes: readonly Write[]
    readonly copies: readonly CopyWrite[]
  },
): readonly WrittenEdit[] {
  const { items, writes, copies } = asked
  const isServed = (copy: CopyWrite): boolean =>
    copy.items.length === items.size && copy.items.every(item => items.has(identity(item)))
  const served = copies.filter(isServed)
  return [
    ...(items.size === 0
      ? []
      : [{ edit: appendItems(source, list, [...items.values()]), writes: [...writes, ...served] }]),
    ...copies.filter(copy => !isServed(copy)).flatMap(copy => copyEdits(source, list, copy)),
  ]
}

function copyEdits(source: string, list: Sequence, write: CopyWrite): readonly WrittenEdit[] {
  const { at } = write
  const copy = write.copy()
  const writes = [write]
  if (copy === undefined) return [{ edit: undefined, writes }]
  if ('mapping' in at) {
    const slot = { key: at.key, value: copy, where: 'first', node: undefined, writes } as const
    return writeSlots(source, at.mapping, [slot])
  }
  const text = printFlow(copy, isJson(source, list))
  return [{ edit: { start: at.start, end: at.end, text }, writes }]
}

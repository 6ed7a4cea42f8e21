import { pairOf } from '../yaml/lookup.ts'
import { allBasesOf } from '../yaml/merge.ts'
import type { Mapping, Pair, Sequence } from '../yaml/node.ts'
import { resolve } from '../yaml/alias.ts'
import type { Edit } from './edit.ts'
import { innermostFirst } from './innermost-first.ts'
import { identity, isSame, mergeData } from './merge-data.ts'
import { isList, type Data } from './print.ts'
import { listEdits } from './write-list.ts'
import { writeSlots, type Slot, type WrittenEdit } from './write-slots.ts'
import type { CopyWrite, KeyWrite, Write } from './write.ts'

/** The edits that carry out writes, and the writes that no edit can carry out. */
type Composition = {
  /** None of them overlap. */
  readonly edits: readonly Edit[]
  /** The edits that a write had a part in; none where what it asks for is there already. */
  readonly byWrite: ReadonlyMap<Write, readonly Edit[]>
  readonly refused: ReadonlyMap<Write, RefusedBecause>
}

/** `conflict`: something else is written at the same place. `no-room`: the place cannot hold it. */
export type RefusedBecause = 'conflict' | 'no-room'

/**
 * Turn everything that is to be written into one text into edits. Keys of one mapping go in together, so no key is ever
 * written twice; the same write twice is one edit; of two different ones at one place the first counts and the other is
 * refused.
 */
export function composeEdits(source: string, writes: readonly Write[]): Composition {
  const places = new Places(source)
  for (const write of writes) places.add(write)
  const { refused } = places
  const made: WrittenEdit[] = []
  for (const unit of places.units) {
    if (typeof unit === 'function') made.push(...unit())
    else made.push(unit)
  }
  const overlapping = overlapsOf(made)
  const byWrite = new Map<Write, Edit[]>()
  const edits: Edit[] = []
  for (const { edit, writes: asked } of made) {
    const isRefused = edit === undefined || overlapping.has(edit)
    if (!isRefused) edits.push(edit)
    for (const write of asked) {
      if (isRefused) refused.set(write, edit === undefined ? 'no-room' : 'conflict')
      else {
        const own = byWrite.get(write)
        if (own === undefined) byWrite.set(write, [edit])
        else own.push(edit)
      }
    }
  }
  return { edits: innermostFirst(edits), byWrite, refused }
}

/** What one list is to hold, and the lists of their own for those who share it and ask for something else. */
type ListWrites = {
  readonly items: Map<string, Data>
  readonly writes: Write[]
  readonly copies: CopyWrite[]
}

type KeyValue = Pick<KeyWrite, 'key' | 'value'>

/** Everything that is written to, in the order in which it was first named. */
class Places {
  readonly units: (WrittenEdit | (() => readonly WrittenEdit[]))[] = []
  readonly refused = new Map<Write, RefusedBecause>()
  private readonly source: string
  /** By where they start. */
  private readonly spans = new Map<number, { readonly edit: Edit; readonly writes: Write[] }[]>()
  private readonly mappings = new Map<number, Map<string, Slot>>()
  private readonly lists = new Map<number, ListWrites>()

  constructor(source: string) {
    this.source = source
  }

  add(write: Write): void {
    if ('mapping' in write) this.key(write, write)
    else if ('list' in write) this.items(write, write.list, write.items)
    else if ('shared' in write) this.listOf(write.shared).copies.push(write)
    else this.span(write)
  }

  private span(edit: Edit): void {
    const here = this.spans.get(edit.start)
    const known = here?.find(({ edit: other }) => other.end === edit.end && other.text === edit.text)
    if (known !== undefined) {
      known.writes.push(edit)
      return
    }
    const made = { edit, writes: [edit] }
    if (here === undefined) this.spans.set(edit.start, [made])
    else here.push(made)
    this.units.push(made)
  }

  private key(write: Write, { mapping, key, value, where = 'first' }: KeyWrite): void {
    const pair = pairOf(this.source, mapping, key)
    const there = resolve(pair?.value)
    if (there?.type === 'mapping' && typeof value !== 'string' && !isList(value)) {
      for (const [inner, data] of Object.entries(value))
        this.key(write, { mapping: there, key: inner, value: data })
    } else if (there?.type === 'sequence' && isList(value)) this.items(write, there, value)
    else {
      // What a merge brings in belongs to others, too: unless they get the same, the key is added, and counts more.
      const isOwn = pair !== undefined && mapping.pairs.includes(pair)
      if (pair !== undefined && !isOwn && this.isInherited(write, mapping, pair, { key, value })) return
      this.slot(mapping, { key, value, where, node: isOwn ? pair.value : undefined, writes: [write] })
    }
  }

  /** Whether the mapping that a merge has a pair from gets the same value: one edit carries out both. */
  private isInherited(write: Write, mapping: Mapping, pair: Pair, { key, value }: KeyValue): boolean {
    for (const base of allBasesOf(this.source, mapping)) {
      const slots = this.mappings.get(base.start)
      const known = slots?.get(key)
      if (slots === undefined || known === undefined || !base.pairs.includes(pair)) continue
      if (!isSame(known.value, value)) return false
      slots.set(key, { ...known, writes: [...known.writes, write] })
      return true
    }
    return false
  }

  private slot(mapping: Mapping, slot: Slot): void {
    let slots = this.mappings.get(mapping.start)
    if (slots === undefined) {
      const made = (slots = new Map<string, Slot>())
      this.mappings.set(mapping.start, made)
      this.units.push(() => writeSlots(this.source, mapping, [...made.values()]))
    }
    const known = slots.get(slot.key)
    const value = known === undefined ? undefined : mergeData(known.value, slot.value)
    if (known === undefined) slots.set(slot.key, slot)
    else if (value === undefined) for (const write of slot.writes) this.refused.set(write, 'conflict')
    else slots.set(slot.key, { ...known, value, writes: [...known.writes, ...slot.writes] })
  }

  private items(write: Write, list: Sequence, items: readonly Data[]): void {
    const known = this.listOf(list)
    for (const item of items) {
      const key = identity(item)
      if (!known.items.has(key)) known.items.set(key, item)
    }
    known.writes.push(write)
  }

  private listOf(list: Sequence): ListWrites {
    let known = this.lists.get(list.start)
    if (known === undefined) {
      const made = (known = { items: new Map<string, Data>(), writes: [], copies: [] })
      this.lists.set(list.start, made)
      this.units.push(() => listEdits(this.source, list, made))
    }
    return known
  }
}

const nothing: ReadonlySet<Edit> = new Set()

/** Whether each edit begins where the one before has ended, or further on. */
function isAscending(made: readonly WrittenEdit[]): boolean {
  let end = 0
  for (const { edit } of made) {
    if (edit === undefined) continue
    if (edit.start < end) return false
    end = edit.end
  }
  return true
}

/** The edits that touch what another one replaces; of two, the one that was asked for later. */
function overlapsOf(made: readonly WrittenEdit[]): ReadonlySet<Edit> {
  if (isAscending(made)) return nothing
  const edits: { readonly edit: Edit; readonly order: number }[] = []
  for (const { edit } of made) if (edit !== undefined) edits.push({ edit, order: edits.length })
  edits.sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end)
  const overlapping = new Set<Edit>()
  let last: (typeof edits)[number] | undefined
  for (const one of edits) {
    if (last === undefined || one.edit.start >= last.edit.end) last = one
    else if (one.order > last.order) overlapping.add(one.edit)
    else {
      overlapping.add(last.edit)
      last = one
    }
  }
  return overlapping
}

import type { Text } from '../yaml/text.ts'
import { composeEdits, type RefusedBecause } from './compose.ts'
import type { Edit } from './edit.ts'
import type { Write } from './write.ts'

/** The edits of a stream, and what each entry has to do with them. */
type ComposedEdits<E> = {
  /** Edits of the stream; none of them overlap. */
  readonly edits: readonly Edit[]
  readonly byEntry: ReadonlyMap<E, readonly Edit[]>
  /** Entries with something that cannot be written, and why. */
  readonly refused: ReadonlyMap<E, RefusedBecause>
}

type Asked<E> = { readonly write: Write; readonly entries: readonly E[] }

/** A text, and everything that is to be written into it. */
type Target<E> = { readonly text: Text; readonly asked: Asked<E>[] }

/**
 * Everything that will change in a stream and in the texts inside of it. All planners write into one map: it turns their
 * writes into edits together, so two of them can share a place but never spoil each other's. `E` is what asks for a
 * write, and the problem if it is refused.
 */
export class EditMap<E> {
  /** By depth and by where they start: a text that was read twice is one. */
  private readonly texts: Map<number, Target<E>>[] = []

  /** Writes that one entry asks for. */
  add(text: Text, writes: readonly Write[], entry: E): void {
    this.share(text, writes, [entry])
  }

  /** Writes that several entries ask for together. */
  share(text: Text, writes: readonly Write[], entries: readonly E[]): void {
    if (writes.length === 0) return
    const { asked } = this.targetOf(text)
    for (const write of writes) asked.push({ write, entries })
  }

  /** The edits of the stream, the innermost texts first: what changes in a text is written into the one around it. */
  compose(): ComposedEdits<E> {
    const lifted = new Map<Target<E>, Asked<E>[]>()
    const byEntry = new Map<E, Edit[]>()
    const refused = new Map<E, RefusedBecause>()
    let edits: readonly Edit[] = []
    for (let depth = this.texts.length - 1; depth >= 0; depth--) {
      for (const target of this.texts[depth]?.values() ?? []) {
        const { text } = target
        const fromBelow = lifted.get(target)
        const asked = fromBelow === undefined ? target.asked : [...target.asked, ...fromBelow]
        const [only] = asked
        // The usual case: a scalar that is one image, and one edit of it.
        if (text.parent !== undefined && asked.length === 1 && only !== undefined && 'start' in only.write) {
          const above = this.liftedInto(text.parent, lifted)
          for (const write of text.toParent([only.write])) above.push({ write, entries: only.entries })
          continue
        }
        const composed = composeEdits(
          text.source,
          asked.map(({ write }) => write),
        )
        for (const { write, entries } of asked) {
          const why = composed.refused.get(write)
          if (why !== undefined) for (const entry of entries) refused.set(entry, why)
        }
        if (text.parent === undefined) {
          edits = composed.edits
          for (const { write, entries } of asked)
            for (const entry of entries) addTo(byEntry, entry, composed.byWrite.get(write) ?? [])
        } else {
          const above = this.liftedInto(text.parent, lifted)
          // One by one into the same list: a stream may have 100,000 texts.
          for (const one of lift(text, asked, composed.byWrite, composed.edits)) above.push(one)
        }
      }
    }
    return { edits, byEntry, refused }
  }

  /** What the texts inside of one ask to be written into it. */
  private liftedInto(text: Text, lifted: Map<Target<E>, Asked<E>[]>): Asked<E>[] {
    const target = this.targetOf(text)
    const list = lifted.get(target) ?? []
    lifted.set(target, list)
    return list
  }

  private targetOf(text: Text): Target<E> {
    while (this.texts.length <= text.depth) this.texts.push(new Map())
    const start = text.toStream(0)
    let target = this.texts[text.depth]?.get(start)
    if (target === undefined) {
      target = { text, asked: [] }
      this.texts[text.depth]?.set(start, target)
    }
    return target
  }
}

function addTo<E>(byEntry: Map<E, Edit[]>, entry: E, edits: readonly Edit[]): void {
  const known = byEntry.get(entry)
  if (known === undefined) byEntry.set(entry, [...edits])
  else known.push(...edits.filter(edit => !known.includes(edit)))
}

/** Either each edit becomes one of the parent, or all of them one: a scalar that is written anew. */
function lift<E>(
  text: Text,
  asked: readonly Asked<E>[],
  byWrite: ReadonlyMap<Write, readonly Edit[]>,
  edits: readonly Edit[],
): readonly Asked<E>[] {
  const lifted = text.toParent(edits)
  const indices = new Map(edits.map((edit, index) => [edit, index]))
  const owners = new Map<Edit, Set<E>>()
  for (const { write, entries } of asked) {
    for (const edit of byWrite.get(write) ?? []) {
      const above = lifted.length === 1 ? lifted[0] : lifted[indices.get(edit) ?? -1]
      if (above === undefined) continue
      const known = owners.get(above) ?? new Set()
      owners.set(above, known)
      for (const entry of entries) known.add(entry)
    }
  }
  return lifted.map(write => ({ write, entries: [...(owners.get(write) ?? [])] }))
}

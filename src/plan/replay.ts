import type { Edit } from '../edit/edit.ts'
import type { Likeness } from '../find/likeness.ts'
import { offsetOf, placeData, placeLike } from '../manifest/place.ts'
import type { Place } from '../problem.ts'
import {
  nameLike,
  type Change,
  type Entry,
  type ObjectName,
  type SecretChange,
  type Unchanged,
} from './entry.ts'
import type { PodSecrets } from './secrets/pod-question.ts'

/** What became of one document. */
export type Recorded = {
  readonly changes: readonly Change[]
  readonly unchanged: readonly Unchanged[]
  readonly secrets: readonly SecretChange[]
  readonly pods: readonly PodSecrets[]
  readonly edits: readonly Edit[]
  /** What asks for an edit, and the edit, in turns. */
  readonly asked: readonly (Entry | Edit)[]
}

/** Where a document stands, and how it is written. */
export type Written = { readonly start: number; readonly likeness: Likeness }

/** What becomes of a document, from what became of one that is written alike. */
export function replay(recorded: Recorded, model: Written, other: Written): Recorded {
  const { likeness } = model
  const { name: from, names } = likeness
  const { name: to } = other.likeness
  const at = (offset: number): number => {
    const own = offset - model.start
    let index = 0
    while (index < names.length && (names[index] ?? 0) < own) index++
    const isInside = index > 0 && own < (names[index - 1] ?? 0) + from.length
    return isInside ? NaN : other.start + own + index * (to.length - from.length)
  }
  const places = once((place: Place) => placeLike(place, at(offsetOf(place)), from, to))
  const objects = once((object: ObjectName) => nameLike(object, from, to, at))
  const copies = new Map<Entry | Edit, Entry | Edit>()
  const copy = <T extends Entry | Edit>(one: T, like: T): T => {
    copies.set(one, like)
    return like
  }
  const changes = recorded.changes.map(change =>
    copy(change, {
      ...change,
      object: objects(change.object),
      container: change.container === from ? to : change.container,
      place: places(change.place),
    }),
  )
  const unchanged = recorded.unchanged.map(image => ({
    ...image,
    object: objects(image.object),
    container: image.container === from ? to : image.container,
    place: places(image.place),
  }))
  const secrets = recorded.secrets.map(change =>
    copy(change, { ...change, object: objects(change.object), place: places(change.place) }),
  )
  const pods = recorded.pods.map(pod => ({ ...pod, object: objects(pod.object), place: places(pod.place) }))
  const edits = recorded.edits.map(edit =>
    copy(edit, { start: at(edit.start), end: at(edit.end), text: edit.text }),
  )
  const asked = recorded.asked.map(one => copies.get(one) ?? one)
  return { changes, unchanged, secrets, pods, edits, asked }
}

/** Asks for each thing once, as long as the same is asked for in a row. */
function once<T extends object>(make: (one: T) => T): (one: T) => T {
  let last: T | undefined
  let made: T | undefined
  return one => {
    if (one === last && made !== undefined) return made
    last = one
    return (made = make(one))
  }
}

/** Whether two documents came to the same. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  if (isPlace(one) && isPlace(other)) return areAlike(placeData(one), placeData(other))
  return areAlike(one, other)
}

function areAlike(one: object, other: object): boolean {
  const [own, others] = [Object.entries(one), Object.entries(other)]
  return own.length === others.length && own.every(([key, value]) => isSame(value, Reflect.get(other, key)))
}

function isPlace(value: object): value is Place {
  return offsetOf(value) >= 0
}

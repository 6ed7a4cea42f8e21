import type { Edit } from '../edit/edit.ts'
import type { Skeleton } from '../find/skeleton/skeleton.ts'
import { offsetOf, placeLike, type WordLike } from '../manifest/place.ts'
import { placeData } from '../manifest/place-of-offset.ts'
import type { Place } from '../problem.ts'
import type { Change, Entry, SecretChange, Unchanged } from './entry.ts'
import { nameLike, type ObjectName } from './object-name.ts'
import type { PodSecrets } from './secrets/pod-question.ts'

/** What happened to one document. */
export type Recorded = {
  readonly changes: readonly Change[]
  readonly unchanged: readonly Unchanged[]
  readonly secrets: readonly SecretChange[]
  readonly pods: readonly PodSecrets[]
  readonly edits: readonly Edit[]
  /** What asks for an edit, and the edit, in turns. */
  readonly asked: readonly (Entry | Edit)[]
}

/** Where a document is, and how it is written. */
export type Written = { readonly start: number; readonly skeleton: Skeleton }

/** An image that a skeleton leaves out: the index of its hole, what happened to it, and the edit of it. */
export type ImageHole = {
  readonly hole: number
  readonly entry: Change | Unchanged
  readonly edit: Edit | undefined
}

/** What another image in such a hole comes to; `text` is what is written in its place. */
export type Moved = Pick<Change, 'source' | 'written'> & {
  readonly target?: Change['target']
  readonly rule?: Change['rule']
  readonly text?: string | undefined
}

/** A document and what happened to it. */
export type Model = {
  readonly written: Written
  readonly recorded: Recorded
  readonly images: readonly ImageHole[]
}

/** What happens to a document, from what happened to one that is written alike. `moved`: its images, by those of the model. */
export function replay(
  { written, recorded, images }: Model,
  other: Written,
  moved: readonly Moved[],
): Recorded {
  const at = offsetsFrom(written, other)
  const word = wordsFrom(written, other)
  const places = once((place: Place) => placeLike(place, at(offsetOf(place)), word))
  const objects = once((object: ObjectName) => nameLike(object, word, at))
  const copies = new Map<Entry | Edit, Entry | Edit>()
  const copy = <T extends Entry | Edit>(one: T, like: T): T => {
    copies.set(one, like)
    return like
  }
  const imageLike = <T extends Change | Unchanged>(one: T): T => {
    const like = moved[images.findIndex(({ entry }) => entry === one)]
    const { source, written: text } = like ?? one
    const own: T = {
      ...one,
      source,
      written: text,
      object: objects(one.object),
      container: word(one.container),
      place: places(one.place),
    }
    return like?.target === undefined ? own : { ...own, target: like.target, rule: like.rule }
  }
  const changes = recorded.changes.map(change => copy(change, imageLike(change)))
  const unchanged = recorded.unchanged.map(imageLike)
  const secrets = recorded.secrets.map(change =>
    copy(change, { ...change, object: objects(change.object), place: places(change.place) }),
  )
  const pods = recorded.pods.map(pod => ({ ...pod, object: objects(pod.object), place: places(pod.place) }))
  const edits = recorded.edits.map(edit => {
    const like = moved[images.findIndex(image => image.edit === edit)]
    return copy(edit, { start: at(edit.start), end: at(edit.end), text: like?.text ?? edit.text })
  })
  const asked = recorded.asked.map(one => copies.get(one) ?? one)
  return { changes, unchanged, secrets, pods, edits, asked }
}

/** The way from offsets of a document to those of another that is written alike; NaN for one inside of a hole. */
function offsetsFrom({ start, skeleton }: Written, other: Written): (offset: number) => number {
  const { holes } = skeleton
  return offset => {
    const own = offset - start
    let by = other.start
    for (const [index, { at, text }] of holes.entries()) {
      if (at >= own) break
      if (own < at + text.length) return NaN
      by += (other.skeleton.holes[index]?.text.length ?? 0) - text.length
    }
    return by + own
  }
}

/** The way from words of a document to those of another that is written alike; what is no such word stays. */
function wordsFrom({ skeleton: { words } }: Written, other: Written): WordLike {
  return word =>
    word === undefined || word === '' ? word : (other.skeleton.words[words.indexOf(word)] ?? word)
}

/** Computes each thing once while the same is requested in a row. */
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

import type { Change, OperatorImage, SecretChange, Unchanged, UnknownImage } from './plan/plan.ts'
import { severityOf, type Problem, type ProblemCode } from './problem.ts'
import { canonicalReference } from './reference/canonical.ts'
import { formatReference, type Reference } from './reference/reference.ts'

/**
 * What a run amounts to. The filter, `images` and the report print these counts and no others. Images are counted once
 * each, however often and in whatever spelling they occur, those included that operators choose: as `images` lists them.
 */
export type Summary = {
  /** Images that go to another registry or name. */
  readonly moved: number
  /** Images that are at their target already. */
  readonly atTarget: number
  readonly excluded: number
  /** Images that no rule takes, where such images are kept. */
  readonly kept: number
  /** Problems that the configuration accepts. */
  readonly accepted: number
  /** Images that stay outside of the target registries. */
  readonly outside: number
  /** Texts that may be images outside, each place by itself, and operators whose choice is not known. */
  readonly possible: number
  /** Images that operators will pull and nothing in the run names. */
  readonly unknown: number
  /** Fields that change because of a moved image. */
  readonly places: number
  /** Objects with such a field. */
  readonly objects: number
  /** Pods, templates of pods and service accounts that get a pull secret. */
  readonly secrets: number
  /** Pull policies and service accounts that values files set. */
  readonly fields: number
  readonly warnings: number
}

/** What a summary is made from: the result of one stream. */
export type Counted = {
  readonly changes: readonly Change[]
  readonly unchanged: readonly Unchanged[]
  readonly operatorImages: readonly OperatorImage[]
  readonly unknownImages: readonly UnknownImage[]
  readonly secrets: readonly SecretChange[]
  readonly fields: readonly unknown[]
}

/** Problems about an image that stays outside, and about what may be one: a text, or the unknown choice of an operator. */
const outsideCodes: readonly ProblemCode[] = ['IMAGE_LEAK']
const possibleCodes: readonly ProblemCode[] = ['IMAGE_POSSIBLE', 'OPERATOR_VERSION_UNKNOWN']

/** The counts of one run over all its streams. */
export function summarize(streams: readonly Counted[], problems: readonly Problem[]): Summary {
  const states = new Map<string, Set<string>>()
  const note = (state: string, key: string): void => {
    const keys = states.get(state)
    if (keys === undefined) states.set(state, new Set([key]))
    else keys.add(key)
  }
  const objects = new Set<string>()
  // References are the same objects wherever they are written alike: of those, each pair is looked at once.
  const moves = new Map<Reference, Set<Reference>>()
  // The problem of an operator's image is at the very place of the image.
  const unpinned = new Set(
    problems.flatMap(({ code, place }) => (code === 'IMAGE_LEAK' ? (place ?? []) : [])),
  )
  for (const { changes, unchanged, operatorImages } of streams) {
    for (const change of changes) {
      const source = change.copied ?? change.source
      const targets = moves.get(source) ?? new Set()
      moves.set(source, targets)
      if (isBare(change) || !targets.has(change.target)) {
        targets.add(change.target)
        note('moved', imageKey(source, change.target, isBare(change)))
      }
      objects.add(`${change.place.file ?? ''} ${change.place.source ?? ''} ${change.place.object ?? ''}`)
    }
    for (const image of unchanged) note(image.why, imageKey(image.source, undefined, isBare(image)))
    for (const { source, target, why, place } of operatorImages) {
      const state = target === undefined ? (why ?? 'no-rules') : unpinned.has(place) ? 'no-rules' : 'moved'
      note(state, imageKey(source, target, false))
    }
  }
  const countOf = (state: string): number => states.get(state)?.size ?? 0
  const withCode = (codes: readonly ProblemCode[]): number =>
    problems.filter(({ code, accepted }) => accepted === undefined && codes.includes(code)).length
  return {
    moved: countOf('moved'),
    atTarget: countOf('already-there'),
    excluded: countOf('excluded'),
    kept: countOf('kept'),
    accepted: problems.filter(({ accepted }) => accepted !== undefined).length,
    outside: countOf('no-rules') + withCode(outsideCodes),
    possible: withCode(possibleCodes),
    unknown: sum(streams, ({ unknownImages }) => unknownImages.length),
    places: sum(streams, ({ changes }) => changes.length),
    objects: objects.size,
    secrets: sum(streams, ({ secrets }) => secrets.length),
    fields: sum(streams, ({ fields }) => fields.length),
    warnings: problems.filter(problem => severityOf(problem) === 'warning').length,
  }
}

/** What tells one image of a run apart from the others. NUL sorts before everything a name can hold. */
export function imageKey(source: Reference, target: Reference | undefined, isRepository: boolean): string {
  const goes = target === undefined ? '' : formatReference(target)
  return [canonicalReference(source), isRepository ? 'repository' : '', goes].join('\0')
}

/** A repository whose version the stream does not say; with a version it is an image like any other. */
export function isBare({ source, isRepository }: Change | Unchanged): boolean {
  return isRepository && source.tag === undefined && source.digest === undefined
}

function sum(streams: readonly Counted[], count: (stream: Counted) => number): number {
  return streams.reduce((total, stream) => total + count(stream), 0)
}

/**
 * What matters of a run in one line: "23 images moved (31 places in 14 objects), 1 excluded, 2 possible; pull secrets added
 * in 16 places". What is 0 is left out, except the images moved where none is unknown.
 */
export function summaryLine(summary: Summary, moved: 'moved' | 'to move' = 'moved'): string {
  const {
    moved: count,
    places,
    objects,
    atTarget,
    excluded,
    kept,
    accepted,
    outside,
    possible,
    unknown,
    secrets,
    fields,
  } = summary
  const where = count === 0 ? '' : ` (${counted(places, 'place')} in ${counted(objects, 'object')})`
  const images = [
    count === 0 && unknown > 0 ? '' : `${counted(count, 'image')} ${moved}${where}`,
    unknown === 0 ? '' : `${counted(unknown, 'image')} unknown`,
    some(atTarget, 'at the target already'),
    some(excluded, 'excluded'),
    some(kept, 'kept without a rule'),
    some(accepted, 'accepted'),
    some(outside, 'outside'),
    some(possible, 'possible'),
  ]
  const others = [
    secrets === 0
      ? ''
      : `pull secrets ${moved === 'moved' ? 'added' : 'to add'} in ${counted(secrets, 'place')}`,
    fields === 0 ? '' : `${counted(fields, 'other field')} set`,
  ]
  return [images, others]
    .map(parts => parts.filter(part => part !== '').join(', '))
    .filter(part => part !== '')
    .join('; ')
}

function some(count: number, what: string): string {
  return count === 0 ? '' : `${count} ${what}`
}

/** A number with its noun: "1 image", "2 images". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

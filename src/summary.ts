import { countStream } from './plan/counts.ts'
import type { Counted, PodCounts, StreamCounts } from './plan/stream-counts.ts'
import { countAbout, severityOf, type Problem } from './problem.ts'

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
  /** Texts that may be images outside, each place by itself. */
  readonly possible: number
  /** Images that operators will pull and nothing in the run names. */
  readonly unknown: number
  /** Fields that change because of a moved image. */
  readonly places: number
  /** Objects with such a field. */
  readonly objects: number
  /** Pods, templates of pods and service accounts that get a pull secret. */
  readonly secrets: number
  /** Kinds of pods that pull moved images, by where their pull secrets come from. */
  readonly pods: PodCounts
  /** Pull policies and service accounts that values files set. */
  readonly fields: number
  readonly warnings: number
}

/** Counts of streams, added up one after the other. */
type Tally = {
  readonly add: (counts: StreamCounts) => void
  readonly summary: (problems: readonly Problem[]) => Summary
}

export function openTally(): Tally {
  const states = new Map<string, Set<string>>()
  const total = { unknown: 0, places: 0, objects: 0, secrets: 0, fields: 0 }
  const sources = { list: 0, account: 0, operator: 0, nobody: 0 }
  const countOf = (state: string): number => states.get(state)?.size ?? 0
  return {
    add({ images, unknown, places, objects, secrets, pods, fields }) {
      for (const [state, keys] of Object.entries(images)) {
        const known = states.get(state) ?? new Set()
        states.set(state, known)
        for (const key of keys) known.add(key)
      }
      total.unknown += unknown
      total.places += places
      total.objects += objects
      total.secrets += secrets
      sources.list += pods.list
      sources.account += pods.account
      sources.operator += pods.operator
      sources.nobody += pods.nobody
      total.fields += fields
    },
    summary(problems) {
      return {
        moved: countOf('moved'),
        atTarget: countOf('already-there'),
        excluded: countOf('excluded'),
        kept: countOf('kept'),
        accepted: problems.filter(({ accepted }) => accepted !== undefined).length,
        outside: countOf('no-rules') + countAbout('leak', problems),
        possible: countAbout('possible', problems),
        ...total,
        pods: { ...sources },
        warnings: problems.filter(problem => severityOf(problem) === 'warning').length,
      }
    },
  }
}

/** The counts of one run over all its streams. */
export function summarize(streams: readonly Counted[], problems: readonly Problem[]): Summary {
  const tally = openTally()
  for (const stream of streams) tally.add(countStream(stream, problems))
  return tally.summary(problems)
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
    pods,
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
    podsLine(pods),
    fields === 0 ? '' : `${counted(fields, 'other field')} set`,
  ]
  return [images, others]
    .map(parts => parts.filter(part => part !== '').join(', '))
    .filter(part => part !== '')
    .join('; ')
}

/** Where pods get their secrets: "pods get them from their own list (3), their service account (1), nowhere in this run (2)"; empty where no pods are known. */
function podsLine({ list, account, operator, nobody }: PodCounts): string {
  const sources = Object.entries({
    'their own list': list,
    'their service account': account,
    'their operator': operator,
    'nowhere in this run': nobody,
  })
    .filter(([, count]) => count > 0)
    .map(([source, count]) => `${source} (${count})`)
  return sources.length === 0 ? '' : `pods get them from ${sources.join(', ')}`
}

function some(count: number, what: string): string {
  return count === 0 ? '' : `${count} ${what}`
}

/** A number with its noun: "1 image", "2 images". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

import type { Config } from './config/config.ts'
import { countStream, type StreamCounts } from './plan/counts.ts'
import { factsTold, tell, type Telling } from './plan/telling.ts'
import { groundOf } from './plan/ground.ts'
import { landingsOf, planStream } from './plan/plan.ts'
import { oncePerAccount } from './plan/secrets/problems.ts'
import { unusedRows } from './plan/unused-rows.ts'
import { isFatal, type Problem } from './problem.ts'
import { acceptProblems } from './rules/accept.ts'
import { openLandings, type Landing } from './rules/collision.ts'
import { openLock } from './rules/lock.ts'
import { createRuleSet } from './rules/ruleset.ts'
import type { UsedRules } from './rules/usage.ts'
import {
  byPlace,
  engineOf,
  findIn,
  isIdle,
  verifierOf,
  resultOf,
  writtenStream,
  type InputStream,
  type Result,
} from './relocate-stream.ts'
import { openTally, type Summary } from './summary.ts'

/**
 * A run over many streams of which one is held at a time: each is looked at first, for what it tells the others, and
 * relocated afterwards. What comes of it is what `relocate` makes of all of them at once.
 */
export type FleetRun = {
  /** Problems of the rules; with one that is fatal, no stream is looked at. */
  readonly faults: readonly Problem[]
  /** What a stream tells the others. */
  readonly tell: (stream: InputStream) => Telling
  /** With what all streams tell, in order: gives the function that relocates one. */
  readonly open: (tellings: readonly Telling[]) => FleetRelocation
}

export type FleetRelocation = {
  readonly relocate: (
    stream: InputStream,
    index: number,
  ) => { readonly result: Result; readonly share: Share }
  /** What has mattered so far of all that a configuration names. */
  readonly used: () => Used
}

/** What a relocated stream adds to the whole: plain data, which holds on to none of its text. */
export type Share = {
  /** Problems of the plan, and those of the output that the plan makes. */
  readonly planned: readonly Problem[]
  readonly left: readonly Problem[]
  readonly landings: readonly Landing[]
  readonly counts: StreamCounts
  /** The counts where the output has problems of its own. */
  readonly countsLeft?: StreamCounts
}

/** Rules, field specs and locked images that have mattered. */
export type Used = {
  readonly rules: UsedRules
  readonly rows: readonly number[]
  readonly locked: readonly string[]
}

/** Opens a run of the configuration; values files speak of all streams at once, and are for `relocate`. */
export function openFleet(config: Config): FleetRun {
  const { ruleSet, problems } = createRuleSet(config)
  const engine = engineOf(config, ruleSet)
  return {
    faults: acceptProblems(problems, config.accept),
    tell: ({ text }) => tell(text, engine),
    open(tellings) {
      const facts = tellings.map(telling => factsTold(telling, engine))
      const ground = groundOf(facts, config, ruleSet)
      const verifier = verifierOf(config, ruleSet, engine)
      const rows = new Set<number>()
      return {
        relocate(stream, index) {
          const found = findIn(stream, engine)
          config.fieldSpecs.forEach((row, at) => {
            if (found.matchedRows.has(row)) rows.add(at)
          })
          const read = planStream(found, index, ground)
          const plan = { ...read, problems: acceptProblems(read.problems, config.accept) }
          const isPlanned = !isIdle(config, ruleSet) && !plan.problems.some(isFatal)
          const written = writtenStream(plan, isPlanned ? verifier : undefined)
          const share: Share = {
            planned: plan.problems,
            left: written.problems.slice(plan.problems.length),
            landings: landingsOf(plan).map(({ source, target, place }) => ({ source, target, place })),
            counts: countStream(plan, plan.problems),
            ...(written.problems.length > plan.problems.length
              ? { countsLeft: countStream(plan, written.problems) }
              : {}),
          }
          return { result: resultOf(written), share: JSON.parse(JSON.stringify(share)) as Share }
        },
        used: () => ({
          rules: ruleSet.usage.used(),
          rows: Array.from(rows),
          locked: ground.lock?.asked() ?? [],
        }),
      }
    },
  }
}

/** The whole that shares add up to. */
export type FleetTotals = {
  readonly add: (share: Share, index: number) => void
  readonly addUsed: (used: Used) => void
  readonly close: () => FleetOutcome
}

export type FleetOutcome = {
  /** Those of the run, then those of each stream in its order. */
  readonly problems: readonly Problem[]
  /** Those of each stream; a collision is a problem of the second. */
  readonly byStream: readonly (readonly Problem[])[]
  readonly summary: Summary
}

export function openTotals(config: Config, count: number): FleetTotals {
  const { ruleSet, problems: faults } = createRuleSet(config)
  const lock = openLock(config.lock)
  const landings = openLandings(config.known)
  const streamOf = new WeakMap<object, number>()
  const tally = { planned: openTally(), left: openTally() }
  const planned: (readonly Problem[])[] = Array.from({ length: count }, () => [])
  const left: (readonly Problem[])[] = Array.from({ length: count }, () => [])
  const rows = new Set<number>()
  const accept = (problems: readonly Problem[]): readonly Problem[] => acceptProblems(problems, config.accept)
  return {
    add(share, index) {
      planned[index] = share.planned
      left[index] = share.left
      for (const { place } of share.landings) streamOf.set(place, index)
      landings.add(share.landings)
      tally.planned.add(share.counts)
      tally.left.add(share.countsLeft ?? share.counts)
    },
    addUsed(used) {
      ruleSet.usage.add(used.rules)
      lock?.ask(used.locked)
      for (const row of used.rows) rows.add(row)
    },
    close() {
      const once = oncePerAccount()
      planned.forEach((problems, index) => (planned[index] = once(problems)))
      for (const problem of accept(landings.collisions())) {
        const index = streamOf.get(problem.place ?? {}) ?? 0
        planned[index] = [...(planned[index] ?? []), problem]
      }
      const general = accept([...faults, ...(lock?.unused() ?? [])])
      const isPlanned = ![...general, ...planned.flat()].some(isFatal)
      const byStream = planned.map((problems, index) =>
        [...problems, ...(isPlanned ? (left[index] ?? []) : [])].toSorted(byPlace),
      )
      const isRefused = byStream.some(problems => problems.some(isFatal))
      const spare = config.fieldSpecs.filter((_, index) => !rows.has(index))
      const unused = isRefused || !isPlanned ? [] : accept([...ruleSet.unused(), ...unusedRows(spare, [])])
      const problems = [...general, ...unused, ...byStream.flat()]
      return { problems, byStream, summary: tally[isPlanned ? 'left' : 'planned'].summary(problems) }
    },
  }
}

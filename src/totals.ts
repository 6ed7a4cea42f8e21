import type { Config } from './config/config.ts'
import { unusedRows } from './plan/unused-rows.ts'
import { isFatal, onceInRun, type Problem } from './problem.ts'
import { acceptProblems } from './rules/accept.ts'
import { openCollisionFinder } from './rules/collision-finder.ts'
import { openLock } from './rules/lock.ts'
import type { Run, Share, Used } from './run.ts'
import { byPlace } from './relocate-stream.ts'
import { openTally, type Summary } from './summary.ts'

/** The whole that the shares of a run's streams add up to. */
type Totals = {
  readonly add: (share: Share, index: number) => void
  readonly addUsed: (used: Used) => void
  /** With the problems of the run that are no single stream's. */
  readonly close: (problems?: readonly Problem[]) => RunOutcome
}

export type RunOutcome = {
  /** Those of the run, then those of each stream in its order. */
  readonly problems: readonly Problem[]
  /** Those of each stream; a collision is a problem of the second. */
  readonly byStream: readonly (readonly Problem[])[]
  /** With a problem of any stream that fails the run, every stream stays as it was. */
  readonly isRefused: boolean
  readonly summary: Summary
}

export function openTotals({ ruleSet, faults }: Run, config: Config, count: number): Totals {
  const lock = openLock(config.lock)
  const collisionFinder = openCollisionFinder(config.known)
  const streamOf = new WeakMap<object, number>()
  const tally = { planned: openTally(), left: openTally() }
  const planned = new Array<readonly Problem[]>(count).fill([])
  const left = new Array<readonly Problem[]>(count).fill([])
  const rows = new Set<number>()
  const accept = (problems: readonly Problem[]): readonly Problem[] => acceptProblems(problems, config.accept)
  return {
    add(share, index) {
      planned[index] = share.planned
      left[index] = share.left
      if (count > 1) for (const { place } of share.relocations) streamOf.set(place, index)
      collisionFinder.add(share.relocations)
      tally.planned.add(share.counts)
      tally.left.add(share.countsLeft ?? share.counts)
    },
    addUsed(used) {
      ruleSet.usage.add(used.rules)
      lock?.ask(used.locked)
      for (const row of used.rows) rows.add(row)
    },
    close(ofRun = []) {
      const once = onceInRun()
      planned.forEach((problems, index) => (planned[index] = once(problems)))
      for (const problem of accept(collisionFinder.collisions())) {
        const index = streamOf.get(problem.place ?? {}) ?? 0
        planned[index] = [...(planned[index] ?? []), problem]
      }
      const found = [...faults, ...accept([...ofRun, ...(lock?.unused() ?? [])])]
      const isPlanned = ![...found, ...planned.flat()].some(isFatal)
      const byStream = planned.map((problems, index) =>
        [...problems, ...(isPlanned ? (left[index] ?? []) : [])].toSorted(byPlace),
      )
      const isRefused = !isPlanned || byStream.some(problems => problems.some(isFatal))
      const spare = config.fieldSpecs.filter((_, index) => !rows.has(index))
      const unused = isRefused ? [] : accept([...ruleSet.unused(), ...unusedRows(spare)])
      const problems = [...found, ...unused, ...byStream.flat()]
      const summary = tally[isPlanned ? 'left' : 'planned'].summary(problems)
      return { problems, byStream, isRefused, summary }
    },
  }
}

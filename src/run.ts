import type { Config } from './config/config.ts'
import { findIn, type Findings, type Settle } from './find/find.ts'
import { countStream } from './plan/counts.ts'
import type { StreamCounts } from './plan/stream-counts.ts'
import { factsFrom, collectFacts, type CollectedFacts } from './plan/collect-facts.ts'
import { factsOf } from './plan/facts.ts'
import { planContextOf, type PlanContext } from './plan/plan-context.ts'
import { relocationsOf } from './plan/relocations.ts'
import { findInRun, findInStream, type FoundStream } from './plan/find-run.ts'
import { contextFor, type Context } from './plan/operators/context.ts'
import { operatedBy, type Operated } from './plan/operators/operated.ts'
import { planStream, unplanned } from './plan/plan.ts'
import { openSettling } from './plan/settle.ts'
import { isFatal, type Problem } from './problem.ts'
import { acceptProblems } from './rules/accept.ts'
import type { Relocation } from './rules/collision-finder.ts'
import { createRuleSet, type RuleSet } from './rules/ruleset.ts'
import type { UsedRules } from './rules/usage.ts'
import {
  criteriaOf,
  isIdle,
  verifierOf,
  writtenStream,
  type InputStream,
  type Verifier,
  type WrittenStream,
} from './relocate-stream.ts'

/**
 * A run over streams that belong together. Either all are held in memory, and each is read once. Or one at a time is held:
 * each is read first for the few facts it shares with the others, and again when all facts are known. The result is the same.
 */
export type Run = {
  readonly ruleSet: RuleSet
  /** Problems of the rules; if one is fatal, no stream is read. */
  readonly faults: readonly Problem[]
  /** Whether there is nothing to do for any stream. */
  readonly isIdle: boolean
  /** The facts that a stream shares. Values files apply to all streams at once, so they need held streams. */
  readonly collect: (stream: InputStream) => CollectedFacts
  /** To relocate, with the facts of all streams in order, or with all streams held. */
  readonly open: (collected: readonly CollectedFacts[]) => OpenRun
  readonly hold: (streams: readonly InputStream[]) => OpenRun
  /** To examine, with the facts of all streams in order, or with all streams held. */
  readonly examine: (collected: readonly CollectedFacts[]) => Examine
  readonly examineHeld: (streams: readonly InputStream[], open?: () => Settle) => Examine
}

/** A run that knows the facts its streams share. */
type OpenRun = {
  /** Problems that belong to no single stream. */
  readonly problems: readonly Problem[]
  readonly relocate: (stream: InputStream, index: number) => Relocated
  /** What has mattered so far of all that a configuration names. */
  readonly used: () => Used
}

/** A stream by itself: whether the run is refused is known when all are done. */
type Relocated = { readonly written: WrittenStream; readonly share: Share }

/** What is in a stream as it is, and what operators of the run make of it. */
type Examine = (stream: InputStream, index: number) => Examined

export type Examined = {
  readonly found: Findings
  readonly context: Context
  readonly operated: readonly Operated[]
}

/** What a relocated stream adds to the whole. As plain data (`plainShare`), it holds on to none of its text. */
export type Share = {
  /** Problems of the plan, and those of the output that the plan makes. */
  readonly planned: readonly Problem[]
  readonly left: readonly Problem[]
  readonly relocations: readonly Relocation[]
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

/** With `isList`, images are found even without rules. */
export function openRun(config: Config, isList = false): Run {
  const { ruleSet, problems } = createRuleSet(config)
  const criteria = criteriaOf(config, ruleSet)
  const idle = isIdle(config, ruleSet) && !isList
  const openWith = (planContext: PlanContext, findAt: FindAt): OpenRun =>
    openRelocation(planContext, findAt, verifierOf(config, ruleSet, criteria, isList), idle)
  const contextFrom = (collected: readonly CollectedFacts[]): PlanContext =>
    planContextOf(
      collected.map(one => factsFrom(one, criteria)),
      config,
      ruleSet,
    )
  const contextOfHeld = (found: readonly Findings[]): PlanContext =>
    planContextOf(found.map(factsOf), config, ruleSet, found)
  return {
    ruleSet,
    faults: acceptProblems(problems, config.accept),
    isIdle: idle,
    collect: ({ text }) => collectFacts(text, criteria),
    open(collected) {
      const planContext = contextFrom(collected)
      const settling = openSettling(config, ruleSet, planContext.facts)
      return openWith(planContext, stream => findInStream(stream, criteria, settling))
    },
    hold(streams) {
      const found = findInRun(streams, criteria, openSettling(config, ruleSet))
      const planContext = contextOfHeld(found.map(stream => stream.found))
      return openWith(planContext, (_, index) => only(found, index))
    },
    examine(collected) {
      const planContext = contextFrom(collected)
      return (stream, index) => examined(findIn(stream, criteria), index, planContext)
    },
    examineHeld(streams, open) {
      const found = streams.map(stream => findIn(stream, criteria, { settle: open?.() }))
      const planContext = contextOfHeld(found)
      return (_, index) => examined(only(found, index), index, planContext)
    },
  }
}

type FindAt = (stream: InputStream, index: number) => FoundStream

/** The run, once it is known how the findings of each stream are come by. */
function openRelocation(
  planContext: PlanContext,
  findAt: FindAt,
  verifier: Verifier | undefined,
  idle: boolean,
): OpenRun {
  const { config, ruleSet } = planContext
  const rows = new Set<number>()
  return {
    problems: planContext.components.problems,
    relocate(stream, index) {
      const { found, settled } = findAt(stream, index)
      config.fieldSpecs.forEach((row, at) => {
        if (found.matchedRows.has(row)) rows.add(at)
      })
      const plan = idle ? unplanned(stream.text, stream.file) : planStream(found, index, planContext, settled)
      const planned = acceptProblems(plan.problems, config.accept)
      const isPlanned = !planned.some(isFatal)
      const written = writtenStream({ ...plan, problems: planned }, isPlanned ? verifier : undefined)
      return { written, share: shareOf(written, planned) }
    },
    used: () => ({
      rules: ruleSet.usage.used(),
      rows: [...rows],
      locked: planContext.lock?.asked() ?? [],
    }),
  }
}

function only<T>(values: readonly T[], index: number): T {
  const value = values[index]
  if (value === undefined) throw new RangeError('no such stream in the run')
  return value
}

function examined(found: Findings, index: number, planContext: PlanContext): Examined {
  const context = contextFor(planContext.factsOf(found, index), index, planContext.facts, planContext.context)
  return { found, context, operated: operatedBy(found, context) }
}

function shareOf(written: WrittenStream, planned: readonly Problem[]): Share {
  const { problems } = written
  return {
    planned,
    left: problems.slice(planned.length),
    relocations: relocationsOf(written),
    counts: countStream(written, planned),
    ...(problems.length > planned.length ? { countsLeft: countStream(written, problems) } : {}),
  }
}

/** A share as plain data, for another process, or to let its stream go. */
export function plainShare({ relocations, ...share }: Share): Share {
  const plain = relocations.map(({ source, target, place }) => ({ source, target, place }))
  return JSON.parse(JSON.stringify({ ...share, relocations: plain })) as Share
}

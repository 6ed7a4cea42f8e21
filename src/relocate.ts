import type { Config } from './config/config.ts'
import { applyEdits, type Edit } from './edit/edit.ts'
import { hunksByEntry, type Hunk } from './edit/hunk.ts'
import { findImages } from './find/find.ts'
import { builtInFieldSpecs } from './knowledge/fieldspecs/index.ts'
import { leaksAfter } from './plan/operators/leaks.ts'
import { planRun, unplanned, type Entry, type PodSecrets, type StreamPlan } from './plan/plan.ts'
import { unusedRows } from './plan/unused-rows.ts'
import { isFatal, type Problem } from './problem.ts'
import { acceptProblems } from './rules/accept.ts'
import { createRuleSet } from './rules/ruleset.ts'
import { summarize, type Summary } from './summary.ts'
import { verifyOutput, type Engine } from './verify/output.ts'
import { verifyShared } from './verify/shared.ts'
import { policyOf, type Policy } from './verify/policy.ts'
import type { Positions } from './yaml/position.ts'

export type { Summary }

/** A stream of manifests to relocate. */
export type InputStream = {
  readonly text: string
  /** What it is called in messages. */
  readonly file?: string | undefined
  /** Where its offsets are, when it was cut from a longer stream. */
  readonly positions?: Positions
}

/** What came of a relocation. With any problem of the run that is more than a warning, `output` is the stream as it was. */
export type Result = Pick<
  StreamPlan,
  'changes' | 'unchanged' | 'secrets' | 'aliases' | 'fields' | 'operatorImages' | 'unknownImages'
> & {
  /** Where the pods of the stream get their pull secrets. */
  readonly pods: readonly PodSecrets[]
  readonly output: string
  /** What makes the stream the output, in no order; none when the run is refused. */
  readonly edits: readonly Edit[]
  /** The lines that each entry changes, as far as it changes any; where the run failed, those it would have changed. */
  readonly lines: ReadonlyMap<Entry, readonly Hunk[]>
  /** The problems of the stream; of a single stream, those of the run as well. */
  readonly problems: readonly Problem[]
  readonly summary: Summary
}

/** What came of the streams of a run: one result for each, in order, and all problems. */
export type RunResult = {
  readonly results: readonly Result[]
  /** Those of the run, then those of each stream in its order. */
  readonly problems: readonly Problem[]
  readonly summary: Summary
}

/**
 * Relocate the streams of a run, or a single one: find, plan, edit, verify. Streams of a run count for each other: an
 * operator, its configuration, a service account and a pod may be in different ones, and no two images of the run may
 * land on one target. All or nothing: a problem in one stream that is more than a warning leaves every stream as it was.
 *
 * Pure: text and configuration in, text and problems out; never throws for what is in a stream. Without any rule and any
 * pull secret a stream comes back as it was, unread unless `isList` asks what is in it.
 */
export function relocate(
  stream: string,
  config: Config,
  options?: Omit<InputStream, 'text'> & { readonly isList?: boolean },
): Result
export function relocate(
  streams: readonly InputStream[],
  config: Config,
  options?: { readonly isList?: boolean },
): RunResult
export function relocate(
  input: string | readonly InputStream[],
  config: Config,
  options: Omit<InputStream, 'text'> & { readonly isList?: boolean } = {},
): Result | RunResult {
  const { isList = false, ...name } = options
  if (typeof input !== 'string') return relocateRun(input, config, isList)
  const [result] = relocateRun([{ text: input, ...name }], config, isList).results
  if (result === undefined) throw new TypeError('a run without its stream')
  return result
}

function relocateRun(streams: readonly InputStream[], config: Config, isList: boolean): RunResult {
  const { ruleSet, problems } = createRuleSet(config)
  const accept = (found: readonly Problem[]): readonly Problem[] => acceptProblems(found, config.accept)
  const faults = accept(problems)
  const asksForNothing =
    ruleSet.isEmpty && config.imagePullSecrets.length === 0 && config.components.length === 0
  if (faults.some(isFatal) || (asksForNothing && !isList)) {
    const unread = streams.map(({ text, file }) => ({ ...unplanned(text, file), output: text }))
    return runResultOf(unread, faults, true)
  }
  const fieldSpecs = [...builtInFieldSpecs, ...config.fieldSpecs]
  const engine: Engine = { fieldSpecs, isNamed: reference => ruleSet.names(reference) }
  const found = streams.map(({ text, file, positions }) =>
    findImages(text, fieldSpecs, { file, positions, ...engine }),
  )
  const plan = planRun(found, config, ruleSet)
  const general = [...faults, ...accept(plan.problems)]
  const plans = plan.streams.map(stream => ({ ...stream, problems: accept(stream.problems) }))
  const isPlanned = ![...general, ...plans.flatMap(stream => stream.problems)].some(isFatal)
  const policy = isPlanned && !ruleSet.isEmpty ? policyOf(ruleSet, config) : undefined
  const leaks = (stream: StreamPlan, allowed: Policy): readonly Problem[] =>
    isList ? [] : leaksAfter(stream, { ruleSet, isAllowed: allowed.isAllowed }, fieldSpecs)
  const done = plans.map(stream => written(stream, engine, policy, leaks, accept))
  const isRefused = !isPlanned || done.some(stream => stream.problems.some(isFatal))
  const unused = isRefused ? [] : accept([...ruleSet.unused(), ...unusedRows(config.fieldSpecs, found)])
  return runResultOf(done, [...general, ...unused], isRefused)
}

type Written = StreamPlan & { readonly output: string }

/**
 * What a plan makes of its stream; with a policy, what is left outside is among the problems. A list is made of what is
 * pulled now, so there nobody asks what operators will pull afterwards.
 */
function written(
  plan: StreamPlan,
  engine: Engine,
  policy: Policy | undefined,
  leaks: (plan: StreamPlan, policy: Policy) => readonly Problem[],
  accept: (found: readonly Problem[]) => readonly Problem[],
): Written {
  const { found, edits, problems, changes, unchanged } = plan
  const output = applyEdits(found.text.source, edits)
  if (policy === undefined) return { ...plan, output }
  const targets = changes.map(({ target }) => target)
  const left = verifyOutput({ output, edits, found, problems, targets }, policy, engine)
  const expected = [
    ...changes.map(({ target, place }) => ({ reference: target, place })),
    ...unchanged.map(({ source, place }) => ({ reference: source, place })),
  ]
  const spoiled = verifyShared({ output, edits, found }, expected, engine)
  return {
    ...plan,
    output,
    problems: [...problems, ...accept([...left, ...leaks(plan, policy), ...spoiled])],
  }
}

/** With a problem of any stream that fails the run, every stream stays as it was. */
function runResultOf(
  streams: readonly Written[],
  general: readonly Problem[],
  isRefused: boolean,
): RunResult {
  const results = streams.map(stream => resultOf(stream, streams.length === 1 ? general : [], isRefused))
  const problems = [...(results.length === 1 ? [] : general), ...results.flatMap(result => result.problems)]
  return { results, problems, summary: summarize(results, problems) }
}

function resultOf(stream: Written, general: readonly Problem[], isRefused: boolean): Result {
  const { found, edits, byEntry, changes, unchanged, secrets, aliases, fields, pods } = stream
  const { operatorImages, unknownImages } = stream
  const { text, positions } = found
  const problems = [...general, ...stream.problems.toSorted(byPlace)]
  let lines: Result['lines'] | undefined
  return {
    output: isRefused ? text.source : stream.output,
    edits: isRefused ? [] : edits,
    changes,
    unchanged,
    secrets,
    aliases,
    fields,
    operatorImages,
    unknownImages,
    get pods() {
      return pods()
    },
    get lines() {
      return (lines ??= hunksByEntry(text.source, edits, byEntry, positions))
    },
    problems,
    get summary() {
      return summarize([stream], problems)
    },
  }
}

function byPlace(a: Problem, b: Problem): number {
  return (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.column ?? 0) - (b.place?.column ?? 0)
}

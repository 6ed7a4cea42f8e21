import type { Config } from './config/config.ts'
import { lookAt } from './plan/look.ts'
import { planRun, unplanned } from './plan/plan.ts'
import { openSettling } from './plan/settle.ts'
import { unusedRows } from './plan/unused-rows.ts'
import { isFatal, type Problem } from './problem.ts'
import {
  engineOf,
  isIdle,
  verifierOf,
  resultOf,
  writtenStream,
  type InputStream,
  type Result,
  type WrittenStream,
} from './relocate-stream.ts'
import { acceptProblems } from './rules/accept.ts'
import { createRuleSet } from './rules/ruleset.ts'
import { summarize, type Summary } from './summary.ts'

export type { InputStream, Result } from './relocate-stream.ts'
export type { Summary }

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
  if (faults.some(isFatal) || (isIdle(config, ruleSet) && !isList)) {
    const unread = streams.map(({ text, file }) => ({ ...unplanned(text, file), output: text }))
    return runResultOf(unread, faults, true)
  }
  const engine = engineOf(config, ruleSet)
  const { found, settled } = lookAt(streams, engine, openSettling(config, ruleSet))
  const plan = planRun(found, config, ruleSet, settled)
  const general = [...faults, ...accept(plan.problems)]
  const plans = plan.streams.map(stream => ({ ...stream, problems: accept(stream.problems) }))
  const isPlanned = ![...general, ...plans.flatMap(stream => stream.problems)].some(isFatal)
  const verifier = isPlanned ? verifierOf(config, ruleSet, engine, isList) : undefined
  const done = plans.map(stream => writtenStream(stream, verifier))
  const isRefused = !isPlanned || done.some(stream => stream.problems.some(isFatal))
  const unused = isRefused ? [] : accept([...ruleSet.unused(), ...unusedRows(config.fieldSpecs, found)])
  return runResultOf(done, [...general, ...unused], isRefused)
}

/** With a problem of any stream that fails the run, every stream stays as it was. */
function runResultOf(
  streams: readonly WrittenStream[],
  general: readonly Problem[],
  isRefused: boolean,
): RunResult {
  const results = streams.map(stream => resultOf(stream, streams.length === 1 ? general : [], isRefused))
  const problems = [...(results.length === 1 ? [] : general), ...results.flatMap(result => result.problems)]
  return { results, problems, summary: summarize(streams, problems) }
}

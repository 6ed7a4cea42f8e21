import type { Config } from './config/config.ts'
import { unplanned } from './plan/plan.ts'
import { isFatal, type Problem } from './problem.ts'
import { openRun } from './run.ts'
import { resultOf, type InputStream, type Result } from './relocate-stream.ts'
import { summarize, type Summary } from './summary.ts'
import { openTotals } from './totals.ts'

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
  const run = openRun(config, isList)
  if (run.faults.some(isFatal) || run.isIdle) return unreadRun(streams, run.faults)
  const opened = run.hold(streams)
  const totals = openTotals(run, config, streams.length)
  const done = streams.map((stream, index) => {
    const { written, share } = opened.relocate(stream, index)
    totals.add(share, index)
    return written
  })
  totals.addUsed(opened.used())
  const { problems, byStream, isRefused, summary } = totals.close(opened.problems)
  const problemsOf = (index: number): readonly Problem[] =>
    streams.length === 1 ? problems : (byStream[index] ?? [])
  const results = done.map((written, index) => resultOf(written, problemsOf(index), isRefused))
  return { results, problems, summary }
}

function unreadRun(streams: readonly InputStream[], faults: readonly Problem[]): RunResult {
  const plans = streams.map(({ text, file }) => ({ ...unplanned(text, file), output: text }))
  return {
    results: plans.map(plan => resultOf(plan, streams.length === 1 ? faults : [], true)),
    problems: faults,
    summary: summarize(plans, faults),
  }
}

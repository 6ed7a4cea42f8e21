import type { Config } from './config/config.ts'
import { applyEdits, type Edit } from './edit/edit.ts'
import { hunksByEntry, type Hunk } from './edit/hunk.ts'
import type { ImageCriteria } from './find/find.ts'
import { withBuiltIn } from './knowledge/fieldspecs/index.ts'
import { leaksAfter } from './plan/operators/leaks.ts'
import type { PodSecrets, StreamPlan } from './plan/plan.ts'
import type { Entry } from './plan/entry.ts'
import type { Problem } from './problem.ts'
import { acceptProblems } from './rules/accept.ts'
import { openLock } from './rules/lock.ts'
import type { RuleSet } from './rules/ruleset.ts'
import { summarize, type Summary } from './summary.ts'
import { verifyOutput } from './verify/output.ts'
import { verifyShared, type Expected } from './verify/shared.ts'
import { policyOf } from './verify/policy.ts'
import type { Positions } from './yaml/position.ts'

/** A stream of manifests to relocate. */
export type InputStream = {
  readonly text: string
  /** What it is called in messages. */
  readonly file?: string | undefined
  /** Where its offsets are, when it was cut from a longer stream. */
  readonly positions?: Positions
  /** Where documents were left out: those of the whole stream that have all the words. */
  readonly definitionsWith?: (words: readonly string[]) => string
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

/** Whether there is nothing to do for any stream. */
export function isIdle(config: Config, ruleSet: RuleSet): boolean {
  return ruleSet.isEmpty && config.imagePullSecrets.length === 0 && config.components.length === 0
}

/** What decides which texts are images, in every part of a run. */
export function criteriaOf(config: Config, ruleSet: RuleSet): ImageCriteria {
  return {
    fieldSpecs: withBuiltIn(config.fieldSpecs),
    isNamed: reference => ruleSet.names(reference),
    isTarget: reference => ruleSet.holds(reference),
  }
}

/** Tells what is wrong with the output of a plan. */
export type Verifier = (plan: StreamPlan, output: string) => readonly Problem[]

/**
 * What is left outside in the output of a plan. Undefined where nothing says where images go. A list is made of what is
 * pulled now, so what operators will pull afterwards does not matter there.
 */
export function verifierOf(
  config: Config,
  ruleSet: RuleSet,
  criteria: ImageCriteria,
  isList = false,
): Verifier | undefined {
  if (ruleSet.isEmpty) return undefined
  const policy = policyOf(ruleSet, config)
  const rules = { ruleSet, isAllowed: policy.isAllowed, lock: openLock(config.lock) }
  return (plan, output) => {
    const { found, edits, problems, changes, unchanged, modelOf } = plan
    const targets = changes.map(({ target }) => target)
    const expected = (): readonly Expected[] => [
      ...changes.map(({ target, place }) => ({ reference: target, place })),
      ...unchanged.map(({ source, place }) => ({ reference: source, place })),
    ]
    const left = [
      ...verifyOutput({ output, edits, found, problems, targets, modelOf }, policy, criteria),
      ...(isList ? [] : leaksAfter(plan, rules, criteria.fieldSpecs)),
      ...verifyShared({ output, edits, found }, expected, criteria),
    ]
    return acceptProblems(left, config.accept)
  }
}

/** A plan with what it makes of its stream. */
export type WrittenStream = StreamPlan & { readonly output: string }

/** The output of a plan, with the problems that the verifier finds in it. */
export function writtenStream(plan: StreamPlan, verifier: Verifier | undefined): WrittenStream {
  const output = applyEdits(plan.found.text.source, plan.edits)
  if (verifier === undefined) return { ...plan, output }
  return { ...plan, output, problems: [...plan.problems, ...verifier(plan, output)] }
}

/** What came of one stream, with these problems. */
export function resultOf(
  stream: WrittenStream,
  problems: readonly Problem[] = stream.problems.toSorted(byPlace),
  isRefused = false,
): Result {
  const { found, edits, byEntry, changes, unchanged, secrets, aliases, fields, pods } = stream
  const { operatorImages, unknownImages } = stream
  const { text, positions } = found
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
      return (lines ??= hunksByEntry(text.source, edits, byEntry(), positions))
    },
    problems,
    get summary() {
      return summarize([stream], problems)
    },
  }
}

/** In the order of the stream. */
export function byPlace(a: Problem, b: Problem): number {
  return (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.column ?? 0) - (b.place?.column ?? 0)
}

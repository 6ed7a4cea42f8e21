import type { FieldChange } from '../../plan/values/field-change.ts'
import { asksForNothing, type Config } from '../../config/config.ts'
import type { Change, SecretChange } from '../../plan/plan.ts'
import type { Problem } from '../../problem.ts'
import type { Context } from '../../plan/operators/context.ts'
import type { Result, Summary } from '../../relocate.ts'
import type { Findings } from '../../find/find.ts'

import type { Stream } from './read-stream.ts'

/** What came of several streams together. */
export type RelocatedFiles<Output = string> = {
  /** One for each stream, in order. */
  readonly outputs: readonly Output[]
  /** What came of each, in order. */
  readonly results: readonly Result[]
  readonly changes: readonly Change[]
  readonly secrets: readonly SecretChange[]
  readonly fields: readonly FieldChange[]
  readonly problems: readonly Problem[]
  readonly summary: Summary
}

/**
 * Relocates streams one by one. Two images on one target are looked for across all of them, and a fault of the rules,
 * which every stream would report, is reported once. With `isList`, images are found even without rules.
 */
export async function relocateStreams(
  streams: readonly Stream[],
  config: Config,
  isList = false,
): Promise<RelocatedFiles> {
  const { relocate } = await import('../../relocate.ts')
  const isTogether = streams.length > 1 && (isList || !asksForNothing(config))
  const known = isTogether ? await surveyTogether(streams, config) : []
  const results = streams.map(({ text, file }, index) =>
    relocate(text, config, { file: file?.name, isList, ...known[index] }),
  )
  return gather(
    results,
    results.map(result => result.output),
  )
}

/**
 * What each stream holds, and what holds for it because of the others: a pod and its service account, an operator and its
 * resources may stand in two files.
 */
async function surveyTogether(
  streams: readonly Stream[],
  { fieldSpecs }: Config,
): Promise<readonly { readonly found: Findings; readonly context: Context }[]> {
  const { findImages: survey } = await import('../../find/find.ts')
  const { builtInFieldSpecs } = await import('../../knowledge/fieldspecs/index.ts')
  const { contextFor, contextOf } = await import('../../plan/operators/context.ts')
  const rows = [...builtInFieldSpecs, ...fieldSpecs]
  const surveys = streams.map(({ text, file }) => survey(text, rows, file?.name))
  const run = contextOf(surveys)
  return surveys.map(found => ({ found, context: contextFor(found, run) }))
}

/** Results of streams, and what is to be written for each, as one. */
export async function gather<Output>(
  results: readonly Result[],
  outputs: readonly Output[],
): Promise<RelocatedFiles<Output>> {
  return {
    results,
    outputs,
    changes: results.flatMap(result => result.changes),
    secrets: results.flatMap(result => result.secrets),
    fields: results.flatMap(result => result.fields),
    problems: results.length === 1 ? (results[0]?.problems ?? []) : await problemsOf(results),
    summary: results
      .map(result => result.summary)
      .reduce(add, { images: 0, objects: 0, secrets: 0, fields: 0, warnings: 0, accepted: 0 }),
  }
}

/** Collisions inside one stream are found again, with those between streams, and take the place of the first findings. */
async function problemsOf(results: readonly Result[]): Promise<readonly Problem[]> {
  const { findCollisions } = await import('../../rules/collision.ts')
  const own = results
    .flatMap(result => result.problems)
    .filter(({ code }) => code !== 'TARGET_COLLISION')
    .filter(problem => !isUnheard(problem) || results.every(result => isAmong(result.problems, problem)))
  const general = new Map(own.filter(isGeneral).map(problem => [problem.message, problem]))
  const collisions = findCollisions(results.flatMap(result => result.changes))
  return [...general.values(), ...own.filter(problem => !isGeneral(problem)), ...collisions]
}

/** A problem of the rules or of a values file: every stream has it. */
function isGeneral(problem: Problem): boolean {
  return problem.place === undefined || isUnheard(problem) || problem.code === 'ACCOUNT_HALF_DONE'
}

/** A component or a rule that one of the streams has is not missed because it is not in the others. */
function isUnheard(problem: Problem): boolean {
  return problem.code === 'VALUES_WITHOUT_EFFECT' || problem.code === 'RULE_UNUSED'
}

function isAmong(problems: readonly Problem[], problem: Problem): boolean {
  return problems.some(({ message }) => message === problem.message)
}

function add(one: Summary, other: Summary): Summary {
  return {
    images: one.images + other.images,
    objects: one.objects + other.objects,
    secrets: one.secrets + other.secrets,
    fields: one.fields + other.fields,
    warnings: one.warnings + other.warnings,
    accepted: one.accepted + other.accepted,
  }
}

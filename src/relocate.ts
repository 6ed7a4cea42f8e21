import type { FieldChange } from './plan/values/field-change.ts'
import { planComponents } from './plan/values/plan-values.ts'
import { chartOverridesOf } from './plan/values/overrides.ts'
import type { Config } from './config/config.ts'
import { applyEdits, type Edit } from './edit/edit.ts'
import type { Hunk } from './edit/hunk.ts'
import { EditMap } from './edit/edit-map.ts'
import { hunksByEntry } from './edit/hunk.ts'
import type { FieldSpec } from './knowledge/fieldspecs/fieldspec.ts'
import { printable } from './reference/quote.ts'
import { builtInFieldSpecs } from './knowledge/fieldspecs/index.ts'
import { verifyOutput } from './verify/output.ts'
import { positionsOf, type Positions } from './yaml/position.ts'
import { policyOf } from './verify/policy.ts'
import { accountProblems } from './plan/operators/accounts.ts'
import { contextOf, type Context } from './plan/operators/context.ts'
import { planOperatorImages } from './plan/operators/operator-images.ts'
import {
  planRelocation,
  type AliasChange,
  type Change,
  type Entry,
  type OperatorImage,
  type SecretChange,
  type Unchanged,
} from './plan/plan.ts'
import { refusedEdit } from './plan/refused-edit.ts'
import { isFatal, severityOf, type Problem } from './problem.ts'
import type { Reference } from './reference/reference.ts'
import { acceptProblems } from './rules/accept.ts'
import { findCollisions } from './rules/collision.ts'
import { createRuleSet } from './rules/ruleset.ts'
import { findImages, type Findings } from './find/find.ts'

/** What came of a relocation. With any problem that is more than a warning, `output` is the stream as it was. */
export type Result = {
  readonly output: string
  /** What makes the stream the output, in no order; none when the run is refused. */
  readonly edits: readonly Edit[]
  readonly changes: readonly Change[]
  readonly unchanged: readonly Unchanged[]
  readonly secrets: readonly SecretChange[]
  readonly aliases: readonly AliasChange[]
  /** Pull policies and service accounts that values files ask for. */
  readonly fields: readonly FieldChange[]
  /** Images nobody wrote down, which operators will pull. */
  readonly operatorImages: readonly OperatorImage[]
  /** The lines that each entry changes, as far as it changes any; where the run failed, those it would have changed. */
  readonly lines: ReadonlyMap<Entry, readonly Hunk[]>
  readonly problems: readonly Problem[]
  readonly summary: Summary
}

/** Counts for people: images rewritten, objects they stand in, lists that got pull secrets, other fields, warnings. */
export type Summary = {
  readonly images: number
  readonly objects: number
  readonly secrets: number
  /** Pull policies and service accounts. */
  readonly fields: number
  readonly warnings: number
  /** Problems that the configuration accepts. */
  readonly accepted: number
}

/**
 * Relocate a stream of manifests: plan, then apply. Pure: text and configuration in, text and problems out; never throws
 * for what is in the stream. Without any rule and any pull secret the stream comes back as it was, unread unless `isList`
 * asks what is in it.
 *
 * `file` names the stream in messages; `positions` says where an offset stands, when the stream was cut from a longer one;
 * `found` is what the stream holds, where that is known already, and `context` what counts for it because of the other
 * streams of the run.
 */
export function relocate(
  stream: string,
  config: Config,
  options: {
    readonly file?: string | undefined
    readonly isList?: boolean
    readonly positions?: Positions
    readonly found?: Findings
    readonly context?: Context
  } = {},
): Result {
  const { ruleSet, problems: ruleProblems } = createRuleSet(config)
  const problems = acceptProblems(ruleProblems, config.accept)
  const asksForNothing =
    ruleSet.isEmpty && config.imagePullSecrets.length === 0 && config.components.length === 0
  if (problems.some(isFatal) || (asksForNothing && options.isList !== true))
    return untouched(stream, problems)
  const fieldSpecs = [...builtInFieldSpecs, ...config.fieldSpecs]
  const { file, positions = positionsOf(stream) } = options
  const found = options.found ?? findImages(stream, fieldSpecs, file, positions)
  const context = options.context ?? contextOf([found])
  const statements = chartOverridesOf(found, config.components, ruleSet)
  const map = new EditMap<Entry>()
  const plan = planRelocation(found, ruleSet, config, statements, context.accounts, map)
  const operators = planOperatorImages(found, fieldSpecs, ruleSet, config.imagePullSecrets, context, map)
  const components = planComponents(stream, positions, file, found, config.components, statements, map)
  const { edits, byEntry, refused } = map.compose()
  const accepted = (all: readonly Problem[]): readonly Problem[] => acceptProblems(all, config.accept)
  const placed = accepted([
    ...found.problems,
    ...plan.problems,
    ...findCollisions([...plan.changes, ...operators.images.filter(isRelocated)]),
    ...operators.problems,
    ...components.problems,
    ...Array.from(refused, refusedEdit),
    ...accountProblems(found, context, config.imagePullSecrets, operators.images, components.accounts),
  ]).slice()
  if (!placed.some(isFatal) && !ruleSet.isEmpty) {
    const relocated = { output: applyEdits(stream, edits), edits, survey: found, problems: placed }
    placed.push(...accepted(verifyOutput(relocated, policyOf(ruleSet, config), positions, file)))
  }
  const isRefused = placed.some(isFatal)
  if (!isRefused) placed.push(...accepted([...ruleSet.unused(), ...unusedRows(config, found)]))
  const output = isRefused ? stream : applyEdits(stream, edits)
  const all = [...problems, ...placed.sort(byPlace)]
  let lines: Result['lines'] | undefined
  return {
    output,
    edits: isRefused ? [] : edits,
    changes: plan.changes,
    unchanged: plan.unchanged,
    secrets: plan.secrets,
    aliases: plan.aliases,
    fields: components.fields,
    operatorImages: operators.images,
    get lines() {
      return (lines ??= hunksByEntry(stream, edits, byEntry, positions))
    },
    problems: all,
    summary: {
      images: plan.changes.length,
      objects: new Set(plan.changes.map(({ place }) => `${place.source} ${place.object}`)).size,
      secrets: plan.secrets.length,
      fields: components.fields.length,
      ...countsOf(all),
    },
  }
}

/** A RULE_UNUSED warning for each row of the configuration that led to nothing. */
function unusedRows({ fieldSpecs }: Config, { matchedRows }: Findings): readonly Problem[] {
  return fieldSpecs
    .filter(row => !matchedRows.has(row))
    .map(row => ({
      code: 'RULE_UNUSED',
      message: `the field spec ${rowText(row)} matched no field of this run`,
      remedy: 'remove it, or correct its group, kind or path',
      image: rowText(row),
    }))
}

function rowText({ group, kind, path }: FieldSpec): string {
  return printable(`${group}/${kind} ${path}`)
}

function countsOf(problems: readonly Problem[]): Pick<Summary, 'warnings' | 'accepted'> {
  return {
    warnings: problems.filter(problem => severityOf(problem) === 'warning').length,
    accepted: problems.filter(({ accepted }) => accepted !== undefined).length,
  }
}

function untouched(stream: string, problems: readonly Problem[]): Result {
  const summary = {
    images: 0,
    objects: 0,
    secrets: 0,
    fields: 0,
    ...countsOf(problems),
  }
  const nothing = {
    edits: [],
    changes: [],
    unchanged: [],
    secrets: [],
    aliases: [],
    fields: [],
    operatorImages: [],
    lines: new Map<Entry, readonly Hunk[]>(),
  }
  return { output: stream, ...nothing, problems, summary }
}

function isRelocated(image: OperatorImage): image is OperatorImage & { readonly target: Reference } {
  return image.target !== undefined
}

function byPlace(a: Problem, b: Problem): number {
  return (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.column ?? 0) - (b.place?.column ?? 0)
}

/** What will change in a stream: all writes of images, pull secrets and values, in one edit map. */
import type { Edit } from '../edit/edit.ts'
import { EditMap } from '../edit/edit-map.ts'
import { nothingFound, type Findings } from '../find/find.ts'
import type { Problem } from '../problem.ts'
import { rootOf } from '../yaml/text.ts'
import type { AliasChange, Change, Entry, OperatorImage, SecretChange, Unchanged } from './entry.ts'
import { contextAfter } from './after.ts'
import type { StreamFacts } from './facts.ts'
import type { PlanContext } from './plan-context.ts'
import { contextOf, versionsIn, type Context } from './operators/context.ts'
import { digestAnswer } from './operators/digest.ts'
import { newSecretsOf, suppliesOf } from './operators/supplied-secrets.ts'
import type { Operated } from './operators/operated.ts'
import { readOperated } from './operators/operated-stream.ts'
import { choiceProblems, choicesIn } from './operators/choosing.ts'
import { planOperatorImages } from './operators/operator-images.ts'
import { unknownImages, type UnknownImage } from './operators/unknown.ts'
import { keepOtherAliases } from './plan-aliases.ts'
import { planImages } from './plan-images.ts'
import { refusedEdit } from './refused-edit.ts'
import { planSecrets } from './secrets/plan-secrets.ts'
import type { SecretEnvironment } from './secrets/environment.ts'
import type { PodQuestion, PodSecrets } from './secrets/pod-question.ts'
import { podsOf } from './secrets/pods.ts'
import { podProblems } from './secrets/problems.ts'
import { keepOtherLists } from './secrets/shared-lists.ts'
import { both, inOrder, nothingSettled, withSettled } from './join-settled.ts'
import type { Settled } from './settle.ts'
import type { FieldChange } from './values/field-change.ts'

export type * from './entry.ts'
export type { UnknownImage } from './operators/unknown.ts'
export type { PodSecrets, SecretSource } from './secrets/pod-question.ts'

/** Everything that will change in one stream, decided before anything is changed. */
export type StreamPlan = {
  readonly found: Findings
  /** Edits of the stream; none of them overlap. */
  readonly edits: readonly Edit[]
  /** How each entry relates to them; computed on first use. */
  readonly byEntry: () => ReadonlyMap<Entry, readonly Edit[]>
  /** By their indexes, the documents that came to what another came to, and that other. */
  readonly modelOf: Settled['modelOf']
  readonly changes: readonly Change[]
  readonly unchanged: readonly Unchanged[]
  readonly secrets: readonly SecretChange[]
  readonly aliases: readonly AliasChange[]
  readonly fields: readonly FieldChange[]
  readonly operatorImages: readonly OperatorImage[]
  /** What operators will pull and nothing in the run names. */
  readonly unknownImages: readonly UnknownImage[]
  /** Where the pods of the stream get their pull secrets; computed on first use. */
  readonly pods: () => readonly PodSecrets[]
  /** What operators pull because of the stream as it was read, and what they know besides. */
  readonly operated: readonly Operated[]
  readonly context: Context
  /** What operators know besides the stream once it is relocated, from what it tells then. */
  readonly contextAfter: (relocated: StreamFacts) => Context
  readonly problems: readonly Problem[]
}

/** The plan of a stream without rules. */
export function unplanned(stream: string, file: string | undefined): StreamPlan {
  const nothing = {
    changes: [],
    unchanged: [],
    secrets: [],
    aliases: [],
    fields: [],
    operatorImages: [],
    unknownImages: [],
    pods: () => [],
  }
  const found = nothingFound(stream, file)
  const operators = { modelOf: [], operated: [], context: contextOf([]), contextAfter: () => contextOf([]) }
  return { found, edits: [], byEntry: () => new Map(), ...nothing, ...operators, problems: [] }
}

/**
 * Decide what happens to one stream, of which the others of the run know the facts; what is settled already joins the
 * plan at its place.
 */
export function planStream(
  read: Findings,
  index: number,
  planContext: PlanContext,
  settled: Settled = nothingSettled,
): StreamPlan {
  const secretNames = planContext.config.imagePullSecrets
  const environment = planContext.environments(read, index, settled.added)
  const changes = planChanges(read, index, planContext, environment)
  const { found, facts, context, operated, images, lists, kept, aliases, operators, fields } = changes
  const pods = podsBy(changes, planContext, environment, settled)
  return {
    found,
    edits: both(changes.edits, settled.edits),
    modelOf: settled.modelOf,
    byEntry: () => withSettled(changes.byEntry, settled),
    changes: inOrder(images.changes, settled.changes),
    unchanged: inOrder(images.unchanged, settled.unchanged),
    aliases: [...kept.changes, ...aliases.changes],
    secrets: inOrder(lists.changes, settled.secrets),
    fields: fields.map(({ entry }) => entry),
    operatorImages: operators.images,
    unknownImages: [...unknownImages(operated, context), ...choicesIn(read)],
    pods,
    operated,
    context,
    contextAfter: contextAfter(facts, index, planContext, planStream),
    problems: [
      ...found.problems,
      ...settled.problems,
      ...images.problems,
      ...lists.problems,
      ...kept.problems,
      ...aliases.problems,
      ...operators.problems,
      ...choiceProblems(read),
      ...[...changes.refused].map(refusedEdit),
      ...(secretNames.length === 0 ? [] : podProblems(pods(), secretNames)),
    ],
  }
}

/** What is written into a stream, and who asks for it. */
function planChanges(
  read: Findings,
  index: number,
  planContext: PlanContext,
  environment: SecretEnvironment,
) {
  const { config, ruleSet, overrides, components, lock } = planContext
  const secretNames = config.imagePullSecrets
  // What operators are configured with gets the secrets too, unless it is spared.
  const added = environment.spared.size > 0 ? [] : secretNames
  const { choice, ...operation } = readOperated(read, index, planContext, added)
  const { found, context } = operation
  const map = new EditMap<Entry>()
  const images = planImages(found, ruleSet, overrides, map, lock, image => digestAnswer(image, context))
  const lists = planSecrets(
    found,
    { outcomes: images.outcomes, pins: choice.pins },
    list => [...secretNames, ...overrides.secretsFor(list)],
    environment,
    map,
  )
  const kept = keepOtherLists(found, lists.held, map, environment.added)
  const secretsFor = newSecretsOf(context, secretNames, added)
  const operators = planOperatorImages(choice, secretsFor, map, environment.added)
  const fields = components.fields.filter(({ text }) => rootOf(text) === found.text)
  for (const { text, writes, entry } of fields) map.add(text, writes, entry)
  const composed = map.compose()
  const aliases = keepOtherAliases(found, images.moved, composed.edits, map)
  const edits = aliases.changes.length === 0 ? composed : map.compose()
  return { ...operation, added, images, lists, kept, operators, fields, aliases, ...edits }
}

/** Where the pods of a stream get their pull secrets from, computed on first use. */
function podsBy(
  { found, context, operated, added, images, lists, operators }: ReturnType<typeof planChanges>,
  { config: { imagePullSecrets: secretNames }, components }: PlanContext,
  environment: SecretEnvironment,
  settled: Settled,
): StreamPlan['pods'] {
  // Without a requested secret, pods have their own lists, and nothing needs the rest.
  const isAsked = !environment.added.isFull && (secretNames.length > 0 || lists.changes.length > 0)
  if (!isAsked) return () => []
  const question: PodQuestion = {
    found,
    outcomes: images.outcomes,
    lists,
    environment,
    operatorImages: operators.images,
    operated,
    ...suppliesOf(context, added),
    versionFor: versionsIn(context),
    secretNames,
    named: components.accounts,
  }
  let known: readonly PodSecrets[] | undefined
  return () => (known ??= inOrder(podsOf(question), settled.pods))
}

import type { Config } from '../../config/config.ts'
import { problemOf } from '../../verify/finding.ts'
import { policyOf, type Policy } from '../../verify/policy.ts'
import { allowing } from '../../verify/allowing.ts'
import { openVerification, type DocumentVerification } from '../../verify/verify-documents.ts'
import { imageKey, verifyFound, type ImageCounts } from '../../verify/verify.ts'
import { explainFindings } from '../../plan/operators/explain.ts'
import { assumedConfigs } from '../../plan/operators/assumed-configs.ts'
import { leaksIn } from '../../plan/operators/leaks.ts'
import { choiceProblems, choicesIn } from '../../plan/operators/choosing.ts'
import { unknownImages, unknownProblems } from '../../plan/operators/unknown.ts'
import type { Problem } from '../../problem.ts'
import { byPlace } from '../../relocate-stream.ts'
import type { Examined } from '../../run.ts'
import type { Reference } from '../../reference/reference.ts'
import { acceptProblems } from '../../rules/accept.ts'
import { counted, summarize, type Summary } from '../../summary.ts'
import { createRuleSet } from '../../rules/ruleset.ts'

import type { Invocation, Outcome } from '../commands.ts'
import { exitCodeOf } from '../messages/exit-code.ts'
import { examineEach } from '../io/input/each-stream.ts'
import { plainData } from '../io/input/plain-data.ts'
import { openSources } from '../io/input/sources.ts'
import { isNothing, nothingRead } from '../messages/nothing-read.ts'
import { noOutcome } from '../messages/outcome.ts'

/** Reads streams, relocated or not, and reports every image that is not at the targets of the configuration. */
export async function execute(invocation: Invocation): Promise<Outcome> {
  const { config, settings, paths } = invocation
  const { ruleSet, problems: faults } = createRuleSet(config)
  const { policy, problems: misuse } = allowing(policyOf(ruleSet, config), settings.list('allow'))
  const ruleProblems = acceptProblems([...faults, ...misuse], config.accept)
  if (exitCodeOf(ruleProblems, config.strict) !== 0) return { ...noOutcome, problems: ruleProblems }
  if (!settings.isOn('cluster')) return verifyStreams(invocation, policy, ruleProblems)
  if (paths.length > 0) return { ...noOutcome, problems: [...ruleProblems, clusterAndFiles] }
  return (await import('./verify/verify-cluster.ts')).verifyCluster(invocation, policy, ruleProblems)
}

async function verifyStreams(
  invocation: Invocation,
  policy: Policy,
  ruleProblems: readonly Problem[],
): Promise<Outcome> {
  const { config } = invocation
  const sources = await openSources(invocation)
  if (sources.problems.length > 0) return { ...noOutcome, problems: sources.problems }
  const verified: VerifiedStream[] = []
  let isEmpty = true
  const isOne = 'streams' in sources
  const verifications: DocumentVerification[] = []
  const open = (): DocumentVerification['settle'] => {
    const verification = openVerification(policy)
    verifications.push(verification)
    return verification.settle
  }
  const take = (examined: Examined): void => {
    isEmpty &&= isNothing(examined.found.text.source)
    const stream = verifiedStream(examined, policy, verifications[verified.length])
    verified.push(isOne ? stream : plainData(stream))
  }
  const unread = await examineEach(sources, config, take, open)
  if (unread.length > 0) return { ...noOutcome, problems: unread }
  if (isEmpty) return { ...noOutcome, problems: [nothingRead('verify')] }
  return outcomeOf(verified, policy, config, ruleProblems)
}

function outcomeOf(
  verified: readonly VerifiedStream[],
  policy: Policy,
  { accept }: Config,
  ruleProblems: readonly Problem[],
): Outcome {
  const found = verified.flatMap(stream => stream.problems)
  const problems = acceptProblems(found, accept)
  const counts = countsOf(verified, problems, policy)
  const words = countWords(counts)
  return {
    ...noOutcome,
    problems: [...ruleProblems, ...problems],
    counts,
    summary: `${words}${counts.accepted === 0 ? '' : `, ${counts.accepted} accepted`}`,
    failure: `verification failed: ${words}`,
  }
}

/** The counts of all streams. An image that several name counts once. */
function countsOf(streams: readonly VerifiedStream[], problems: readonly Problem[], policy: Policy): Summary {
  const [atTarget, excluded] = [new Set<string>(), new Set<string>()]
  let [places, unknown] = [0, 0]
  for (const { counts, chosen, unknown: own } of streams) {
    for (const key of counts.atTarget) atTarget.add(key)
    for (const key of counts.excluded) excluded.add(key)
    for (const reference of chosen)
      (policy.isExcluded(reference) ? excluded : atTarget).add(imageKey(reference))
    places += counts.places
    unknown += own
  }
  const counts = summarize([], problems)
  return { ...counts, atTarget: atTarget.size, excluded: excluded.size, places, unknown }
}

function countWords({ atTarget, excluded, outside, possible, unknown }: Summary): string {
  const first =
    unknown === 0 ? counted(atTarget, 'image') : `${counted(unknown, 'image')} unknown, ${atTarget}`
  return `${first} at the target, ${excluded} excluded, ${outside} outside, ${possible} possible`
}

const clusterAndFiles: Problem = {
  code: 'USAGE_INVALID',
  message: '--cluster and files exclude each other',
  remedy: 'leave one out',
}

type VerifiedStream = {
  readonly problems: readonly Problem[]
  readonly counts: ImageCounts
  /** What operators choose that is where it may be. */
  readonly chosen: readonly Reference[]
  readonly unknown: number
}

/** What a stream has outside, and what is where it may be. */
export function verifiedStream(
  { found, operated, context }: Examined,
  policy: Policy,
  verification?: DocumentVerification,
): VerifiedStream {
  const held = verifyFound(explainFindings(found, operated, context, []), policy)
  const { outside, problems, counts } = verification?.with(held) ?? held
  const operators = [
    ...leaksIn(found, operated, policy.isAllowed),
    ...unknownProblems(operated, context),
    ...assumedConfigs(operated, context),
    ...choiceProblems(found),
  ]
  return {
    problems: [...problems, ...operators, ...outside.map(problemOf)].toSorted(byPlace),
    counts,
    chosen: operated
      .flatMap(({ images }) => images.flatMap(({ reference }) => reference ?? []))
      .filter(policy.isAllowed),
    unknown: unknownImages(operated, context).length + choicesIn(found).length,
  }
}

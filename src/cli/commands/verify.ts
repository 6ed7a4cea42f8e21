import { problemOf } from '../../verify/finding.ts'
import { policyOf } from '../../verify/policy.ts'
import { allowing } from '../../verify/allowing.ts'
import { imageKey, verifyFound, type Verification } from '../../verify/verify.ts'
import { findImages } from '../../find/find.ts'
import { factsOf } from '../../plan/facts.ts'
import { contextFor, contextOf } from '../../plan/operators/context.ts'
import { explainFindings } from '../../plan/operators/explain.ts'
import { leaksIn } from '../../plan/operators/leaks.ts'
import { operatedBy } from '../../plan/operators/operated.ts'
import { unknownImages, unknownProblems } from '../../plan/operators/unknown.ts'
import { withBuiltIn } from '../../knowledge/fieldspecs/index.ts'
import type { Problem, ProblemCode } from '../../problem.ts'
import { acceptProblems } from '../../rules/accept.ts'
import { summarize } from '../../summary.ts'
import { createRuleSet } from '../../rules/ruleset.ts'

import type { Invocation, Outcome } from '../commands.ts'
import { exitCodeOf } from '../messages/exit-code.ts'
import { readInput } from '../io/input-streams.ts'
import { noOutcome } from '../messages/outcome.ts'
import { counted } from '../../summary.ts'

/** Reads streams, ours or not, and tells of every image in them that is not where the configuration sends images. */
export async function execute(invocation: Invocation): Promise<Outcome> {
  const { config, settings } = invocation
  const { ruleSet, problems: ruleProblems } = createRuleSet(config)
  const { policy, problems: misuse } = allowing(policyOf(ruleSet, config), settings.list('allow'))
  const said = acceptProblems([...ruleProblems, ...misuse], config.accept)
  if (exitCodeOf(said, config.strict) !== 0) return { ...noOutcome, problems: said }
  if (settings.isOn('cluster')) {
    if (invocation.paths.length > 0) return { ...noOutcome, problems: [...said, clusterAndFiles] }
    return (await import('./verify/verify-cluster.ts')).verifyCluster(invocation, policy, said)
  }
  const { streams, problems: unread } = await readInput(invocation)
  if (unread.length > 0) return { ...noOutcome, problems: unread }

  const rows = withBuiltIn(config.fieldSpecs)
  const isNamed: typeof ruleSet.names = reference => ruleSet.names(reference)
  const isTarget: typeof ruleSet.holds = reference => ruleSet.holds(reference)
  const read = streams.map(({ text, file }) =>
    findImages(text, rows, { file: file?.name, isNamed, isTarget }),
  )
  const facts = read.map(factsOf)
  const run = contextOf(facts, config.operators)
  const found = read.map((stream, index) => {
    const context = contextFor(facts[index] ?? factsOf(stream), index, facts, run)
    const operated = operatedBy(stream, context)
    const verification = verifyFound(explainFindings(stream, operated, context, []), policy)
    const chosen = operated
      .flatMap(({ images }) => images.flatMap(({ reference }) => reference ?? []))
      .filter(policy.isAllowed)
    const operators = [...leaksIn(stream, operated, policy.isAllowed), ...unknownProblems(operated, context)]
    return {
      ...verification,
      chosen,
      unknown: unknownImages(operated, context).length,
      problems: [...verification.problems, ...operators],
    }
  })
  const problems = acceptProblems(found.flatMap(problemsOf), config.accept)
  const countOf = (code: ProblemCode): number =>
    problems.filter(problem => problem.code === code && problem.accepted === undefined).length
  const accepted = problems.filter(problem => problem.accepted !== undefined).length
  const [atTarget, excluded] = [new Set<string>(), new Set<string>()]
  for (const stream of found) {
    for (const key of stream.counts.atTarget) atTarget.add(key)
    for (const key of stream.counts.excluded) excluded.add(key)
    for (const reference of stream.chosen)
      (policy.isExcluded(reference) ? excluded : atTarget).add(imageKey(reference))
  }
  const total = (count: (stream: (typeof found)[number]) => number): number =>
    found.reduce((sum, stream) => sum + count(stream), 0)
  const [places, unknown] = [total(({ counts }) => counts.places), total(stream => stream.unknown)]
  const first =
    unknown === 0 ? counted(atTarget.size, 'image') : `${counted(unknown, 'image')} unknown, ${atTarget.size}`
  const counts = `${first} at the target, ${excluded.size} excluded, ${countOf('IMAGE_LEAK')} outside, ${countOf('IMAGE_POSSIBLE') + countOf('OPERATOR_VERSION_UNKNOWN')} possible`
  return {
    ...noOutcome,
    problems: [...said, ...problems],
    counts: {
      ...summarize([], problems),
      atTarget: atTarget.size,
      excluded: excluded.size,
      places,
      unknown,
    },
    summary: `${counts}${accepted === 0 ? '' : `, ${accepted} accepted`}`,
    failure: `verification failed: ${counts}`,
  }
}

const clusterAndFiles: Problem = {
  code: 'USAGE_INVALID',
  message: '--cluster and files exclude each other',
  remedy: 'leave one out',
}

function problemsOf({ outside, problems }: Verification) {
  return [...problems, ...outside.map(problemOf)].toSorted(
    (a, b) => (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.column ?? 0) - (b.place?.column ?? 0),
  )
}

import { isAbout } from '../../problem.ts'
import { canonicalName, canonicalReference } from '../../reference/canonical.ts'
import { parseReference } from '../../reference/parse.ts'
import { printable } from '../../reference/quote.ts'
import { formatReference, type Reference } from '../../reference/reference.ts'
import { isRefusal } from '../../reference/refusal.ts'
import { withBuiltIn } from '../../knowledge/fieldspecs/index.ts'
import { createRuleSet, type Decision, type RuleSet } from '../../rules/ruleset.ts'
import { findImages } from '../../find/find.ts'

import type { Invocation, Outcome } from '../commands.ts'
import { exitCodeOf } from '../messages/exit-code.ts'
import { isStandardInput, readInput } from '../io/input-streams.ts'
import { formatPlace } from '../messages/message.ts'
import { noOutcome } from '../messages/outcome.ts'
import type { ReadStreams, Stream } from '../io/read-stream.ts'
import { relocateStreams } from '../io/relocate-streams.ts'

/** Shows how one image is read, which rules it meets, where it goes, and where a stream uses it. */
export async function execute(invocation: Invocation): Promise<Outcome> {
  const { config } = invocation
  const [text, ...paths] = invocation.paths
  if (text === undefined) {
    const remedy = 'write it after the command: explain quay.io/prometheus/prometheus:v2.28.1'
    return { ...noOutcome, problems: [{ code: 'USAGE_INVALID', message: 'no image to explain', remedy }] }
  }
  const reference = parseReference(text)
  if (isRefusal(reference)) {
    return { ...noOutcome, problems: [{ code: 'REFERENCE_INVALID', ...reference }].map(problemOnly) }
  }
  const { ruleSet, problems } = createRuleSet(config)
  if (exitCodeOf(problems, config.strict) !== 0) return { ...noOutcome, problems }
  const read = await readStreams({ ...invocation, paths })
  if (read.problems.length > 0) return { ...noOutcome, problems: read.problems }

  const decision = ruleSet.decide(reference)
  const rows = withBuiltIn(config.fieldSpecs)
  const valued = await valuedTargets(read.streams, config)
  const places = read.streams.flatMap(stream => placesOf(stream, reference, rows, valued))
  const lines = [
    printable(text),
    `  canonical  ${canonicalReference(reference)}`,
    ...ruleLines(ruleSet, reference),
    `  target     ${targetOf(decision, reference)}`,
    ...(read.streams.length === 0 ? valuesLines(config) : placeLines(places)),
  ]
  const hasTarget =
    decision.kind === 'relocated' || (decision.kind === 'unchanged' && decision.why !== 'no-rules')
  return { output: `${lines.join('\n')}\n`, problems, details: [], exitCode: hasTarget ? 0 : 3 }
}

function problemOnly({ message, remedy }: { message: string; remedy: string }) {
  return { code: 'REFERENCE_INVALID', message, remedy } as const
}

/** The files named, or standard input where something is piped in; an empty one is ignored, like a terminal. */
async function readStreams(invocation: Invocation): Promise<ReadStreams> {
  const nothing = { streams: [], problems: [] }
  if (!isStandardInput(invocation.paths)) return readInput(invocation)
  if (invocation.stdin.isTTY === true) return nothing
  const read = await readInput(invocation)
  return read.problems.some(({ code }) => isAbout('nothing', code)) ? nothing : read
}

function ruleLines(ruleSet: RuleSet, reference: Reference): readonly string[] {
  const steps = ruleSet.trace(reference)
  if (steps.length === 0) return ['  rules      none: give a --registry, a --mirror or an --image']
  const considered = steps.map(({ matched, question, rule, why }) => {
    const asked = question === 'already-there' ? `already at ${rule.text}?` : `${rule.text}?`
    return `    ${matched ? 'yes' : 'no '}  ${printable(asked)} ${printable(why)}`
  })
  const winner = steps.find(({ matched }) => matched)
  return [
    '  rules',
    ...considered,
    `  decided by ${winner === undefined ? 'none' : printable(winner.rule.text)}`,
  ]
}

function targetOf(decision: Decision, reference: Reference): string {
  switch (decision.kind) {
    case 'relocated':
      return formatReference(decision.target)
    case 'unmapped':
      return decision.rule === undefined
        ? 'none: no rule takes it'
        : `none: ${printable(decision.rule.text)}, and no rule takes it`
    case 'impossible':
      return `none: ${printable(decision.message)}`
    case 'unchanged':
      return {
        excluded: `${formatReference(reference)} (excluded: it stays)`,
        'already-there': `${formatReference(reference)} (already at the target)`,
        'no-rules': 'none: nothing is configured',
        kept: `${formatReference(reference)} (no rule takes it, and --unmapped=keep keeps it)`,
      }[decision.why]
  }
}

/** What becomes of images of single components, of which values files speak: the rules do not decide there. By place. */
async function valuedTargets(
  streams: readonly Stream[],
  config: Invocation['config'],
): Promise<ReadonlyMap<string, string>> {
  if (config.components.length === 0) return new Map()
  const { results } = await relocateStreams(streams, config)
  const valued = results.flatMap(({ changes }) => changes).filter(({ rule }) => rule.type === 'values')
  return new Map(
    valued.map(({ place, target, rule }) => [
      formatPlace(place),
      ` → ${formatReference(target)}, by ${printable(rule.text)}`,
    ]),
  )
}

/** Where the image is used: with the given tag and digest, or with any if none is given. */
function placesOf(
  { text, file }: Stream,
  requested: Reference,
  rows: Parameters<typeof findImages>[1],
  valued: ReadonlyMap<string, string>,
): readonly string[] {
  const isAny = requested.tag === undefined && requested.digest === undefined
  const nameOf = isAny ? canonicalName : canonicalReference
  const name = nameOf(requested)
  return findImages(text, rows, { file: file?.name })
    .images.filter(({ finding }) => nameOf(finding.reference) === name)
    .map(({ finding, place }) => {
      const where = formatPlace(place)
      return `${where}: ${printable(finding.written)}${valued.get(where) ?? ''}`
    })
}

function valuesLines({ components }: Invocation['config']): readonly string[] {
  return components.length === 0
    ? []
    : ['  note       values files decide for single components first; name a stream to see in which places']
}

function placeLines(places: readonly string[]): readonly string[] {
  if (places.length === 0) return ['  used       nowhere in this stream']
  return ['  used in', ...places.map(place => `    ${place}`)]
}

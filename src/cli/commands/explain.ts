import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

import { isAbout } from '../../problem.ts'
import { canonicalReference } from '../../reference/canonical.ts'
import { parseReference } from '../../reference/parse.ts'
import { printable, quote } from '../../reference/quote.ts'
import { shellCommand } from '../../reference/shell.ts'
import { isRefusal } from '../../reference/refusal.ts'
import { createRuleSet } from '../../rules/ruleset.ts'

import type { Invocation, Outcome } from '../commands.ts'
import { exitCodeOf } from '../messages/exit-code.ts'
import { isStandardInput, readInput } from '../io/input/input-streams.ts'
import { misused, noOutcome } from '../messages/outcome.ts'
import type { ReadStreams } from '../io/input/read-stream.ts'
import { ruleLines, targetOf } from './explain/decision.ts'
import { placesIn } from './explain/places.ts'

/** Shows how one image is read, which rules it meets, where it goes, and where a stream uses it. */
export async function execute(invocation: Invocation): Promise<Outcome> {
  const { config } = invocation
  const [text, ...paths] = invocation.paths
  if (text === undefined || isManifest(text, invocation.cwd)) {
    const message = `no image to explain${text === undefined ? '' : `: ${quote(text)} is a file`}`
    const remedy = `write the image after the command: ${shellCommand('k8ssandra-relocate', 'explain', 'quay.io/prometheus/prometheus:v2.28.1', ...invocation.paths)}`
    return misused(message, remedy)
  }
  const reference = parseReference(text)
  if (isRefusal(reference)) {
    const { message, remedy } = reference
    return { ...noOutcome, problems: [{ code: 'REFERENCE_INVALID', message, remedy }] }
  }
  const { ruleSet, problems } = createRuleSet(config)
  if (exitCodeOf(problems, config.strict) !== 0) return { ...noOutcome, problems }
  const read = await readStreams({ ...invocation, paths })
  if (read.problems.length > 0) return { ...noOutcome, problems: read.problems }

  const places =
    read.streams.length === 0
      ? { lines: valuesLines(config), problems: [] }
      : await placesIn(read.streams, reference, config, ruleSet)
  if (places.problems.length > 0) return { ...noOutcome, problems: places.problems }
  const decision = ruleSet.decide(reference)
  const lines = [
    printable(text),
    `  canonical  ${canonicalReference(reference)}`,
    ...ruleLines(ruleSet, reference),
    `  target     ${targetOf(decision, reference)}`,
    ...places.lines,
  ]
  const hasTarget =
    decision.kind === 'relocated' || (decision.kind === 'unchanged' && decision.why !== 'no-rules')
  return { output: `${lines.join('\n')}\n`, problems, details: [], exitCode: hasTarget ? 0 : 3 }
}

/** Whether the first word is a file to look into, and the image is missing. */
function isManifest(word: string, cwd: string): boolean {
  return /\.(?:yaml|yml|json)$/.test(word) && existsSync(resolve(cwd, word))
}

/** The files named, or standard input where something is piped in; an empty one is ignored, like a terminal. */
async function readStreams(invocation: Invocation): Promise<ReadStreams> {
  const nothing = { streams: [], problems: [] }
  if (!isStandardInput(invocation.paths)) return readInput(invocation)
  if (invocation.stdin.isTTY === true) return nothing
  const read = await readInput(invocation)
  return read.problems.some(({ code }) => isAbout('nothing', code)) ? nothing : read
}

function valuesLines({ components }: Invocation['config']): readonly string[] {
  return components.length === 0
    ? []
    : ['  note       values files decide for single components first; name a stream to see in which places']
}

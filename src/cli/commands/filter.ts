import { unusedAcceptances } from '../../rules/accept.ts'
import { asksForNothing, type Config } from '../../config/config.ts'
import type { Problem } from '../../problem.ts'

import type { ResourceList } from '../../output/krm/resource-list.ts'
import type { Invocation, Outcome } from '../commands.ts'
import { exitCodeOf } from '../messages/exit-code.ts'
import { isStandardInput, readInput } from '../io/input/input-streams.ts'
import type { FoundFiles } from '../io/input/input-file.ts'
import { joinStreams } from '../io/join.ts'
import { misused, noOutcome } from '../messages/outcome.ts'
import { relocateStreams } from '../io/relocate-streams.ts'
import type { RelocatedStreams } from '../io/relocate-streams.ts'
import type { ReadStreams } from '../io/input/read-stream.ts'
import { areReadTwice } from '../io/input/sources.ts'
import { textOf } from '../io/content.ts'
import { detailsOf } from '../messages/summary.ts'
import { summaryLine } from '../../summary.ts'

/** The main job: streams in, the same streams with every image at its target out. */
export async function execute(invocation: Invocation): Promise<Outcome> {
  const misuse = await misuseOf(invocation)
  if (misuse !== undefined) return misuse
  const directory = invocation.settings.text('output-dir')
  if (invocation.settings.isOn('in-place') || directory !== undefined) return writeBack(invocation, directory)
  if (!isStandardInput(invocation.paths)) {
    const { findInputFiles } = await import('../io/input/input-file.ts')
    const found = await findInputFiles(invocation.paths, invocation)
    if (invocation.idle === undefined && isFleet(found, invocation.config)) {
      const { holdingSignals } = await import('../io/write/interruption.ts')
      const fleet = await import('../io/fleet/relocate-fleet.ts')
      return holdingSignals(({ hasCome }) => fleet.relocateFleet(found, 'stdout', invocation, hasCome))
    }
    const { readFound } = await import('../io/input/read-files.ts')
    return relocateRead(readFound(found, invocation), invocation)
  }
  const read = await readInput(invocation)
  const list = await resourceListIn(read)
  if (list === 'mixed') return failed([mixedList])
  if (list !== undefined) return (await import('./filter/krm-function.ts')).executeFunction(list, invocation)
  return relocateRead(read, invocation)
}

function isFleet(found: FoundFiles, config: Config): boolean {
  return !asksForNothing(config) && areReadTwice(found, config)
}

async function relocateRead(read: ReadStreams, invocation: Invocation): Promise<Outcome> {
  if (read.problems.length === 0 && invocation.idle !== undefined) return failed([invocation.idle])
  const { outcome, outputs } = await relocateAll(read, invocation)
  return outputs === undefined ? outcome : { ...outcome, output: joinStreams(outputs) }
}

/** The files written back, below the directory or in place. */
async function writeBack(invocation: Invocation, directory: string | undefined): Promise<Outcome> {
  if (invocation.idle !== undefined) return failed([invocation.idle])
  const { withLockedFiles } = await import('../io/write/locked-files.ts')
  return withLockedFiles(invocation, directory, async (found, isStopped) => {
    if (isFleet(found, invocation.config)) {
      const fleet = await import('../io/fleet/relocate-fleet.ts')
      const target = directory === undefined ? 'in-place' : { directory }
      return fleet.relocateFleet(found, target, invocation, isStopped)
    }
    const { readFound } = await import('../io/input/read-files.ts')
    const read = readFound(found, invocation)
    const { outcome, outputs } = await relocateAll(read, invocation)
    if (outputs === undefined) return outcome
    const { writeFiles } = await import('../io/write/write-files.ts')
    const texts = outputs.map(textOf)
    const unwritten = await writeFiles(read.streams, texts, directory, invocation, isStopped)
    return { ...outcome, problems: [...outcome.problems, ...unwritten] }
  })
}

/** What comes of the streams of a run; outputs only where it does not fail. */
async function relocateAll(
  { streams, problems }: ReadStreams,
  invocation: Invocation,
): Promise<{ readonly outcome: Outcome; readonly outputs?: RelocatedStreams['outputs'] }> {
  if (problems.length > 0) return { outcome: failed(problems) }
  const relocated = await relocateStreams(streams, invocation.config)
  const outcome = outcomeOf(relocated, invocation)
  const isRefused = exitCodeOf(outcome.problems, invocation.config.strict) !== 0
  return isRefused ? { outcome } : { outcome, outputs: relocated.outputs }
}

const mixedList: Problem = {
  code: 'USAGE_INVALID',
  message: 'a ResourceList with other documents: a KRM function gets one list, and nothing else',
  remedy: 'pass the list alone, or its objects without the list',
}

/** A KRM function's list, on standard input. */
async function resourceListIn({
  streams,
  problems,
}: ReadStreams): Promise<ResourceList | 'mixed' | undefined> {
  const stream = streams.length === 1 && problems.length === 0 ? streams[0] : undefined
  // It is one document; comments in front of it do not fill a window.
  const view = stream?.bytes?.windows[0]?.view ?? ''
  if (!['config.kubernetes.io/', 'ResourceList'].every(word => view.includes(word))) return undefined
  return (await import('../../output/krm/resource-list.ts')).resourceListOf(stream?.text ?? '')
}

/** What there is to say; the output is still to come. */
function outcomeOf(relocated: RelocatedStreams, { config, settings, setupProblems }: Invocation): Outcome {
  const { results, problems, summary } = relocated
  return {
    output: '',
    problems: [...problems, ...unusedAcceptances([...setupProblems, ...problems], config.accept)],
    results,
    counts: summary,
    details: settings.isOn('verbose') ? detailsOf(results) : [],
    summary: asksForNothing(config) ? 'nothing configured: passed through unchanged' : summaryLine(summary),
  }
}

async function misuseOf({ settings, paths, stdin }: Invocation): Promise<Outcome | undefined> {
  const isInPlace = settings.isOn('in-place')
  const hasDirectory = settings.text('output-dir') !== undefined
  const hasFiles = !isStandardInput(paths)
  if (isInPlace && hasDirectory)
    return misused('--in-place and --output-dir exclude each other', 'leave one out')
  if ((isInPlace || hasDirectory) && !hasFiles) {
    return misused(
      `--${isInPlace ? 'in-place' : 'output-dir'} without a file`,
      'name files, directories or patterns',
    )
  }
  if (hasFiles || stdin.isTTY !== true) return undefined
  const message = 'no manifests: standard input is a terminal'
  const { shortUsageText } = await import('../usage.ts')
  return { ...misused(message, 'pipe a stream in or name files; see --help'), hint: shortUsageText() }
}

function failed(problems: readonly Problem[]): Outcome {
  return { ...noOutcome, problems }
}

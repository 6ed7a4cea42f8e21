import { unusedAcceptances } from '../../rules/accept.ts'
import { asksForNothing } from '../../config/config.ts'
import type { Problem } from '../../problem.ts'

import type { ResourceList } from '../../output/krm/resource-list.ts'
import type { Invocation, Outcome } from '../commands.ts'
import type { Stream } from '../io/read-stream.ts'
import { exitCodeOf } from '../messages/exit-code.ts'
import { isStandardInput, readInput } from '../io/input-streams.ts'
import { joinStreams } from '../io/join.ts'
import { noOutcome } from '../messages/outcome.ts'
import { relocateStreams } from '../io/relocate-streams.ts'
import type { RelocatedStreams } from '../io/relocate-streams.ts'
import { textOf } from '../io/stream.ts'
import { detailsOf } from '../messages/summary.ts'
import { summaryLine } from '../../summary.ts'

/** The main job: streams in, the same streams with every image at its target out. */
export async function execute(invocation: Invocation): Promise<Outcome> {
  const misuse = await misuseOf(invocation)
  if (misuse !== undefined) return misuse
  const { streams, problems: unread } = await readInput(invocation)
  if (unread.length > 0) return failed(unread)
  const [stream] = streams
  const list = stream === undefined || streams.length > 1 ? undefined : await resourceListIn(stream)
  if (list !== undefined) return (await import('./krm-function.ts')).executeFunction(list, invocation)
  if (invocation.idle !== undefined) return failed([invocation.idle])

  const { config, settings } = invocation
  const relocated = await relocateStreams(streams, config)
  const { outputs } = relocated
  const outcome = outcomeOf(relocated, invocation)
  if (exitCodeOf(outcome.problems, config.strict) !== 0) return outcome
  const directory = settings.text('output-dir')
  if (!settings.isOn('in-place') && directory === undefined)
    return { ...outcome, output: joinStreams(outputs) }
  const { writeFiles } = await import('../io/write-files.ts')
  const unwritten = writeFiles(streams, outputs.map(textOf), directory, invocation.cwd)
  return { ...outcome, problems: [...outcome.problems, ...unwritten] }
}

/** A KRM function's list, on standard input. */
async function resourceListIn({ bytes }: Stream): Promise<ResourceList | undefined> {
  if (bytes?.includes('config.kubernetes.io/') !== true || !bytes.includes('ResourceList')) return undefined
  return (await import('../../output/krm/resource-list.ts')).resourceListOf(bytes.toString('utf8'))
}

/** What there is to say; the output is still to come. */
function outcomeOf(relocated: RelocatedStreams, { config, settings, said }: Invocation): Outcome {
  const { results, problems, summary } = relocated
  return {
    output: '',
    problems: [...problems, ...unusedAcceptances([...said, ...problems], config.accept)],
    results,
    counts: summary,
    details: settings.isOn('verbose') ? detailsOf(results) : [],
    summary: asksForNothing(config) ? 'nothing configured: passed through unchanged' : summaryLine(summary),
  }
}

async function misuseOf({ settings, paths, stdin }: Invocation): Promise<Outcome | undefined> {
  const misuse = (message: string, remedy: string) => failed([{ code: 'USAGE_INVALID', message, remedy }])
  const isInPlace = settings.isOn('in-place')
  const hasDirectory = settings.text('output-dir') !== undefined
  const hasFiles = !isStandardInput(paths)
  if (isInPlace && hasDirectory)
    return misuse('--in-place and --output-dir exclude each other', 'leave one out')
  if ((isInPlace || hasDirectory) && !hasFiles) {
    return misuse(
      `--${isInPlace ? 'in-place' : 'output-dir'} without a file`,
      'name files, directories or patterns',
    )
  }
  if (hasFiles || stdin.isTTY !== true) return undefined
  const message = 'no manifests: standard input is a terminal'
  const { shortUsageText } = await import('../usage.ts')
  return { ...misuse(message, 'pipe a stream in or name files; see --help'), hint: shortUsageText() }
}

function failed(problems: readonly Problem[]): Outcome {
  return { ...noOutcome, problems }
}

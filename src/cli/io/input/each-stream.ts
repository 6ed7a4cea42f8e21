import type { Config } from '../../../config/config.ts'
import type { Settle } from '../../../find/find.ts'
import { isFatal, type Problem } from '../../../problem.ts'
import type { Result } from '../../../relocate.ts'
import type { Summary } from '../../../summary.ts'
import type { Examined } from '../../../run.ts'

import { expectText } from '../runtime.ts'
import type { Sources } from './sources.ts'
import type { Content } from '../content.ts'

/** A stream while it is its turn: nothing of it may be kept but plain data. */
export type CurrentStream = {
  readonly text: string
  readonly file: string | undefined
  readonly result: Result
  readonly output: Content
}

export type StreamsOutcome = { readonly problems: readonly Problem[]; readonly summary: Summary }

/**
 * Relocates the streams of a run and gives each to `take`, in order. Whether the run is refused is known afterwards. With
 * `isList`, images are found even without rules.
 */
export async function relocateEach(
  sources: Sources,
  config: Config,
  take: (turn: CurrentStream) => void,
  isList = false,
): Promise<StreamsOutcome> {
  if ('streams' in sources) {
    const { relocateStreams } = await import('../relocate-streams.ts')
    const { results, outputs, problems, summary } = await relocateStreams(sources.streams, config, isList)
    for (const [index, stream] of sources.streams.entries()) {
      const [result, output] = [results[index], outputs[index]]
      if (result !== undefined && output !== undefined)
        take({
          get text() {
            return stream.text
          },
          file: stream.file?.name,
          result,
          output,
        })
    }
    return { problems, summary }
  }
  return (await import('../fleet/each-file.ts')).relocateFiles(sources.files, config, take, isList)
}

/** What is in each stream as it is; `take` gets them in order. What is held needs less with `open`, called for each. */
export async function examineEach(
  sources: Sources,
  config: Config,
  take: (examined: Examined) => void,
  open?: () => Settle,
): Promise<readonly Problem[]> {
  if (!('streams' in sources))
    return (await import('../fleet/each-file.ts')).examineFiles(sources.files, config, take)
  const { openRun } = await import('../../../run.ts')
  const run = openRun(config)
  if (run.faults.some(isFatal)) return run.faults
  const streams = sources.streams.map(({ text, file }) => ({ text, file: file?.name }))
  for (const { text } of streams) expectText(text.length)
  const examine = run.examineHeld(streams, open)
  for (const [index, stream] of streams.entries()) take(examine(stream, index))
  return []
}

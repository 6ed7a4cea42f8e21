import { asksForNothing, type Config } from '../../config/config.ts'
import type { InputStream, Result, RunResult } from '../../relocate.ts'

import type { Stream } from './input/read-stream.ts'
import type { Content } from './content.ts'
import { contentOf } from './input/held-bytes.ts'
import { expectSearch, expectText, releaseAfter } from './runtime.ts'

/** What came of the streams of a run, and what is to be written for each, in order. */
export type RelocatedStreams = RunResult & { readonly outputs: readonly Content[] }

/** A stream as the core takes it, and what is to be written for its result. */
type Prepared = { readonly stream: InputStream; readonly output: (result: Result) => Content }

/**
 * Relocate the streams of a run. Of bytes, only the documents that can matter are decoded. With `isList`, images are found
 * even without rules.
 */
export async function relocateStreams(
  streams: readonly Stream[],
  config: Config,
  isList = false,
): Promise<RelocatedStreams> {
  const { relocate } = await import('../../relocate.ts')
  const prepare = asksForNothing(config) && !isList ? unread : await preparer(config)
  const held = streams.reduce((length, { bytes }) => length + (bytes?.length ?? 0), 0)
  expectSearch(held)
  const prepared = streams.map(prepare)
  for (const { stream } of prepared) expectText(stream.text.length)
  releaseAfter(held)
  const run = relocate(
    prepared.map(({ stream }) => stream),
    config,
    { isList },
  )
  const outputs = run.results.map((result, index) => prepared[index]?.output(result) ?? result.output)
  return { ...run, outputs }
}

/** Nothing to do: the stream passes unchanged. */
function unread(stream: Stream): Prepared {
  const { bytes } = stream
  if (bytes === undefined) return whole(stream)
  return { stream: { text: '' }, output: () => contentOf(bytes.windows.map(({ view }) => view)) }
}

function whole({ text, file }: Stream): Prepared {
  return { stream: { text, file: file?.name }, output: ({ output }) => output }
}

/** Values files speak of accounts and bindings as well, which a relocation does not read: then nothing is left out. */
async function preparer({ components, fieldSpecs }: Config): Promise<(stream: Stream) => Prepared> {
  if (components.length > 0) return whole
  const { stripBytes } = await import('./input/strip-bytes.ts')
  const { relevanceFor } = await import('../../find/relevance.ts')
  const { withBuiltIn } = await import('../../knowledge/fieldspecs/index.ts')
  const isRelevant = relevanceFor(withBuiltIn(fieldSpecs))
  return given => {
    if (given.bytes === undefined) return whole(given)
    const { stream, restore } = stripBytes(given.bytes, isRelevant, given.file?.name)
    return { stream, output: restore }
  }
}

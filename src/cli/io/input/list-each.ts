import type { ImageList } from '../../../output/images/image-line.ts'
import { imagesIn, listOf, type ListedImages } from '../../../output/images/image-list.ts'
import { summarize } from '../../../summary.ts'

import type { Config } from '../../../config/config.ts'
import type { Invocation } from '../../commands.ts'
import { relocateEach, type StreamsOutcome } from './each-stream.ts'
import { plainData } from './plain-data.ts'
import { releaseAfter } from '../runtime.ts'
import { openSources, type Sources } from './sources.ts'

/** The images of all that a run reads; with problems of what cannot be read, or that refuse the run. */
export async function listEach(
  invocation: Invocation,
): Promise<StreamsOutcome & { readonly list: ImageList }> {
  return listImagesOf(await openSources(invocation), invocation.config)
}

/** The same of what is open already; more can be asked of it afterwards. */
export async function listImagesOf(
  sources: Sources,
  config: Config,
): Promise<StreamsOutcome & { readonly list: ImageList }> {
  const { problems } = sources
  if (problems.length > 0) return { list: listOf([]), problems, summary: summarize([], problems) }
  const streams: ListedImages[] = []
  const isOne = 'streams' in sources
  const run = await relocateEach(
    sources,
    config,
    ({ result }) => streams.push(isOne ? imagesIn(result) : plainData(imagesIn(result))),
    true,
  )
  // The list needs nothing of what found its images.
  releaseAfter(streams.reduce((bytes, { sightings }) => bytes + sightings.length * workForOne, 0))
  return { ...run, list: listOf(streams) }
}

/** Bytes that relocating one image leaves behind, at the least. */
const workForOne = 400

import { emptyConfig } from '../../config/config.ts'
import type { Layout } from '../../rules/layout.ts'
import { severityOf } from '../../problem.ts'
import { listImages } from '../../output/images/image-list.ts'
import { releaseImagesOf } from '../../config/template/release-images.ts'
import { configTemplate } from '../../config/template/template.ts'

import type { Invocation, Outcome } from '../commands.ts'
import { readInput } from '../io/input-streams.ts'
import { noOutcome } from '../messages/outcome.ts'
import { relocateStreams } from '../io/relocate-streams.ts'
import { counted } from '../../summary.ts'

/** Writes a commented configuration from the images of the input and from what flags and variables said. */
export async function execute(invocation: Invocation): Promise<Outcome> {
  const { streams, problems: unread } = await readInput(invocation)
  if (unread.length > 0) return { ...noOutcome, problems: unread }
  const { config } = invocation
  const { fieldSpecs } = config
  const { results, problems } = await relocateStreams(streams, { ...emptyConfig, fieldSpecs }, true)
  const unreadable = problems.filter(problem => severityOf(problem) === 'input')
  if (unreadable.length > 0) return { ...noOutcome, problems: unreadable }

  const collisions = new Set<Layout>()
  for (const layout of ['preserve', 'flatten', 'full'] as const) {
    const trial = { ...config, layout, registry: config.registry ?? 'registry.invalid', components: [] }
    const { problems: found } = await relocateStreams(streams, trial)
    if (found.some(({ code }) => code === 'TARGET_COLLISION')) collisions.add(layout)
  }
  const images = listImages(results).map(({ source, isRepository, origin }) => ({
    source,
    isRepository,
    isOperators: origin === 'operator',
  }))
  const findings = releaseImagesOf(images, layout => collisions.has(layout))
  return { ...noOutcome, output: configTemplate(findings, config), summary: counted(images.length, 'image') }
}

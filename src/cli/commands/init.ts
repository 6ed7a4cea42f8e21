import { emptyConfig, type Config } from '../../config/config.ts'
import { layouts, type Layout } from '../../rules/layout.ts'
import { mergeConfigs } from '../../config/merge.ts'
import { isAbout, pathInItem, problemTable, severityOf, type Problem } from '../../problem.ts'
import { isAcceptable, type Acceptance } from '../../rules/accept.ts'
import { createRuleSet } from '../../rules/ruleset.ts'
import { releaseImagesOf } from '../../config/template/release-images.ts'
import { configTemplate } from '../../config/template/template.ts'

import type { Invocation, Outcome } from '../commands.ts'
import { relocateEach } from '../io/input/each-stream.ts'
import { listImagesOf } from '../io/input/list-each.ts'
import { openSources, type Sources } from '../io/input/sources.ts'
import { noOutcome } from '../messages/outcome.ts'
import { counted } from '../../summary.ts'

/** Writes a commented configuration from the images of the input and from flags and variables. */
export async function execute(invocation: Invocation): Promise<Outcome> {
  const sources = await openSources(invocation)
  if (sources.problems.length > 0) return { ...noOutcome, problems: sources.problems }
  const { config } = invocation
  const { fieldSpecs } = config
  const faults = createRuleSet(config).problems.filter(problem => severityOf(problem) === 'usage')
  if (faults.length > 0) return { ...noOutcome, problems: faults }
  const { list, problems } = await listImagesOf(sources, { ...emptyConfig, fieldSpecs })
  const unreadable = problems.filter(problem => severityOf(problem) === 'input')
  if (unreadable.length > 0) return { ...noOutcome, problems: unreadable }

  const registry = config.registry ?? trialRegistry
  const collisions = new Set<Layout>()
  for (const layout of layouts) {
    const trial = { ...config, layout, registry, components: [] }
    const found = await problemsOf(sources, trial)
    if (found.some(({ code }) => isAbout('collision', code))) collisions.add(layout)
  }
  const images = list.lines.map(({ source, isRepository, origin }) => ({
    source,
    isRepository,
    isOperators: origin === 'operator',
  }))
  const findings = releaseImagesOf(images, layout => collisions.has(layout))
  const accept = await acceptancesFor(sources, { ...config, registry, components: [] })
  const output = configTemplate(findings, { ...config, accept })
  return { ...noOutcome, output, summary: counted(images.length, 'image') }
}

/** A target that does not exist, to see the problems of a release. */
const trialRegistry = 'registry.invalid'

/**
 * What a release needs to be accepted so that it passes `--strict` at once: each problem by its place, with what it says as
 * the reason. One problem can hide another, so a few rounds are run.
 */
async function acceptancesFor(sources: Sources, config: Config): Promise<Config['accept']> {
  let accept = config.accept
  for (let round = 0; round < 4; round++) {
    const problems = await problemsOf(sources, { ...config, accept })
    const more = problems.filter(isOfRelease).map(acceptanceOf)
    if (more.length === 0) break
    accept = mergeConfigs({ accept }, { accept: more }).accept
  }
  return accept
}

async function problemsOf(sources: Sources, config: Config): Promise<readonly Problem[]> {
  return (await relocateEach(sources, config, () => undefined)).problems
}

/** A problem of what is in the release, and not of the rules. */
function isOfRelease({ code, place, accepted }: Problem): boolean {
  return place?.object !== undefined && accepted === undefined && isAcceptable(code)
}

function acceptanceOf({ code, message, image, place }: Problem): Acceptance {
  const isAboutTrial = message.includes(trialRegistry)
  return {
    code,
    ...(image === undefined ? {} : { image }),
    ...(place?.object === undefined ? {} : { object: place.object }),
    ...(place?.path === undefined || place.path === '' ? {} : { path: pathInItem(place.path) }),
    reason: isAboutTrial ? problemTable[code].title : message,
  }
}

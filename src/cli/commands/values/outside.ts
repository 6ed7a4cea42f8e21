import type { ExpectedImage } from '../../../output/values/any-chart/prove.ts'
import type { Config } from '../../../config/config.ts'
import { isAbout, type Place, type Problem } from '../../../problem.ts'
import { printable } from '../../../reference/quote.ts'
import { parseReference } from '../../../reference/parse.ts'
import { canonicalReference } from '../../../reference/canonical.ts'
import { formatReference, type Reference } from '../../../reference/reference.ts'
import { isRefusal } from '../../../reference/refusal.ts'
import { createRuleSet } from '../../../rules/ruleset.ts'
import { openRun } from '../../../run.ts'
import { policyOf } from '../../../verify/policy.ts'
import { verifiedStream } from '../verify.ts'
import type { ChartFolder } from './chart-folder.ts'
import { templateLine } from './template-line.ts'

/** That no value sets an image, with its template. */
export function missing({ source, target, place }: ExpectedImage, chart: ChartFolder): Problem {
  const line = templateLine(place.source, chart, source.repository)
  return {
    code: 'VALUE_MISSING',
    message: `no value makes the chart render ${printable(formatReference(target))} instead of ${printable(formatReference(source))}`,
    remedy: remedyFor(line),
    place,
  }
}

function remedyFor(line: string | undefined): string {
  const where = line === undefined ? '' : `it is in ${line}; `
  return `${where}use the post-renderer, or pipe helm template through this program`
}

/**
 * What else is outside in the rendering with the values: what no relocation of a rendering changes either, as an operator pulls it,
 * what only these values bring in, and what is only possibly an image.
 */
export function restOutside(
  text: string,
  unproved: readonly ExpectedImage[],
  chart: ChartFolder,
  config: Config,
): readonly Problem[] {
  const keyOf = ({ source, object, path }: Place, image: Reference): string =>
    [source, object, path, canonicalReference(image)].join(' ')
  const named = new Set(unproved.map(image => keyOf(image.place, image.source)))
  return outsideIn(text, chart.name, { ...config, components: [] }).flatMap(problem => {
    const { code, message, place, image = '' } = problem
    if (!isAbout('leak', code)) return problem
    const name = parseReference(image)
    if (place !== undefined && !isRefusal(name) && named.has(keyOf(place, name))) return []
    const isInTemplate = place?.path !== undefined && place.path !== '' && !isRefusal(name)
    const line = isInTemplate ? templateLine(place.source, chart, name.repository) : undefined
    return {
      ...problem,
      code: 'VALUE_MISSING',
      message: `no value changes this: ${message}`,
      remedy: remedyFor(line),
    }
  })
}

/** What `verify` says of a rendering: what is outside, what possibly is, and what operators pull. */
function outsideIn(text: string, file: string, config: Config): readonly Problem[] {
  const stream = { text, file }
  const examine = openRun(config).examineHeld([stream])
  const policy = policyOf(createRuleSet(config).ruleSet, config)
  return verifiedStream(examine(stream, 0), policy).problems
}

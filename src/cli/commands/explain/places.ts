import { findIn } from '../../../find/find.ts'
import { canonicalName, canonicalReference } from '../../../reference/canonical.ts'
import { printable } from '../../../reference/quote.ts'
import { formatReference, type Reference } from '../../../reference/reference.ts'
import { criteriaOf } from '../../../relocate-stream.ts'
import type { RuleSet } from '../../../rules/ruleset.ts'

import type { Config } from '../../../config/config.ts'
import type { Stream } from '../../io/read-stream.ts'
import { relocateStreams } from '../../io/relocate-streams.ts'
import { formatPlace } from '../../messages/message.ts'

/**
 * Where streams use an image, as lines: with its tag and digest, or with any if it has none. It is in a field, chosen by an
 * operator, the target of another image, or only possibly there.
 */
export async function placeLines(
  streams: readonly Stream[],
  requested: Reference,
  config: Config,
  ruleSet: RuleSet,
): Promise<readonly string[]> {
  const isAny = requested.tag === undefined && requested.digest === undefined
  const nameOf = isAny ? canonicalName : canonicalReference
  const name = nameOf(requested)
  const isRequested = (reference: Reference | undefined): boolean =>
    reference !== undefined && nameOf(reference) === name

  const { results } = await relocateStreams(streams, config, true)
  const changes = results.flatMap(result => result.changes)
  const chosen = results.flatMap(result => result.operatorImages)
  const found = streams.map(({ text, file }) =>
    findIn({ text, file: file?.name }, criteriaOf(config, ruleSet)),
  )
  // The rules do not decide about components that a values file sets.
  const valued = new Map(
    changes
      .filter(({ rule }) => rule.type === 'values')
      .map(({ place, target, rule }) => [
        formatPlace(place),
        ` → ${formatReference(target)}, by ${printable(rule.text)}`,
      ]),
  )
  const byOperator = ({ place, operator, version, source }: (typeof chosen)[number]): string =>
    `${formatPlace(place)}: ${formatReference(source)}, chosen by ${printable([operator, version].filter(part => part !== undefined).join(' '))}`

  const used = [
    ...found
      .flatMap(({ images }) => images)
      .filter(({ finding }) => isRequested(finding.reference))
      .map(({ finding, place }) => {
        const where = formatPlace(place)
        return `${where}: ${printable(finding.written)}${valued.get(where) ?? ''}`
      }),
    ...chosen.filter(({ source }) => isRequested(source)).map(byOperator),
  ]
  const targetOf = [
    ...changes
      .filter(({ source, target }) => isRequested(target) && !isRequested(source))
      .map(({ place, written }) => `${formatPlace(place)}: ${printable(written)}`),
    ...chosen.filter(({ source, target }) => isRequested(target) && !isRequested(source)).map(byOperator),
  ]
  const possible = found
    .flatMap(findings => findings.possible)
    .filter(({ finding }) => isRequested(finding.reference))
    .map(({ finding, place }) => `${formatPlace(place)}: ${printable(finding.written)}: ${finding.why}`)
  const lines = [
    ...section('used in', used),
    ...section('target of', targetOf),
    ...section('possibly used in, and not moved', possible),
  ]
  if (lines.length > 0) return lines
  const operators = new Set(
    results.flatMap(({ unknownImages }) => unknownImages.map(({ operator }) => operator)),
  )
  return [
    '  used       nowhere in this stream',
    ...[...operators].map(
      operator =>
        `  note       ${printable(operator)} chooses images that nothing in the run names; see --operator`,
    ),
  ]
}

function section(title: string, places: readonly string[]): readonly string[] {
  return places.length === 0 ? [] : [`  ${title}`, ...places.map(place => `    ${place}`)]
}

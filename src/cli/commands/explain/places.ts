import { findIn, type Findings } from '../../../find/find.ts'
import type { Change, OperatorImage } from '../../../plan/entry.ts'
import { problemTable, type Problem } from '../../../problem.ts'
import { canonicalName, canonicalReference } from '../../../reference/canonical.ts'
import { printable } from '../../../reference/quote.ts'
import { formatReference, type Reference } from '../../../reference/reference.ts'
import { criteriaOf, type Result } from '../../../relocate-stream.ts'
import type { RuleSet } from '../../../rules/ruleset.ts'

import type { Config } from '../../../config/config.ts'
import type { Stream } from '../../io/input/read-stream.ts'
import { relocateStreams } from '../../io/relocate-streams.ts'
import { formatPlace } from '../../messages/message.ts'

/** Where streams use an image, or why that cannot be said: a document that cannot be read may use it. */
type Places = { readonly lines: readonly string[]; readonly problems: readonly Problem[] }

/**
 * Where streams use an image, as lines: with its tag and digest, or with any if it has none. It is in a field, chosen by an
 * operator, the target of another image, or only possibly there.
 */
export async function placesIn(
  streams: readonly Stream[],
  requested: Reference,
  config: Config,
  ruleSet: RuleSet,
): Promise<Places> {
  const isAny = requested.tag === undefined && requested.digest === undefined
  const nameOf = isAny ? canonicalName : canonicalReference
  const name = nameOf(requested)
  const isRequested = (reference: Reference | undefined): boolean =>
    reference !== undefined && nameOf(reference) === name

  const { results, problems } = await relocateStreams(streams, config, true)
  const unread = problems.filter(isUnread)
  if (unread.length > 0) return { lines: [], problems: unread }
  const chosen = results.flatMap(result => result.operatorImages)
  const changes = results.flatMap(result => result.changes)
  const found = streams.map(({ text, file }) =>
    findIn({ text, file: file?.name }, criteriaOf(config, ruleSet)),
  )
  const used = [
    ...writtenPlaces(found, changes, isRequested),
    ...chosen.filter(({ source }) => isRequested(source)).map(chosenPlace),
  ]
  const isTargetOf = ({ source, target }: Pick<OperatorImage, 'source' | 'target'>): boolean =>
    isRequested(target) && !isRequested(source)
  const targetOf = [
    ...changes.filter(isTargetOf).map(({ place, written }) => `${formatPlace(place)}: ${printable(written)}`),
    ...chosen.filter(isTargetOf).map(chosenPlace),
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
  return { lines: lines.length > 0 ? lines : unusedLines(results), problems: [] }
}

/** A text in an image field that is no image is not the one that is asked for; all else of the input has to be read. */
function isUnread({ code, accepted }: Problem): boolean {
  return accepted === undefined && problemTable[code].severity === 'input' && code !== 'REFERENCE_INVALID'
}

/** The fields that name an image, each with the target that a values file sets: the rules do not decide about these. */
function writtenPlaces(
  found: readonly Findings[],
  changes: readonly Change[],
  isRequested: (reference: Reference | undefined) => boolean,
): readonly string[] {
  // There the target is another than the rules alone say.
  const valued = new Map(
    changes
      .filter(({ rule, spec }) => rule.type === 'values' || spec?.folderAt !== undefined)
      .map(({ place, target, rule }) => [
        formatPlace(place),
        ` → ${formatReference(target)}, by ${printable(rule.text)}`,
      ]),
  )
  return found
    .flatMap(({ images }) => images)
    .filter(({ finding }) => isRequested(finding.reference))
    .map(({ finding, place }) => {
      const where = formatPlace(place)
      return `${where}: ${printable(finding.written)}${valued.get(where) ?? ''}`
    })
}

function chosenPlace({ place, operator, version, source }: OperatorImage): string {
  const by = version === undefined ? operator : `${operator} ${version}`
  return `${formatPlace(place)}: ${formatReference(source)}, chosen by ${printable(by)}`
}

/** That no stream uses the image, and which operators may still choose it. */
function unusedLines(results: readonly Result[]): readonly string[] {
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

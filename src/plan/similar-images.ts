import type { Edit } from '../edit/edit.ts'
import type { Findings, Found } from '../find/find.ts'
import type { Occurrence } from '../find/shapes/finding.ts'
import { recogniseOperator } from '../knowledge/operators/operator.ts'
import { offsetOf } from '../manifest/place.ts'
import { parseReference } from '../reference/parse.ts'
import { formatReference, type Reference } from '../reference/reference.ts'
import { isRefusal } from '../reference/refusal.ts'
import type { RuleSet } from '../rules/ruleset.ts'
import { isPlainSafe } from '../yaml/quote.ts'
import type { Change, Unchanged } from './entry.ts'
import type { ImageHole, Moved, Recorded, Written } from './replay.ts'

/** Shapes in which every image of a container is moved, whatever it is called. */
const podShapes: ReadonlySet<string | undefined> = new Set(['pod-spec', 'containers'])

/** What happened to the images that a skeleton leaves out; undefined where one of them is not simply the image of a container. */
export function imagesOf(
  { images: found }: Pick<Findings, 'images'>,
  recorded: Recorded,
  { start, skeleton }: Written,
): readonly ImageHole[] | undefined {
  const images: ImageHole[] = []
  for (const [hole, { is, at }] of skeleton.holes.entries()) {
    if (is !== 'image') continue
    const image = found.find(({ place }) => offsetOf(place) === start + at)
    const entry = [...recorded.changes, ...recorded.unchanged].find(
      ({ place }) => offsetOf(place) === start + at,
    )
    if (entry === undefined || image === undefined || !isOfContainer(image) || !isPlainImage(entry))
      return undefined
    const edit = recorded.edits.find(own => own.start === start + at)
    if (!isItsEdit(entry, edit)) return undefined
    images.push({ hole, entry, edit })
  }
  return images
}

function isOfContainer({ finding, spec }: Found<Occurrence>): boolean {
  return podShapes.has(spec?.shape) && finding.parent !== undefined
}

function isPlainImage(entry: Change | Unchanged): boolean {
  return !entry.isRepository && ('why' in entry || entry.copied === undefined)
}

function isItsEdit(entry: Change | Unchanged, edit: Edit | undefined): boolean {
  if ('why' in entry) return edit === undefined
  if (edit === undefined || edit.end - edit.start !== entry.written.length) return false
  return edit.text === formatReference(entry.target)
}

/**
 * Where the images of a document go that is written like another; undefined where one of them has another outcome, or is an
 * operator, about which more has to be known.
 */
export function moveImages(
  images: readonly ImageHole[],
  { skeleton }: Written,
  ruleSet: Pick<RuleSet, 'decide'>,
): readonly Moved[] | undefined {
  const all: Moved[] = []
  for (const { hole, entry } of images) {
    const written = skeleton.holes[hole]?.text ?? ''
    const source = parseReference(written)
    if (isRefusal(source)) return undefined
    if (source === entry.source) {
      all.push({ ...entry, text: 'target' in entry ? formatReference(entry.target) : undefined })
      continue
    }
    const moved = outcomeLike(entry, source, ruleSet)
    if (moved === undefined) return undefined
    all.push({ ...moved, source, written })
  }
  return all
}

function outcomeLike(
  entry: Change | Unchanged,
  source: Reference,
  ruleSet: Pick<RuleSet, 'decide'>,
): Pick<Moved, 'target' | 'rule' | 'text'> | undefined {
  if (recogniseOperator(source) !== undefined) return undefined
  const decision = ruleSet.decide(source)
  if ('why' in entry) return decision.kind === 'unchanged' && decision.why === entry.why ? {} : undefined
  if (decision.kind !== 'relocated') return undefined
  const { target, rule } = decision
  const text = formatReference(target)
  return isPlainSafe(text, false) ? { target, rule, text } : undefined
}

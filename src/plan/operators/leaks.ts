import { applyEdits, type Edit } from '../../edit/edit.ts'
import { partitionPoint } from '../../edit/partition-point.ts'
import { canonicalReference } from '../../reference/canonical.ts'
import { printable } from '../../reference/quote.ts'
import { formatReference, type Reference } from '../../reference/reference.ts'
import type { FieldSpec } from '../../knowledge/fieldspecs/fieldspec.ts'
import type { PulledImage } from '../../knowledge/operators/pulled-image.ts'
import type { ImageSlot } from '../../knowledge/operators/image-slot.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import { splitStream, streamOf } from '../../manifest/stream.ts'
import type { Place, Problem } from '../../problem.ts'
import { acceptIt } from '../../rules/accept-row.ts'
import type { Lock } from '../../rules/lock.ts'
import type { RuleSet } from '../../rules/ruleset.ts'
import { findImages, type Findings } from '../../find/find.ts'
import type { Context } from './context.ts'
import { factsOf, type StreamFacts } from '../facts.ts'
import { operatedBy, type Operated } from './operated.ts'
import { dependsOnOthers, isImageConfig, isOperated } from './operated-resource.ts'
import { namingFields } from './choose-images.ts'
import { operatorsOf } from './running.ts'
import { joinKey } from '../../yaml/path.ts'

/** Which images may be where they are. */
type IsAllowed = (reference: Reference) => boolean

/**
 * What operators will pull from the relocated stream although it is not where it should be: one IMAGE_LEAK for each
 * image. The model is asked again, with the resources, ImageConfigs and operators as they are in the output of the run; the
 * places are those of the stream as it was read. Where fields of the resources name all images, nothing is read again.
 */
export function leaksAfter(
  before: {
    readonly found: Findings
    readonly operated: readonly Operated[]
    readonly contextAfter: (relocated: StreamFacts) => Context
    readonly edits: readonly Edit[]
  },
  rules: {
    readonly ruleSet: RuleSet
    readonly isAllowed: IsAllowed
    readonly lock?: Lock | undefined
  },
  fieldSpecs: readonly FieldSpec[],
): readonly Problem[] {
  const { found, operated, contextAfter, edits } = before
  const asked = operated.filter(({ images }) => images.some(isLeftToOperator))
  if (asked.length === 0) return []
  const stream = found.text.source
  const output = edits.length === 0 ? stream : applyEdits(stream, edits)
  const { part, isIn } = operatedPart(stream, output, found, asked)
  const relocated = findImages(part, fieldSpecs)
  const here = new Set(operatorsOf(relocated).map(({ operator }) => operator))
  const after = operatedBy(relocated, contextAfter(factsOf(relocated)))
  const problems = operated.filter(isIn).flatMap(({ place, images }, index) => {
    const now = after[index]?.images ?? []
    return images.flatMap((image, at): readonly Problem[] => {
      const { reference } = now[at] ?? {}
      if (!isLeftToOperator(image)) return []
      // What an operator of another stream is started with is relocated there.
      if (image.origin.kind === 'operator' && !here.has(image.operator)) return []
      const decision = rules.ruleSet.decide(image.reference)
      const target = decision.kind === 'relocated' ? decision.target : undefined
      if (reference === undefined) return [leak(image, image.reference, target, place)]
      const isRight =
        target === undefined
          ? rules.isAllowed(reference)
          : withPin(target, image.reference, rules.lock).includes(canonicalReference(reference))
      return isRight ? [] : [leak(image, reference, target, place)]
    })
  })
  return distinct(problems)
}

/** Whether an image is pulled that no field of a resource names. */
function isLeftToOperator(image: PulledImage): image is PulledImage & { readonly reference: Reference } {
  return image.reference !== undefined && image.origin.kind !== 'field'
}

/** The names under which a target is pulled: with a lock, that with its digest too. */
function withPin(wanted: Reference, source: Reference, lock: Lock | undefined): readonly string[] {
  const answer = lock?.digestOf(source)
  const pinned = answer?.kind === 'locked' ? [{ ...wanted, digest: answer.digest }] : []
  return [wanted, ...pinned].map(canonicalReference)
}

/**
 * What operators will pull from a stream as it is, and must not: for `verify`. What a field of the stream names is a leak at
 * that field already.
 */
export function leaksIn(
  found: Findings,
  operated: readonly Operated[],
  isAllowed: IsAllowed,
): readonly Problem[] {
  if (operated.length === 0) return []
  const isWritten = namingFields(found)
  return distinct(
    operated.flatMap(({ place, images }) =>
      images.flatMap(image => {
        const { reference } = image
        return reference === undefined || isAllowed(reference) || isWritten(image)
          ? []
          : [leak(image, reference, undefined, place)]
      }),
    ),
  )
}

/** Documents of an output, and whether an object is in one of them. */
type Part = { readonly part: string; readonly isIn: (object: { readonly manifest: Manifest }) => boolean }

/** The documents of the output that decide what operators pull for some resources, in their order. */
function operatedPart(stream: string, output: string, found: Findings, asked: readonly Operated[]): Part {
  const needsOthers = asked.some(({ manifest }) => dependsOnOthers(manifest))
  const deciding = [
    ...asked,
    ...found.objects.filter(
      ({ manifest }) => isImageConfig(manifest) || (needsOthers && isOperated(manifest)),
    ),
    ...operatorsOf(found),
  ]
  const documents = splitStream(stream)
  const moved = splitStream(output)
  if (documents.length !== moved.length) return { part: output, isIn: () => true }
  const documentOf = ({ manifest }: { readonly manifest: Manifest }): number =>
    partitionPoint(documents, ({ start }) => start <= manifest.root.start) - 1
  const wanted = new Set(deciding.map(documentOf))
  const part = streamOf(
    output,
    moved.filter(({ index }) => wanted.has(index)),
  )
  return { part, isIn: object => wanted.has(documentOf(object)) }
}

function leak(
  { operator, version, component, container, remedy, slot }: PulledImage,
  reference: Reference,
  target: Reference | undefined,
  place: Place,
): Problem {
  const image = formatReference(reference)
  const name = printable(image)
  const who = version === undefined ? operator : `${operator} ${printable(version)}`
  const where = target === undefined ? '' : ` instead of ${printable(formatReference(target))}`
  const field =
    slot === undefined
      ? 'and no field that can be set changes that'
      : `because ${pathOf(slot)} does not name it`
  const way =
    slot === undefined
      ? remedy
      : target === undefined
        ? `relocate the resource, which names the image in ${pathOf(slot)}`
        : `set ${pathOf(slot)} to ${printable(formatReference(target))} in the values of the chart`
  const code = 'IMAGE_LEAK'
  return {
    code,
    message: `${who} will pull ${name}${where} for ${component} (container ${container}), ${field}`,
    remedy: `${way}; if it may stay, ${acceptIt({ code, image, place })}`,
    image,
    place,
  }
}

function pathOf({ owner, key }: ImageSlot): string {
  return printable(joinKey(owner.path, key))
}

function distinct(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>()
  return problems.filter(({ message, place }) => {
    const key = `${place?.object} ${place?.line} ${message}`
    return !seen.has(key) && seen.add(key)
  })
}

import type { Findings } from '../../find/find.ts'
import { streamOffsetOf } from '../../find/shapes/finding.ts'
import type { PulledImage } from '../../knowledge/operators/pulled-image.ts'
import type { ImageSlot } from '../../knowledge/operators/image-slot.ts'
import type { DigestAnswer } from '../../knowledge/operators/digests.ts'
import { placeOfField } from '../../manifest/place.ts'
import type { Place, Problem } from '../../problem.ts'
import { canonicalReference } from '../../reference/canonical.ts'
import { formatReference, type Reference } from '../../reference/reference.ts'
import type { Lock } from '../../rules/lock.ts'
import type { RuleSet } from '../../rules/ruleset.ts'
import type { Field } from '../../yaml/field.ts'
import type { OperatorImage } from '../entry.ts'
import { nameOf, type ObjectName } from '../object-name.ts'
import { pinChoice } from '../pin.ts'
import { assumedConfigs } from './assumed-configs.ts'
import type { Context } from './context.ts'
import { digestOfChoice } from './digest.ts'
import { slotId, type Operated } from './operated.ts'
import { unknownProblems } from './unknown.ts'

/** What operators will pull although no field names it, and what cannot be helped. */
export type OperatorPlan = {
  readonly images: readonly OperatorImage[]
  readonly problems: readonly Problem[]
}

/** An image that no field names whole, with its decision. */
export type Chosen = {
  readonly image: PulledImage
  readonly source: Reference
  /** Undefined where no rule moves it. */
  readonly target: Reference | undefined
  readonly place: Place
}

/** A slot, and the images that are to be named there. */
type SlotChoice = { readonly slot: ImageSlot; readonly chosen: Chosen[]; readonly entries: OperatorImage[] }

/** What operators choose by themselves, each with its decision; nothing is written yet. */
export type OperatorChoice = OperatorPlan & {
  readonly slots: readonly SlotChoice[]
  /** Where in each object an image will be named that no field names yet. */
  readonly pins: Pins
}

/** Paths of fields that get an image, by the root of their object. */
export type Pins = ReadonlyMap<Field, readonly string[]>

/**
 * List what operators choose by themselves, and where each looks for its image. Images that fields name are planned with
 * all others; those of the ImageConfig too, but for the servers, whose tag is in resources.
 */
export function chooseOperatorImages(
  found: Findings,
  operated: readonly Operated[],
  { ruleSet, lock }: { readonly ruleSet: RuleSet; readonly lock: Lock | undefined },
  context: Context,
): OperatorChoice {
  if (operated.length === 0) return { images: [], problems: [], slots: [], pins: new Map() }
  const objects = writtenObjects(found)
  const problems: Problem[] = [...unknownProblems(operated, context), ...assumedConfigs(operated, context)]
  const images: OperatorImage[] = []
  const slots = new Map<string, SlotChoice>()
  const pins = new Map<Field, string[]>()
  for (const { manifest, place, images: pulled } of operated) {
    for (const image of pulled) {
      const { reference: source, slot } = image
      if (source === undefined || isNamed(image, objects) || isFlag(image, found)) continue
      const decision = ruleSet.decide(source)
      const digestFor = (): DigestAnswer => digestOfChoice(image, context, manifest)
      const pin =
        decision.kind === 'relocated' ? pinChoice(source, decision.target, lock, place, digestFor) : undefined
      if (pin !== undefined) problems.push(...pin.problems)
      const why = decision.kind === 'unchanged' ? decision.why : undefined
      const choice = { image, source, target: pin?.target, place }
      const entry = entryOf(choice, nameOf(manifest), pin?.locked, why)
      images.push(entry)
      if (choice.target === undefined || slot === undefined) continue
      const group = slots.get(slotId(slot)) ?? { slot, chosen: [], entries: [] }
      slots.set(slotId(slot), group)
      group.chosen.push(choice)
      group.entries.push(entry)
      const paths = pins.get(manifest.root)
      if (paths === undefined) pins.set(manifest.root, [pathOf(slot, place)])
      else paths.push(pathOf(slot, place))
    }
  }
  return { images: distinct(images), problems, slots: [...slots.values()], pins }
}

/** What becomes of a chosen image. It is pinned in its slot, or where the ImageConfig or a flag of the operator names it. */
function entryOf(
  { image, source, target, place }: Chosen,
  object: ObjectName,
  locked: string | undefined,
  why: OperatorImage['why'],
): OperatorImage {
  const { operator, version, component, fact, slot } = image
  const isInSlot = target !== undefined && slot !== undefined
  return {
    operator,
    version,
    component,
    source,
    target,
    ...(locked === undefined ? {} : { locked }),
    ...(why === undefined ? {} : { why }),
    isPinned: isInSlot || (target !== undefined && isPinnedElsewhere(image)),
    fact,
    object,
    place: isInSlot ? placeOfField(place, pathOf(slot, place)) : place,
  }
}

/** Whether a field, an image object or a flag of the run names an image that an operator pulls: then that is the place to change. */
export function namingFields(found: Findings): (image: PulledImage) => boolean {
  const objects = writtenObjects(found)
  const written = new Set(found.images.map(({ finding }) => canonicalReference(finding.reference)))
  return image => {
    if (image.origin.kind === 'field' || isFlag(image, found)) return true
    const isWritten = image.reference !== undefined && written.has(canonicalReference(image.reference))
    return isWritten && isNamed(image, objects)
  }
}

/** Offsets of the image objects that were found and are planned with all other images. */
function writtenObjects(found: Findings): ReadonlySet<number> {
  return new Set(
    found.images
      .filter(({ spec }) => spec?.shape === 'image-parts')
      .map(({ finding }) => streamOffsetOf(finding)),
  )
}

/** Whether the image is planned somewhere else: a field names it, an object of the resource, or the ImageConfig. */
function isNamed({ origin, slot, component }: PulledImage, objects: ReadonlySet<number>): boolean {
  if (origin.kind === 'field') return true
  if (origin.kind === 'image-config') return !isServer(component)
  const object = slot?.form === 'parts' ? slot.owner.get(slot.key) : undefined
  return object?.mapping !== undefined && objects.has(object.inText.toStream(object.mapping.start))
}

/** A flag of the operator names the whole image, or a variable in it does, and is relocated as it is found. */
function isFlag({ origin, reference }: PulledImage, found: Findings): boolean {
  if (origin.kind !== 'operator' || reference === undefined) return false
  const text = formatReference(reference)
  return found.images.some(
    ({ finding }) => /\b(?:args|env)\[/.test(finding.path) && formatReference(finding.reference) === text,
  )
}

function isServer(component: string): boolean {
  return component === 'cassandra' || component === 'dse' || component === 'hcd'
}

/** The ImageConfig and the operator's own flags are relocated by themselves. */
function isPinnedElsewhere({ origin }: PulledImage): boolean {
  return origin.kind === 'image-config' || origin.kind === 'operator'
}

/** The path of a slot in the object at a place, with what is above the object. */
export function pathOf({ owner, key }: ImageSlot, { path }: Place): string {
  const own = owner.path === '' ? key : `${owner.path}/${key}`
  return path === undefined || path === '' ? own : `${path}/${own}`
}

function distinct(images: readonly OperatorImage[]): readonly OperatorImage[] {
  const seen = new Set<string>()
  return images.filter(({ component, source, place }) => {
    const key = `${component} ${formatReference(source)} ${place.object} ${place.path}`
    return !seen.has(key) && seen.add(key)
  })
}

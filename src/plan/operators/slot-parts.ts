import { divide } from '../../find/shapes/coordinates.ts'
import type { Data } from '../../edit/print.ts'
import type { ImageSlot } from '../../knowledge/operators/image-slot.ts'
import { formatReference, type Reference } from '../../reference/reference.ts'

/** An image that an operator reads in a slot, and where it goes. */
export type SlotTarget = { readonly source: Reference; readonly target: Reference }

/**
 * The values that a slot needs so that the operator makes each image its target; undefined when it cannot be said there:
 * a digest has no field, and a name that the operator chooses must stay the operator's when it serves several images.
 * Where no object is, the coordinates are written whole: of a partial object the API server makes the tag `latest`.
 */
export function slotValue(slot: ImageSlot, images: readonly SlotTarget[]): Data | undefined {
  const [first] = images
  if (first === undefined) return undefined
  if (slot.form === 'text') {
    const texts = new Set(images.map(({ target }) => formatReference(target)))
    return texts.size === 1 ? formatReference(first.target) : undefined
  }
  const values = images.map(image => partsOf(slot, image, images.length === 1 && slot.isNameAssumed !== true))
  const [value] = values
  if (value === undefined) return undefined
  return values.every(other => JSON.stringify(other) === JSON.stringify(value)) ? value : undefined
}

function partsOf(
  slot: ImageSlot,
  { source, target }: SlotTarget,
  isAlone: boolean,
): Record<string, string> | undefined {
  if (target.digest !== source.digest) return undefined
  const slash = source.repository.lastIndexOf('/')
  const was = {
    registry: source.registry ?? 'docker.io',
    repository: slash < 0 ? '' : source.repository.slice(0, slash),
    name: source.repository.slice(slash + 1),
  }
  const parts = divide(target, was)
  if (parts === undefined) return undefined
  const isChosen = slot.nameStaysUnset === true && parts.name === was.name
  if (slot.nameStaysUnset === true && !isChosen && !isAlone) return undefined
  const expected = {
    registry: parts.registry ?? '',
    repository: parts.repository ?? '',
    name: parts.name ?? was.name,
    ...(target.tag === undefined ? {} : { tag: target.tag }),
  }
  const there = slot.owner.get(slot.key)
  if (there?.mapping === undefined) {
    return Object.fromEntries(Object.entries(expected).filter(([key]) => key !== 'name' || !isChosen))
  }
  // In an object that is there only what comes out otherwise is written.
  const now: Record<string, string | undefined> = { ...was, tag: source.tag }
  return Object.fromEntries(
    Object.entries(expected).filter(([key, value]) => {
      const own = there.get(key)?.text
      return own === undefined || own === '' ? now[key] !== value : own !== value
    }),
  )
}

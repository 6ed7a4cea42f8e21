import type { EditMap } from '../../edit/edit-map.ts'
import type { PulledImage } from '../../knowledge/operators/pulled-image.ts'
import { placeOfField } from '../../manifest/place.ts'
import type { Problem } from '../../problem.ts'
import { printable } from '../../reference/quote.ts'
import { formatReference } from '../../reference/reference.ts'
import type { Entry } from '../entry.ts'
import { pathOf, type Chosen, type OperatorChoice, type OperatorPlan } from './choose-images.ts'
import type { AddedSecrets } from '../secrets/added-secrets.ts'
import { withoutRoom } from '../secrets/without-room.ts'
import { slotValue, type SlotTarget } from './slot-parts.ts'

/**
 * Name the target of each image where its operator looks for it. `secretsFor`: the pull secrets that a new image object
 * gets, which count as `added`.
 */
export function planOperatorImages(
  choice: OperatorChoice,
  secretsFor: (image: PulledImage) => readonly string[],
  edits: EditMap<Entry>,
  added: AddedSecrets,
): OperatorPlan {
  const problems: Problem[] = [...choice.problems]
  for (const { slot, chosen, entries } of choice.slots) {
    const value = slotValue(slot, distinctTargets(chosen))
    const [first] = chosen
    if (first === undefined) continue
    if (value === undefined) problems.push(inexpressible(first))
    else {
      const { mapping, inText } = slot.owner
      if (mapping === undefined) continue
      const [name, ...others] = secretsOf(chosen, secretsFor)
      const isSecured = name !== undefined && typeof value === 'object'
      const excess = isSecured ? added.add(1, first.place) : undefined
      if (excess !== undefined) problems.push(excess)
      if (others.length > 0) {
        const path = `${pathOf(slot, first.place)}/pullSecretRef`
        problems.push(withoutRoom(others, placeOfField(first.place, path)))
      }
      const secured = isSecured ? { ...value, pullSecretRef: { name } } : value
      edits.share(inText, [{ mapping, key: slot.key, value: secured }], entries)
    }
  }
  return { images: choice.images, problems }
}

function distinctTargets(chosen: readonly Chosen[]): readonly SlotTarget[] {
  const targets = new Map<string, SlotTarget>()
  for (const { source, target } of chosen)
    if (target !== undefined) targets.set(formatReference(source), { source, target })
  return [...targets.values()]
}

/** The pull secrets that the pods of an image object which is new need from it, where it takes one and has none. */
function secretsOf(
  chosen: readonly Chosen[],
  secretsFor: (image: PulledImage) => readonly string[],
): readonly string[] {
  const taking = chosen.filter(
    ({ image: { slot } }) => slot?.takesSecret === true && slot.secret === undefined,
  )
  return [...new Set(taking.flatMap(({ image }) => secretsFor(image)))]
}

function inexpressible({ image, source, target, place }: Chosen): Problem {
  return {
    code: 'TARGET_INEXPRESSIBLE',
    message: `${printable(formatReference(source))}, which ${image.operator} pulls for ${image.component}, would become ${printable(target === undefined ? '' : formatReference(target))}, which its field cannot hold`,
    remedy: 'map this image to a name without digest below the registry, or --exclude it',
    image: formatReference(source),
    place,
  }
}

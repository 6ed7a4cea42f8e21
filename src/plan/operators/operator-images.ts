import type { EditMap } from '../../edit/edit-map.ts'
import type { Data } from '../../edit/print.ts'
import type { PulledImage } from '../../knowledge/operators/pulled-image.ts'
import type { ImageSlot } from '../../knowledge/operators/image-slot.ts'
import type { Problem } from '../../problem.ts'
import { printable } from '../../reference/quote.ts'
import { formatReference } from '../../reference/reference.ts'
import type { Entry } from '../entry.ts'
import type { Chosen, OperatorChoice, OperatorPlan } from './choose-images.ts'
import type { AddedSecrets } from '../secrets/added-secrets.ts'
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
      const secured = withSecret(value, slot, secretsFor(first.image))
      const excess = secured === undefined ? undefined : added.add(1, first.place)
      if (excess !== undefined) problems.push(excess)
      edits.share(inText, [{ mapping, key: slot.key, value: secured ?? value }], entries)
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

/** An image object with the first of these secrets, where it takes one and has none. */
function withSecret(value: Data, slot: ImageSlot, secrets: readonly string[]): Data | undefined {
  const [name] = secrets
  const isTaken = slot.takesSecret !== true || slot.secret !== undefined
  if (isTaken || name === undefined || typeof value === 'string') return undefined
  return { ...value, pullSecretRef: { name } }
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

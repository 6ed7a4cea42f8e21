import type { Config } from '../config/config.ts'
import type { Place, Problem } from '../problem.ts'
import type { Reference } from '../reference/reference.ts'
import { findCollisions, type Landing } from '../rules/collision.ts'
import type { Change, OperatorImage } from './entry.ts'

/** What a plan says of targets. */
type Landed = { readonly changes: readonly Change[]; readonly operatorImages: readonly OperatorImage[] }

/** Images that would land on one target, by the stream of the second. */
export function collisionsIn(
  plans: readonly Landed[],
  known: Config['known'],
): ReadonlyMap<number, readonly Problem[]> {
  const streamOf = new Map<Place | undefined, number>()
  const landings = plans.flatMap((plan, index) => {
    const own = landingsOf(plan)
    for (const { place } of own) streamOf.set(place, index)
    return own
  })
  const byStream = new Map<number, Problem[]>()
  for (const problem of findCollisions(landings, known)) {
    const index = streamOf.get(problem.place) ?? 0
    byStream.set(index, [...(byStream.get(index) ?? []), problem])
  }
  return byStream
}

/** Where the images of a stream land. */
export function landingsOf({ changes, operatorImages }: Landed): readonly Landing[] {
  return [...changes, ...operatorImages.filter(isRelocated)]
}

function isRelocated(image: OperatorImage): image is OperatorImage & { readonly target: Reference } {
  return image.target !== undefined
}

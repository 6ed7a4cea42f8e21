import type { Reference } from '../reference/reference.ts'
import type { Relocation } from '../rules/collision-finder.ts'
import type { Change, OperatorImage } from './entry.ts'

/** The targets of a plan. */
type Planned = { readonly changes: readonly Change[]; readonly operatorImages: readonly OperatorImage[] }

/** The images of a stream that move, with their targets, those included that operators choose. */
export function relocationsOf({ changes, operatorImages }: Planned): readonly Relocation[] {
  return [...changes, ...operatorImages.filter(isRelocated)]
}

function isRelocated(image: OperatorImage): image is OperatorImage & { readonly target: Reference } {
  return image.target !== undefined
}

import type { Reference } from '../reference/reference.ts'
import type { Landing } from '../rules/landing.ts'
import type { Change, OperatorImage } from './entry.ts'

/** The targets of a plan. */
type Landed = { readonly changes: readonly Change[]; readonly operatorImages: readonly OperatorImage[] }

/** Where the images of a stream land. */
export function landingsOf({ changes, operatorImages }: Landed): readonly Landing[] {
  return [...changes, ...operatorImages.filter(isRelocated)]
}

function isRelocated(image: OperatorImage): image is OperatorImage & { readonly target: Reference } {
  return image.target !== undefined
}

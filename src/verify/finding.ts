import type { Place, Problem, ProblemCode } from '../problem.ts'
import { printable } from '../reference/quote.ts'

/** One image that is not where images have to be, or what may be one. */
export type OutsideImage = {
  readonly is: 'image' | 'possible'
  /** The image as it is written. Of a text that holds it, nothing else is shown. */
  readonly image: string
  /** Why it is only a possible one: a clause without a final stop. */
  readonly why: string | undefined
  /** In the stream that was verified. */
  readonly offset: number
  readonly place: Place
}

const codes: Readonly<Record<OutsideImage['is'], ProblemCode>> = {
  image: 'IMAGE_LEAK',
  possible: 'IMAGE_POSSIBLE',
}

/** What is outside, as the problem it is: for `verify`, and for a relocation that looks at its own output. */
export function problemOf({ is, image, why, place }: OutsideImage): Problem {
  const name = printable(image)
  return {
    code: codes[is],
    message:
      is === 'image'
        ? `${name} is outside the target registry`
        : `${name} is possibly an image outside the target registry: ${why}`,
    remedy:
      is === 'image'
        ? 'relocate it, --exclude it, --allow its registry, or --accept it'
        : 'review it; if it is an image, add a row under fieldSpecs, else --accept it',
    place,
    image,
  }
}

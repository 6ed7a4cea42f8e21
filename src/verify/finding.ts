import type { Certainty } from '../find/candidates/certainty.ts'
import type { Place, Problem, ProblemCode } from '../problem.ts'
import { printable } from '../reference/quote.ts'

/** One image that is not where images have to be, or what looks like one. */
export type OutsideImage = {
  readonly certainty: Certainty
  /** The image as it is written. Of a text that holds it, nothing else is told. */
  readonly image: string
  /** What makes it certain, or what makes it doubtful: a clause without a final stop. */
  readonly why: string
  /** In the stream that was judged. */
  readonly offset: number
  readonly place: Place
}

const codes: Readonly<Record<Certainty, ProblemCode>> = { leak: 'IMAGE_LEAK', doubt: 'IMAGE_POSSIBLE' }

/** A judgement as the problem it is for `verify`, or for a relocation that looks at its own output. */
export function problemOf(judgement: OutsideImage, asked: 'verify' | 'relocate'): Problem {
  const { certainty, image, why, place } = judgement
  const name = printable(image)
  const isLeak = certainty === 'leak'
  return {
    code: codes[certainty],
    message: isLeak ? `${name} is outside: ${why}` : `${name} may be an image outside: ${why}`,
    remedy: remedyOf(asked, isLeak),
    place,
    image,
  }
}

function remedyOf(asked: 'verify' | 'relocate', isLeak: boolean): string {
  if (asked === 'relocate') {
    return isLeak
      ? "change it in the chart's values, add a fieldSpecs row for it, --exclude the image, or --accept it"
      : 'look at it; if it is an image, add a fieldSpecs row for it, else --accept it'
  }
  return isLeak
    ? 'relocate it, --exclude it, --allow its registry, or --accept it'
    : 'look at it; if it is no image, --accept it; if it may stay, --exclude it or --allow its registry'
}

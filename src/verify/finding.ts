import type { FieldSpec } from '../knowledge/fieldspecs/fieldspec.ts'
import { formatFieldSpec } from '../knowledge/fieldspecs/format.ts'
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
  /** Possible images: the field spec that would make it one. */
  readonly row?: FieldSpec | undefined
}

const codes: Readonly<Record<OutsideImage['is'], ProblemCode>> = {
  image: 'IMAGE_LEAK',
  possible: 'IMAGE_POSSIBLE',
}

/** What is outside, as the problem it is: for `verify`, and for a relocation that looks at its own output. */
export function problemOf({ is, image, why, place, row }: OutsideImage): Problem {
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
        : `review it; if it is an image, ${makeImage(row)}, else --accept it`,
    place,
    image,
  }
}

function makeImage(row: FieldSpec | undefined): string {
  return row === undefined
    ? "change it in the chart's values"
    : `add this row under fieldSpecs: - ${formatFieldSpec(row)}`
}

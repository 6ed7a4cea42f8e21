import type { FieldSpec } from '../knowledge/fieldspecs/fieldspec.ts'
import type { Problem, ProblemCode } from '../problem.ts'
import { findImages } from '../find/find.ts'
import { verifyTexts } from './texts.ts'
import type { OutsideImage } from './finding.ts'
import { knownSpans } from './known.ts'
import type { Policy } from './policy.ts'

/** What was found in a stream, whoever made it, in the order of the text. */
export type Verification = {
  readonly judgements: readonly OutsideImage[]
  /** Why a part of the stream could not be judged. */
  readonly problems: readonly Problem[]
  /** How many places were found that hold an image by their field. */
  readonly images: number
}

/** What the survey may say that matters to a proof: it has not looked everywhere, or not at an image. */
const gaps: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'MANIFEST_UNREADABLE',
  'EMBEDDED_UNREADABLE',
  'REFERENCE_INVALID',
  'REFERENCE_PLACEHOLDER',
])

/** Judge all of a stream: the fields that hold images by the rows, and every other text that looks like one. */
export function verifyStream(
  stream: string,
  policy: Policy,
  fieldSpecs: readonly FieldSpec[],
  file?: string,
): Verification {
  const found = findImages(stream, fieldSpecs, file)
  const outside = found.images.flatMap(({ finding, place }): readonly OutsideImage[] => {
    const { reference, effective, written, text, offset } = finding
    if (policy.isAllowed(effective ?? reference) || policy.isAllowed(reference)) return []
    return [
      {
        certainty: 'leak',
        image: written,
        why: 'the field holds an image',
        offset: text.toStream(offset),
        place,
      },
    ]
  })
  const texts = verifyTexts(stream, policy, knownSpans(found), file)
  return {
    judgements: [...outside, ...texts].sort((a, b) => a.offset - b.offset),
    problems: found.problems.filter(({ code }) => gaps.has(code)),
    images: found.images.length,
  }
}

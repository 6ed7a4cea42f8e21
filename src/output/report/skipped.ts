import type { Problem, ProblemCode } from '../../problem.ts'
import { formatReference } from '../../reference/reference.ts'
import type { Result } from '../../relocate.ts'

import { printableSentence } from '../../reference/quote.ts'
import type { SkippedEntry } from './report.ts'
import { reportPlaceOf } from './report-place.ts'

const reasons = {
  'already-there': 'it is at its target already',
  excluded: 'an exclusion keeps it where it is',
  'no-rules': 'no rule says where images go',
  kept: 'no rule takes it, and such images are kept',
} as const

/** Problems that tell of something that looks like an image and was left alone. */
const lookAlikes: Partial<Record<ProblemCode, SkippedEntry['why']>> = {
  REFERENCE_PLACEHOLDER: 'placeholder',
  IMAGE_POSSIBLE: 'possible',
}

/** Images of a stream that stay as they are, each with the reason. */
export function unchangedEntries({ unchanged }: Result): readonly SkippedEntry[] {
  return unchanged.map(({ source, why, object, place }) => ({
    image: formatReference(source),
    why,
    reason: reasons[why],
    ...reportPlaceOf(place, object),
  }))
}

/** Texts that look like images and were left alone. */
export function lookAlikeEntries(problems: readonly Problem[]): readonly SkippedEntry[] {
  return problems.flatMap(({ code, message, place }) => {
    const why = lookAlikes[code]
    return why === undefined ? [] : [{ why, reason: printableSentence(message), ...reportPlaceOf(place) }]
  })
}

/** What operators will pull because of a stream and nothing names. */
export function unknownEntries({ unknownImages }: Result): readonly SkippedEntry[] {
  return unknownImages.map(({ operator, component, place }) => ({
    why: 'unknown',
    reason: `${operator} chooses the image for ${component}, and nothing in the run names it`,
    ...reportPlaceOf(place),
  }))
}

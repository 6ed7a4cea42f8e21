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
  IMAGE_POSSIBLE: 'doubtful',
}

/** Images that stay as they are, and texts that look like images, each with the reason. */
export function skippedEntries(
  results: readonly Result[],
  problems: readonly Problem[],
): readonly SkippedEntry[] {
  const unchanged = results
    .flatMap(result => result.unchanged)
    .map(({ source, why, object, place }) => ({
      image: formatReference(source),
      why,
      reason: reasons[why],
      ...reportPlaceOf(place, object),
    }))
  const doubtful = problems.flatMap(({ code, message, place }) => {
    const why = lookAlikes[code]
    return why === undefined ? [] : [{ why, reason: printableSentence(message), ...reportPlaceOf(place) }]
  })
  const unknown = results
    .flatMap(result => result.unknownImages)
    .map(({ operator, component, place }) => ({
      why: 'unknown' as const,
      reason: `${operator} chooses the image for ${component}, and nothing in the run names it`,
      ...reportPlaceOf(place),
    }))
  return [...unchanged, ...doubtful, ...unknown]
}

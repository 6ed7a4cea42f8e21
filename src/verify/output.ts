import type { Edit } from '../edit/edit.ts'
import type { Positions } from '../yaml/position.ts'
import type { Problem } from '../problem.ts'
import type { Findings } from '../find/find.ts'
import { verifyTexts } from './texts.ts'
import { problemOf } from './finding.ts'
import { knownSpans, movedSpans, originsOf } from './known.ts'
import type { Policy } from './policy.ts'

/** A stream before and after a relocation. */
export type RelocatedStream = {
  readonly output: string
  readonly edits: readonly Edit[]
  readonly survey: Findings
  /** What has been said already; a line that is spoken of is not judged again. */
  readonly problems: readonly Problem[]
}

/**
 * The same judgement as that of `verify`, by a relocation on what it is about to write. What the survey found was decided
 * one by one; here is looked for what it did not find. The places are those of the stream as it was read.
 */
export function verifyOutput(
  relocated: RelocatedStream,
  policy: Policy,
  positions: Positions,
  file?: string,
): readonly Problem[] {
  const { output, edits, survey, problems } = relocated
  const known = movedSpans(knownSpans(survey), edits)
  const originOf = originsOf(edits)
  const judgements = verifyTexts(output, policy, known, file, offset => positions(originOf(offset)))
  if (judgements.length === 0) return []
  const told = new Set(problems.map(({ place }) => place?.line))
  return judgements
    .filter(({ place }) => !told.has(place.line))
    .map(judgement => problemOf(judgement, 'relocate'))
}

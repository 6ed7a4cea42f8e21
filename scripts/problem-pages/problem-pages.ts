import type { ProblemCode } from '../../src/problem.ts'
import type { Page } from './page.ts'
import { inputChapter } from './input.ts'
import { noteChapter } from './note.ts'
import { policyChapter } from './policy.ts'
import { usageChapter } from './usage.ts'
import { warningChapter } from './warning.ts'

/** A page for every code there is: what `docs/problems.md` is made from. No run loads it. */
export const problemPageTable: Readonly<Record<ProblemCode, Page>> = {
  ...inputChapter,
  ...usageChapter,
  ...policyChapter,
  ...warningChapter,
  ...noteChapter,
}

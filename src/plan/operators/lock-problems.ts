import type { Problem } from '../../problem.ts'
import { formatReference } from '../../reference/reference.ts'
import { lockProblem, type Lock } from '../../rules/lock.ts'
import type { OperatorImage } from '../entry.ts'

/** What an operator chooses has to be in the lock as well; its pin keeps the tag, as operators read the version from it. */
export function operatorLockProblems(
  images: readonly OperatorImage[],
  lock: Lock | undefined,
): readonly Problem[] {
  if (lock === undefined) return []
  return images.flatMap(({ source, target, place }) => {
    const problem = target === undefined ? undefined : lockProblem(source, lock.digestOf(source))
    return problem === undefined ? [] : { ...problem, place, image: formatReference(source) }
  })
}

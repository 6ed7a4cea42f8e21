import type { Found } from '../find/find.ts'
import type { Occurrence } from '../find/shapes/finding.ts'
import type { DigestAnswer } from '../knowledge/operators/digests.ts'
import type { Place, Problem } from '../problem.ts'
import { printable } from '../reference/quote.ts'
import { formatReference, type Reference } from '../reference/reference.ts'
import { lockProblem, type Lock } from '../rules/lock.ts'

/** A target as it is written with a lock, and the digest that the lock has for the image, written or not. */
export type Pin = {
  readonly target: Reference
  readonly locked?: string
  readonly problems: readonly Problem[]
}

/**
 * The target with the digest of the lock, where what pulls it takes one: `answer` says so where an operator is in between;
 * elsewhere a whole reference does. The others keep their tag, and a note says which and why.
 */
export function pinByLock(
  { finding, place }: Found<Occurrence>,
  source: Reference,
  target: Reference,
  lock: Lock | undefined,
  answer: DigestAnswer | undefined,
): Pin {
  const isBare = finding.isRepository && source.tag === undefined && source.digest === undefined
  if (lock === undefined || isBare) return { target, problems: [] }
  const isTaken = (pinned: Reference): boolean => answer?.isTaken ?? isWhole(finding, pinned)
  const why = answer?.isTaken === false ? answer.why : 'these fields have no digest that is known'
  return pinTarget(source, target, lock, place, isTaken, why)
}

/** The target of an image that an operator chooses with the digest of the lock, where the operator pulls by it. */
export function pinChoice(
  source: Reference,
  target: Reference,
  lock: Lock | undefined,
  place: Place,
  answerOf: () => DigestAnswer,
): Pin {
  if (lock === undefined) return { target, problems: [] }
  const answer = answerOf()
  const why = answer.isTaken ? '' : answer.why
  return pinTarget(source, target, lock, place, () => answer.isTaken, why)
}

/** The same for any image: `isTaken` tells whether the target with its digest would be pulled. */
function pinTarget(
  source: Reference,
  target: Reference,
  lock: Lock,
  place: Place,
  isTaken: (pinned: Reference) => boolean,
  why: string,
): Pin {
  const answer = lock.digestOf(source)
  const problem = lockProblem(source, answer)
  if (problem !== undefined)
    return { target, problems: [{ ...problem, place, image: formatReference(source) }] }
  if (answer.kind !== 'locked' || target.digest !== undefined) return { target, problems: [] }
  const pinned = { ...target, digest: answer.digest }
  if (isTaken(pinned)) return { target: pinned, locked: answer.digest, problems: [] }
  return { target, locked: answer.digest, problems: [tagOnly(target, why, place)] }
}

/** Whether one text holds the whole reference. */
function isWhole(finding: Occurrence, pinned: Reference): boolean {
  const [edit, ...others] = finding.write(pinned) ?? []
  return (
    edit !== undefined && 'text' in edit && others.length === 0 && edit.text.includes(formatReference(pinned))
  )
}

function tagOnly(target: Reference, why: string, place: Place): Problem {
  return {
    code: 'LOCK_INEXPRESSIBLE',
    message: `${printable(formatReference(target))} is pinned by its tag only: ${why}`,
    remedy: 'make the tag immutable at the registry, so that nobody can push it again',
    image: formatReference(target),
    place,
  }
}

import { candidatesIn } from '../find/candidates/candidate.ts'
import { findIn, type Findings, type ImageCriteria } from '../find/find.ts'
import { splitStream } from '../manifest/stream.ts'
import type { Edit } from '../edit/edit.ts'
import type { Problem } from '../problem.ts'
import { formatReference, type Reference } from '../reference/reference.ts'
import { problemOf } from './finding.ts'
import { originsOf } from './origins.ts'
import type { Policy } from './policy.ts'
import { outsideImages, possibleImages } from './verify.ts'

/** A stream after a relocation. */
type RelocatedStream = {
  readonly output: string
  readonly edits: readonly Edit[]
  /** What was found before. */
  readonly found: Findings
  /** By their indexes, the documents that came to what another came to, and that other. */
  readonly modelOf: readonly (number | undefined)[]
  /** What is reported already; what is on the line of such a problem is not reported again. */
  readonly problems: readonly Problem[]
  /** Where the plan sends images: values of a chart may send one elsewhere than the rules. */
  readonly targets: readonly Reference[]
}

/**
 * What `verify` will say of a relocated stream, before it is written. Documents that stay as they were are known; of the
 * others, those are read once more that name something outside. The places are those of the stream as it was read.
 */
export function verifyOutput(
  { output, edits, found, problems, targets, modelOf }: RelocatedStream,
  rules: Policy,
  criteria: ImageCriteria,
): readonly Problem[] {
  const { file, positions } = found
  const { source: stream } = found.text
  const policy = withTargets(rules, targets)
  const possible = possibleImages(found, policy)
  const before = splitStream(stream)
  const namesOutside = ({ index, start, end }: (typeof before)[number]): boolean => {
    const was = before[index]
    const text = output.slice(start, end)
    if (was === undefined || stream.slice(was.start, was.end) === text) return false
    return candidatesIn(text).some(({ reference }) => !policy.isAllowed(reference))
  }
  const innocent = new Set<number | undefined>()
  const isWanted = (document: (typeof before)[number]): boolean => {
    if (innocent.has(modelOf[document.index])) return false
    const isOutside = namesOutside(document)
    if (!isOutside && modelOf.length > 0) innocent.add(document.index)
    return isOutside
  }
  const originOf = originsOf(edits)
  const again = findIn({ text: output, file, positions: offset => positions(originOf(offset)) }, criteria, {
    isWanted,
  })
  const reported = new Set([...problems, ...possible].map(({ place }) => place?.line))
  const unexpected = [...outsideImages(again, policy), ...possibleImages(again, policy)].filter(
    ({ place }) => !reported.has(place.line),
  )
  return [...possible, ...unexpected].map(problemOf)
}

/** A policy that allows the targets too. It answers once for each reference. */
function withTargets(rules: Policy, targets: readonly Reference[]): Policy {
  const planned = new Set([...new Set(targets)].map(formatReference))
  const answers = new Map<Reference, boolean>()
  const isAllowed = (reference: Reference): boolean => {
    let answer = answers.get(reference)
    if (answer === undefined) {
      answer = planned.has(formatReference(reference)) || rules.isAllowed(reference)
      answers.set(reference, answer)
    }
    return answer
  }
  return { ...rules, isAllowed }
}

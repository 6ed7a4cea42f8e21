import type { Reference } from '../../reference/reference.ts'
import type { Candidate } from './candidate.ts'
import type { Circumstances, Evidence } from './circumstances.ts'
import { classify, type Classification } from './classify.ts'
import type { WordClass } from './word.ts'

/** What follows from some evidence, for the next piece of evidence and for candidates that are all of their text. */
type Known = {
  readonly more: Map<string, Evidence>
  readonly classes: Map<WordClass, WeakMap<Reference, Classification>>
}

const known = new WeakMap<Evidence, Known>()

function knownOf(evidence: Evidence): Known {
  let found = known.get(evidence)
  if (found === undefined) known.set(evidence, (found = { more: new Map(), classes: new Map() }))
  return found
}

/** Evidence with more of it: the same object for the same evidence, however often it is come by. */
export function withMore(evidence: Evidence, more: Evidence): Evidence {
  let name: keyof Evidence | undefined
  for (const key in more) {
    if (name !== undefined) return { ...evidence, ...more }
    name = key as keyof Evidence
  }
  if (name === undefined || evidence[name] === more[name]) return evidence
  const { more: next } = knownOf(evidence)
  const step = more[name] === true ? name : `no ${name}`
  const found = next.get(step) ?? { ...evidence, ...more }
  next.set(step, found)
  return found
}

/** The classification of a candidate. If it is alone in its text, it is computed once for each reference, word and evidence. */
export function classifyIn(
  evidence: Evidence,
  candidate: Candidate,
  { text, at }: Pick<Circumstances, 'text' | 'at'>,
): Classification {
  const isAll = at === 0 && text.length === candidate.text.length && candidate.scheme === ''
  if (!isAll || candidate.isTemplate || candidate.isWeak)
    return classify({ ...evidence, candidate, text, at })
  const { classes } = knownOf(evidence)
  let byReference = classes.get(candidate.wordClass)
  if (byReference === undefined) classes.set(candidate.wordClass, (byReference = new WeakMap()))
  let found = byReference.get(candidate.reference)
  if (found === undefined) {
    found = classify({ ...evidence, candidate, text, at })
    byReference.set(candidate.reference, found)
  }
  return found
}

import { formatVersion } from '../reference/reference.ts'
import { type MatchSubject, hasVersion, otherNamesOf } from './match-subject.ts'
import type { Entries } from './entries.ts'
import type { TargetIndex } from './target-index.ts'
import { mostPreciseFirst } from './matching.ts'
import { takersOf } from './taker.ts'
import { covers } from './syntax/pattern.ts'
import type { TraceStep } from './decision.ts'

/** Every rule that is tried for the candidate, in the order of the rule set, up to the one that decides. */
export function traceRules(
  entries: Entries,
  targetIndex: TargetIndex,
  candidate: MatchSubject,
): readonly TraceStep[] {
  const others = otherNamesOf(candidate).flatMap(other =>
    [...imageSteps(entries, other), ...exclusionSteps(entries, other), ...mirrorSteps(entries, other)].filter(
      ({ matched }) => matched,
    ),
  )
  const steps = [
    ...imageSteps(entries, candidate),
    ...exclusionSteps(entries, candidate),
    ...targetSteps(entries, targetIndex, candidate),
    ...blockedSteps(entries, candidate),
    ...mirrorSteps(entries, candidate),
    ...others,
    ...registrySteps(entries),
  ]
  const end = steps.findIndex(step => step.matched)
  return end === -1 ? steps : steps.slice(0, end + 1)
}

function imageSteps({ images }: Entries, candidate: MatchSubject): readonly TraceStep[] {
  return mostPreciseFirst(images).map(({ rule, source }) => {
    const isName = source.name === candidate.name
    const matched = isName && hasVersion(source, candidate)
    const expected = source.name + formatVersion(source)
    const why = matched
      ? `it is ${expected}`
      : isName
        ? `it is not ${expected}`
        : `${source.name} is another image`
    return { question: 'image', rule, matched, why }
  })
}

function exclusionSteps({ excludes }: Entries, candidate: MatchSubject): readonly TraceStep[] {
  return excludes.map(({ rule, pattern }) => {
    const matched = covers(pattern, candidate)
    const why = `the pattern ${matched ? 'covers' : 'does not cover'} ${candidate.name}${formatVersion(candidate.reference)}`
    return { question: 'excluded', rule, matched, why }
  })
}

function targetSteps(
  { images, mirrors, registry }: Entries,
  targetIndex: TargetIndex,
  { name }: MatchSubject,
): readonly TraceStep[] {
  const held = targetIndex(name)
  if (held !== undefined) {
    return [
      { question: 'already-there', rule: held, matched: true, why: `${name} is under ${held.target ?? ''}` },
    ]
  }
  return [...images, ...mirrors, ...(registry === undefined ? [] : [registry])].map(({ rule }) => {
    const why = `${name} is not under ${rule.target ?? ''}`
    return { question: 'already-there', rule, matched: false, why }
  })
}

/** Only what blocks the candidate, or would: a mirror with a longer source comes before it. */
function blockedSteps({ blocked, mirrors }: Entries, candidate: MatchSubject): readonly TraceStep[] {
  const [taker] = takersOf(mirrors, candidate)
  return takersOf(blocked, candidate).map(({ entry, length }) => {
    const matched = length >= (taker?.length ?? 0)
    const why = matched
      ? `nothing may be pulled from ${entry.source.text}`
      : `${taker?.entry.rule.text ?? ''} has the longer source`
    return { question: 'blocked', rule: entry.rule, matched, why }
  })
}

function mirrorSteps({ mirrors }: Entries, candidate: MatchSubject): readonly TraceStep[] {
  const [taker] = takersOf(mirrors, candidate)
  const others = mirrors.filter(entry => takersOf([entry], candidate).length === 0)
  const steps: TraceStep[] = others.map(({ rule }) => {
    const why = `${candidate.name} is not under ${rule.source ?? ''}`
    return { question: 'mirror', rule, matched: false, why }
  })
  if (taker === undefined) return steps
  const { rule } = taker.entry
  const why = `${rule.source ?? ''} is the longest source that has ${candidate.name}`
  return [...steps, { question: 'mirror', rule, matched: true, why }]
}

function registrySteps({ registry }: Entries): readonly TraceStep[] {
  if (registry === undefined) return []
  return [
    { question: 'registry', rule: registry.rule, matched: true, why: 'it takes what no other rule takes' },
  ]
}

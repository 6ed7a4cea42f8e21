/** The rules of a user, which answer one question: where does this image go? */
import type { Problem } from '../problem.ts'
import { canonicalName } from '../reference/canonical.ts'
import { hostBehind } from '../reference/front.ts'
import { formatReference, type Reference } from '../reference/reference.ts'
import { matchSubjectOf, hasVersion, otherNamesOf } from './match-subject.ts'
import { checkEntries } from './check.ts'
import { indexExcludes } from './exclude-index.ts'
import type { Entries } from './entries.ts'
import { readEntries } from './read-entries.ts'
import type { Digests, RuleConfig } from './rule-config.ts'
import { anyIndex, keepsInPlace } from './target-index.ts'
import { findHostlessTargets } from './hostless-target.ts'
import { indexImages, relocateExactly } from './matching.ts'
import { indexTakers, type Taken } from './taker.ts'
import { layoutRow } from './layout.ts'
import type { Rule } from './rule.ts'
import type { Decision, TraceStep } from './decision.ts'
import { trackUsage, type Usage } from './usage.ts'
import { relocateUnder } from './target.ts'
import { traceRules } from './trace.ts'

export type { Decision, TraceStep } from './decision.ts'
export type { Rule } from './rule.ts'

/** Where images go. */
export type RuleSet = {
  /** No registry, mirror, exact image, component or block: nothing is relocated or refused, whatever is excluded. */
  readonly isEmpty: boolean
  /** At most components say where images go. */
  readonly hasOnlyComponents: boolean
  decide(reference: Reference): Decision
  /** The rules that were considered for the decision, in order. */
  trace(reference: Reference): readonly TraceStep[]
  /** Whether a rule for one exact image takes this one. */
  names(reference: Reference): boolean
  /** Whether the reference is under a target already, or has the name that an exact image is given. */
  holds(reference: Reference): boolean
  /** A RULE_UNUSED warning for each rule that matched none of the references so far. */
  unused(): readonly Problem[]
  /** Which rules have matched so far; and a way to add those that matched elsewhere. */
  readonly usage: Pick<Usage, 'used' | 'add'>
}

/**
 * The rules of a configuration. Problems are RULE_INVALID for what makes no sense (such a rule is left out) and
 * TARGET_READ_AS_HUB as a warning.
 *
 * The most specific statement decides: an exact image, else an exclusion, which thus never defeats an instruction for
 * one image in silence; else what is under a target stays, so that relocating twice is relocating once; else the
 * mirror with the longest source; else the same under the name at a host that fronts the registry, or is fronted by it;
 * else the registry.
 */
export function createRuleSet(config: RuleConfig): {
  readonly ruleSet: RuleSet
  readonly problems: readonly Problem[]
} {
  const { entries, problems } = readEntries(config)
  const hasOnlyComponents =
    entries.registry === undefined && entries.mirrors.length + entries.images.length === 0
  const isEmpty =
    hasOnlyComponents &&
    entries.blocked.length === 0 &&
    (config.components ?? []).every(component => !isPlaced(component))
  const usage = trackUsage(entries)
  const decide = decideBy(entries, config, usage)
  const targetIndex = anyIndex(entries)
  const exact = indexImages(entries.images)
  const ruleSet: RuleSet = {
    isEmpty,
    hasOnlyComponents,
    decide: reference => (isEmpty ? { kind: 'unchanged', why: 'no-rules' } : decide(reference)),
    trace: reference => (isEmpty ? [] : traceRules(entries, targetIndex, matchSubjectOf(reference))),
    names(reference) {
      if (entries.images.length === 0) return false
      const subject = matchSubjectOf(reference)
      return exact.get(subject.name)?.some(({ source }) => hasVersion(source, subject)) === true
    },
    holds(reference) {
      const name = canonicalName(reference)
      const isHeld = targetIndex(name) !== undefined
      if (isHeld) usage.arrived(name)
      return isHeld
    },
    unused: usage.unused,
    usage,
  }
  return { ruleSet, problems: [...problems, ...checkEntries(entries), ...findHostlessTargets(entries)] }
}

/** Whether a component sets the registry or repository of its image, and not only its version or its account. */
function isPlaced({
  registry,
  repository,
}: {
  readonly registry?: unknown
  readonly repository?: unknown
}): boolean {
  return registry !== undefined || repository !== undefined
}

function decideBy(
  entries: Entries,
  { layout, unmapped, digests }: RuleConfig,
  usage: Usage,
): RuleSet['decide'] {
  const { images, excludes, blocked, mirrors, registry } = entries
  const index = indexImages(images)
  const excluded = indexExcludes(excludes)
  const [takers, blockers] = [indexTakers(mirrors), indexTakers(blocked)]
  const targetIndex = anyIndex(entries)

  return remembered(usage, reference => {
    const subject = matchSubjectOf(reference)
    for (const candidate of [subject, ...otherNamesOf(subject)]) {
      const image = index.get(candidate.name)?.find(({ source }) => hasVersion(source, candidate))
      if (image !== undefined) return exactly(relocateExactly(image.target, reference), image.rule, reference)
      const exclusion = excluded(candidate)
      if (exclusion !== undefined) return { kind: 'unchanged', why: 'excluded', rule: exclusion.rule }
      const held = candidate === subject ? targetIndex(candidate.name) : undefined
      if (held !== undefined) return { kind: 'unchanged', why: 'already-there', rule: held }
      const [taken] = takers(candidate)
      const [block] = blockers(candidate)
      if (block !== undefined && block.length >= (taken?.length ?? 0))
        return { kind: 'unmapped', rule: block.entry.rule }
      if (taken !== undefined) return mirrored(taken, reference, digests)
    }
    if (registry === undefined)
      return unmapped === 'keep' ? { kind: 'unchanged', why: 'kept' } : { kind: 'unmapped' }
    const path = layoutRow(layout).path({
      ...subject.canonical,
      registry: hostBehind(subject.canonical.registry),
    })
    return relocateUnder(registry.target, path, { reference, digests, rule: registry.rule })
  })
}

/** Decides once for each reference: a stream has it in many places, and the answer is the same in all of them. */
function remembered(usage: Usage, decide: RuleSet['decide']): RuleSet['decide'] {
  const decided = new WeakMap<Reference, Decision>()
  return reference => {
    const known = decided.get(reference)
    if (known !== undefined) return known
    const decision = decide(reference)
    decided.set(reference, decision)
    if (decision.rule !== undefined) usage.decided(decision.rule)
    if (decision.kind === 'unchanged' && decision.why === 'already-there')
      usage.arrived(canonicalName(reference))
    return decision
  }
}

function mirrored({ entry, rest }: Taken, reference: Reference, digests: Digests): Decision {
  if (keepsInPlace(entry)) return { kind: 'unchanged', why: 'already-there', rule: entry.rule }
  return relocateUnder(entry.target, rest, { reference, digests: entry.digests ?? digests, rule: entry.rule })
}

function exactly(target: Reference, rule: Rule, source: Reference): Decision {
  return formatReference(target) === formatReference(source)
    ? { kind: 'unchanged', why: 'already-there', rule }
    : { kind: 'relocated', target, rule }
}

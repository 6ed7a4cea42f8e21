import { canonicalName } from '../reference/canonical.ts'
import type { Reference } from '../reference/reference.ts'
import { isFault } from '../reference/fault.ts'
import { matchSubjectOf } from '../rules/match-subject.ts'
import type { RuleConfig } from '../rules/rule-config.ts'
import { covers, parsePattern } from '../rules/syntax/pattern.ts'
import { isUnder, parsePrefix } from '../rules/syntax/prefix.ts'
import type { RuleSet } from '../rules/ruleset.ts'

/** Which images may be where they are. */
export type Policy = {
  readonly isAllowed: (reference: Reference) => boolean
  /** Whether it is allowed because it was excluded, or is below a registry that is allowed besides the targets. */
  readonly isExcluded: (reference: Reference) => boolean
  /** Where a rule sends it. */
  readonly targetOf?: (reference: Reference) => Reference | undefined
}

/** The input of a policy. */
type PolicyConfig = Pick<RuleConfig, 'exclude'> & {
  readonly components?: readonly {
    readonly registry?: { readonly value: string }
    readonly repository?: { readonly value: string }
    readonly registryIsInRepository: boolean
  }[]
}

/** The names below which values files put their components. */
function componentNames(components: PolicyConfig['components'] = []): readonly string[] {
  const texts = components.flatMap(({ registry, repository, registryIsInRepository }) =>
    registryIsInRepository ? (repository?.value ?? []) : (registry?.value ?? []),
  )
  return [...new Set(texts)].flatMap(text => {
    const prefix = parsePrefix(text)
    return isFault(prefix) ? [] : [prefix.name]
  })
}

/** What a relocation may leave: images at a target, and those that were excluded. */
export function policyOf(ruleSet: RuleSet, config: PolicyConfig): Policy {
  // Without a rule about targets the rule set never asks its exclusions; they hold all the same.
  const patterns = (ruleSet.isEmpty ? config.exclude : []).flatMap(text => {
    const pattern = parsePattern(text)
    return isFault(pattern) ? [] : [pattern]
  })
  const allowedNames = componentNames(config.components)
  const isCovered = (reference: Reference): boolean => {
    if (patterns.length === 0) return false
    const subject = matchSubjectOf(reference)
    return patterns.some(pattern => covers(pattern, subject))
  }
  return {
    isAllowed(reference) {
      const decision = ruleSet.decide(reference)
      if (decision.kind === 'unchanged' && decision.why !== 'no-rules') return true
      if (allowedNames.length > 0 && allowedNames.some(name => isUnder(canonicalName(reference), name)))
        return true
      return ruleSet.holds(reference) || isCovered(reference)
    },
    targetOf(reference) {
      const decision = ruleSet.decide(reference)
      return decision.kind === 'relocated' ? decision.target : undefined
    },
    isExcluded(reference) {
      const decision = ruleSet.decide(reference)
      return (decision.kind === 'unchanged' && decision.why === 'excluded') || isCovered(reference)
    },
  }
}

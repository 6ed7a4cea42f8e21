import { emptyConfig } from '../../src/config/config.ts'
import type { SourceTarget } from '../../src/rules/rule-config.ts'
import { parseReference } from '../../src/reference/parse.ts'
import { formatReference, type Reference } from '../../src/reference/reference.ts'
import { isRefusal } from '../../src/reference/refusal.ts'
import type { RuleConfig } from '../../src/rules/rule-config.ts'
import { createRuleSet, type RuleSet } from '../../src/rules/ruleset.ts'

export function reference(text: string): Reference {
  const parsed = parseReference(text)
  if (isRefusal(parsed)) throw new Error(parsed.message)
  return parsed
}

/** 'quay.io=registry.internal/quay' as the flags take it. */
export function mapping(text: string): SourceTarget {
  const [source = '', target = ''] = text.split('=')
  return { source, target }
}

export type Written = {
  readonly registry?: string
  readonly layout?: RuleConfig['layout']
  readonly mirrors?: readonly string[]
  readonly images?: readonly string[]
  readonly exclude?: readonly string[]
  readonly blocked?: readonly string[]
}

export function configOf({ mirrors = [], images = [], ...rest }: Written): RuleConfig {
  return { ...emptyConfig, ...rest, mirrors: mirrors.map(mapping), images: images.map(mapping) }
}

/** The rule set of a configuration that has no mistakes. */
export function rules(written: Written): RuleSet {
  const { ruleSet, problems } = createRuleSet(configOf(written))
  const mistakes = problems.filter(problem => problem.code === 'RULE_INVALID')
  if (mistakes.length > 0) throw new Error(mistakes.map(problem => problem.message).join('\n'))
  return ruleSet
}

/** What happens to an image, in a word or two: its new spelling, or why it has none. */
export function outcome(ruleSet: RuleSet, text: string): string {
  const decision = ruleSet.decide(reference(text))
  switch (decision.kind) {
    case 'relocated':
      return formatReference(decision.target)
    case 'unchanged':
      return decision.why
    case 'unmapped':
    case 'impossible':
      return decision.kind
  }
}

import { printable } from '../../../reference/quote.ts'
import { formatReference, type Reference } from '../../../reference/reference.ts'
import type { Decision, RuleSet } from '../../../rules/ruleset.ts'

/** The rules that were considered, and the one that decided. */
export function ruleLines(ruleSet: RuleSet, reference: Reference): readonly string[] {
  const steps = ruleSet.trace(reference)
  if (steps.length === 0) return ['  rules      none: give a --registry, a --mirror or an --image']
  const considered = steps.map(({ matched, question, rule, why }) => {
    const asked = question === 'already-there' ? `already at ${rule.text}?` : `${rule.text}?`
    return `    ${matched ? 'yes' : 'no '}  ${printable(asked)} ${printable(why)}`
  })
  const winner = steps.find(({ matched }) => matched)
  return [
    '  rules',
    ...considered,
    `  decided by ${winner === undefined ? 'none' : printable(winner.rule.text)}`,
  ]
}

/** Where the image goes, or why nowhere. */
export function targetOf(decision: Decision, reference: Reference): string {
  switch (decision.kind) {
    case 'relocated':
      return formatReference(decision.target)
    case 'unmapped':
      return decision.rule === undefined
        ? 'none: no rule takes it; give a --registry, a --mirror or an --image'
        : `none: ${printable(decision.rule.text)}, and no rule takes it`
    case 'impossible':
      return `none: ${printable(decision.message)}`
    case 'unchanged':
      return {
        excluded: `${formatReference(reference)} (excluded: it stays)`,
        'already-there': `${formatReference(reference)} (already at the target)`,
        'no-rules': 'none: nothing is configured',
        kept: `${formatReference(reference)} (no rule takes it, and --unmapped=keep keeps it)`,
      }[decision.why]
  }
}

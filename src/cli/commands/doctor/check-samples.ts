import { parseReference } from '../../../reference/parse.ts'
import { formatReference } from '../../../reference/reference.ts'
import { isRefusal } from '../../../reference/refusal.ts'
import type { RuleSet } from '../../../rules/ruleset.ts'
import type { Check } from './check.ts'

/** Images that show where images go, one of Docker Hub's own and one from a registry with a path. */
export const samples = ['busybox:1.36', 'quay.io/prometheus/prometheus:v2.28.1']

export function checkSample(text: string, ruleSet: RuleSet): Check {
  const subject = 'example'
  const reference = parseReference(text)
  const decision = isRefusal(reference) ? undefined : ruleSet.decide(reference)
  switch (decision?.kind) {
    case 'relocated':
      return { status: 'ok', subject, finding: `${text} → ${formatReference(decision.target)}` }
    case 'unchanged':
      return { status: 'note', subject, finding: `${text} stays: ${decision.why}` }
    default:
      return { status: 'note', subject, finding: `${text} has no target` }
  }
}

import type { Problem } from '../problem.ts'
import type { Entries } from './entries.ts'
import { targetsHold } from './target-index.ts'
import type { Rule } from './rule.ts'

/** Which rules of a rule set have mattered so far. */
export type Usage = {
  /** The rule decided about an image. */
  readonly decided: (rule: Rule) => void
  /** An image of this canonical name is at a target already: every rule that sends images there has mattered. */
  readonly arrived: (name: string) => void
  /** A RULE_UNUSED warning for each mirror, exact image and exclusion that has not mattered. A block is meant to matter for nothing. */
  readonly unused: () => readonly Problem[]
}

export function trackUsage({ images, mirrors, excludes }: Entries): Usage {
  const used = new Set<Rule>()
  const names = new Set<string>()
  return {
    decided: rule => void used.add(rule),
    arrived: name => void names.add(name),
    unused() {
      const hasArrived = targetsHold(names)
      const rules = [
        ...images.filter(entry => !hasArrived.image(entry)),
        ...mirrors.filter(entry => !hasArrived.mirror(entry)),
        ...excludes,
      ].map(({ rule }) => rule)
      return rules.filter(rule => !used.has(rule)).map(unusedRule)
    },
  }
}

function unusedRule({ text, source }: Rule): Problem {
  return {
    code: 'RULE_UNUSED',
    message: `${text} matched no image of this run`,
    remedy: 'remove it, or correct its source',
    image: source,
  }
}

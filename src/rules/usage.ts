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
  /**
   * A RULE_UNUSED warning for each mirror, exact image and exclusion that has not mattered. A block is meant to matter for nothing,
   * and what is written for whole nodes to matter in other runs too.
   */
  readonly unused: () => readonly Problem[]
  /** What has mattered, as plain data: for the same rules in another process, which `add` it. */
  readonly used: () => UsedRules
  readonly add: (used: UsedRules) => void
}

/** The rules by their place among all, and the names that have arrived. */
export type UsedRules = { readonly rules: readonly number[]; readonly names: readonly string[] }

export function trackUsage({ images, mirrors, excludes, blocked }: Entries): Usage {
  const used = new Set<Rule>()
  const names = new Set<string>()
  const all = [...images, ...mirrors, ...excludes, ...blocked].map(({ rule }) => rule)
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
      return rules.filter(rule => rule.isOfNodes !== true && !used.has(rule)).map(unusedRule)
    },
    used: () => ({
      rules: all.flatMap((rule, index) => (used.has(rule) ? [index] : [])),
      names: [...names],
    }),
    add(others) {
      for (const index of others.rules) if (all[index] !== undefined) used.add(all[index])
      for (const name of others.names) names.add(name)
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

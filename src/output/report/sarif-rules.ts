import { problemTable, type ProblemCode } from '../../problem.ts'

/** What a report tells that is no problem. */
const facts = {
  IMAGE_RELOCATED: 'An image goes to the private registry',
  PULL_SECRET_ADDED: 'Pull secrets were added',
  ALIAS_REPLACED: 'An alias of a relocated image gave way to its text',
  FIELD_CHANGED: 'A field beside the images changed, as the values ask',
  OPERATOR_IMAGE: 'An operator chooses an image by itself',
  PODS_RESTART: 'A change concerns pods that run',
  IMAGE_SKIPPED: 'An image, or what looks like one, stays as it is',
} as const

export type RuleId = keyof typeof facts | ProblemCode

type Rule = {
  readonly id: RuleId
  readonly shortDescription: { readonly text: string }
  readonly defaultConfiguration: { readonly level: 'error' | 'warning' | 'note' }
}

/** The descriptions of those rules that findings have, problems first. */
export function rulesOf(ids: ReadonlySet<RuleId>): readonly Rule[] {
  const problems = Object.entries(problemTable).map(([id, { severity, title }]) =>
    rule(id as ProblemCode, title, severity === 'warning' || severity === 'note' ? severity : 'error'),
  )
  const others = Object.entries(facts).map(([id, text]) => rule(id as keyof typeof facts, text, 'note'))
  return [...problems, ...others].filter(({ id }) => ids.has(id))
}

function rule(id: RuleId, text: string, level: 'error' | 'warning' | 'note'): Rule {
  return { id, shortDescription: { text: `${text}.` }, defaultConfiguration: { level } }
}

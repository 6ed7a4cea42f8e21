import type { PolicyAction } from '../../export-format.ts'
import type { ImageValidation } from '../validation.ts'
import { exclude, policy } from './policy.ts'

/** What the conditions leave out passes; a policy of this kind has no place for them in every release. */
export function validationPolicy(one: ImageValidation, action: PolicyAction, hasWarnings: boolean): object {
  const { name, isPods, conditions, variables, validations, kinds } = one
  const spec = {
    validationFailureAction: action === 'deny' ? 'Enforce' : 'Audit',
    ...(action === 'warn' && hasWarnings ? { emitWarning: true } : {}),
  }
  const except = [
    ...(isPods
      ? ["has(object.metadata.annotations) && 'kubernetes.io/config.mirror' in object.metadata.annotations"]
      : []),
    ...conditions.map(({ expression }) => `!(${expression})`),
  ]
  const expressions = validations.map(({ expression, ...messages }) => ({
    expression: [...except, expression].map(text => `(${text})`).join(' || '),
    ...messages,
  }))
  return policy(`${name}-outside`, spec, [
    {
      name: 'outside',
      match: { any: [{ resources: { kinds } }] },
      ...(isPods ? { exclude } : {}),
      validate: {
        message: `${name}: images are outside of the registries that are allowed here`,
        cel: { variables, expressions },
      },
    },
  ])
}

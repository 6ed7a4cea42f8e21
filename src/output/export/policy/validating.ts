import type { PolicyAction } from '../export-format.ts'
import { isNoMirrorPod, outsideOfSystem } from './exempt-pods.ts'
import type { ImageValidation } from './validation.ts'

const actions: Readonly<Record<PolicyAction, string>> = { warn: 'Warn', deny: 'Deny', audit: 'Audit' }

/** The actions of a validating policy of the API server or of Kyverno. */
export function validationActions(action: PolicyAction): readonly string[] {
  return [actions[action]]
}

/** What both of them say of a validation, in the same words. */
export function specOfValidation(one: ImageValidation): object {
  const { isPods, rules, conditions, variables, validations } = one
  return {
    matchConstraints: { ...(isPods ? outsideOfSystem : {}), resourceRules: rules },
    matchConditions: [...(isPods ? [isNoMirrorPod] : []), ...conditions],
    variables,
    validations,
  }
}

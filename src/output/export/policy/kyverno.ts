import type { PolicyAction } from '../export-format.ts'
import type { ExportInput, ExportOutput } from '../export-target.ts'
import { printYaml } from '../print-yaml.ts'
import { header } from './header.ts'
import { isNoMirrorPod, outsideOfSystem, podMutations, resourceRuleOf, type PodMutation } from './mutating.ts'
import { policyProblems, policyRulesOf, validatingProblems } from './policy-rules.ts'
import { imageValidations, type ImageValidation } from './validation.ts'

/** Source: https://kyverno.io/docs/policy-types/ and the definitions under config/crds of its repository. */
const apiVersion = 'policies.kyverno.io/v1'

const actions: Readonly<Record<PolicyAction, string>> = { warn: 'Warn', deny: 'Deny', audit: 'Audit' }

/** Kyverno would make rules for Deployments and the like of a rule for pods; what these make are pods again. */
const autogen = { podControllers: { controllers: [] } }

/** MutatingPolicy and ValidatingPolicy: the same two as for the API server itself, for clusters that run Kyverno. */
export function writeKyverno(input: ExportInput): ExportOutput {
  const objects = [
    ...podMutations(policyRulesOf(input), input.config).map(mutatingPolicy),
    ...imageValidations(input).map(one => validatingPolicy(one, input.action)),
  ]
  const comment = header(
    input,
    'Relocates the images of pods, and looks at all images, as Kyverno admits objects.',
  )
  return {
    text: printYaml(comment, objects),
    problems: [...policyProblems(input, objects), ...validatingProblems(input)],
  }
}

function mutatingPolicy(mutation: PodMutation): object {
  return {
    apiVersion,
    kind: 'MutatingPolicy',
    metadata: { name: mutation.name },
    spec: {
      failurePolicy: 'Fail',
      reinvocationPolicy: 'IfNeeded',
      autogen,
      matchConstraints: { ...outsideOfSystem, resourceRules: [resourceRuleOf(mutation)] },
      matchConditions: [isNoMirrorPod],
      variables: mutation.variables,
      mutations: mutation.patches.map(expression => ({ patchType: 'JSONPatch', jsonPatch: { expression } })),
    },
  }
}

function validatingPolicy(one: ImageValidation, action: PolicyAction): object {
  return {
    apiVersion,
    kind: 'ValidatingPolicy',
    metadata: { name: `${one.name}-outside` },
    spec: {
      failurePolicy: 'Fail',
      autogen,
      validationActions: [actions[action]],
      matchConstraints: { ...(one.isPods ? outsideOfSystem : {}), resourceRules: one.rules },
      matchConditions: [...(one.isPods ? [isNoMirrorPod] : []), ...one.conditions],
      variables: one.variables,
      validations: one.validations,
    },
  }
}

import type { ExportInput, ExportOutput } from '../export-target.ts'
import type { PolicyAction } from '../export-format.ts'
import { printYaml } from '../print-yaml.ts'
import { policyVersionOf, type PolicyVersions } from './api-version.ts'
import { header } from '../header.ts'
import { policyProblems, validatingProblems } from './policy-rules.ts'
import { specOfValidation, validationActions } from './validating.ts'
import { imageValidations, type ImageValidation } from './validation.ts'

/** Source: https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/ */
const versions: PolicyVersions = {
  kind: 'ValidatingAdmissionPolicy',
  versions: [
    { since: 30, version: 'v1' },
    { since: 28, version: 'v1beta1' },
  ],
}

/** ValidatingAdmissionPolicy and its binding, for pods and for each group of custom resources. */
export function writeValidatingPolicy(input: ExportInput): ExportOutput {
  const version = policyVersionOf(versions, input)
  if (typeof version !== 'string') return { text: '', problems: [version] }
  const objects = imageValidations(input).flatMap(one => documentsOf(one, version, input.action))
  const comment = header(`Looks at images as the API server admits objects: ${input.action} what is outside.`)
  return {
    text: printYaml(comment, objects),
    problems: [...policyProblems(input, objects), ...validatingProblems(input)],
  }
}

function documentsOf(one: ImageValidation, version: string, action: PolicyAction): readonly object[] {
  const apiVersion = `admissionregistration.k8s.io/${version}`
  const metadata = { name: one.name }
  return [
    {
      apiVersion,
      kind: 'ValidatingAdmissionPolicy',
      metadata,
      spec: {
        failurePolicy: 'Fail',
        ...specOfValidation(one),
      },
    },
    {
      apiVersion,
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata,
      spec: { policyName: one.name, validationActions: validationActions(action) },
    },
  ]
}

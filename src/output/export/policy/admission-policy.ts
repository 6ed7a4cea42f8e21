import type { ExportInput, ExportOutput } from '../export-target.ts'
import { printYaml } from '../print-yaml.ts'
import { podMutations, specOfMutation, type PodMutation } from './mutating.ts'
import { policyProblems, policyRulesOf } from './policy-rules.ts'
import { policyVersionOf, type PolicyVersions } from './api-version.ts'
import { header } from '../header.ts'

/**
 * The API versions of mutating admission policies, newest first.
 * Source: https://kubernetes.io/docs/reference/access-authn-authz/mutating-admission-policy/
 */
const versions: PolicyVersions = {
  kind: 'MutatingAdmissionPolicy',
  versions: [
    { since: 36, version: 'v1' },
    { since: 34, version: 'v1beta1' },
  ],
}

/** MutatingAdmissionPolicy and its binding, for pods and for ephemeral containers. */
export function writeAdmissionPolicy(input: ExportInput): ExportOutput {
  const version = policyVersionOf(versions, input)
  if (typeof version !== 'string') return { text: '', problems: [version] }
  const mutations = podMutations(policyRulesOf(input), input.config)
  const objects = mutations.flatMap(mutation => documentsOf(mutation, version))
  const comment = header('Relocates the images of pods as the API server admits them.')
  return { text: printYaml(comment, objects), problems: policyProblems(input, objects) }
}

function documentsOf(mutation: PodMutation, version: string): readonly object[] {
  const apiVersion = `admissionregistration.k8s.io/${version}`
  const metadata = { name: mutation.name }
  return [
    {
      apiVersion,
      kind: 'MutatingAdmissionPolicy',
      metadata,
      spec: {
        failurePolicy: 'Fail',
        reinvocationPolicy: 'IfNeeded',
        ...specOfMutation(mutation),
      },
    },
    {
      apiVersion,
      kind: 'MutatingAdmissionPolicyBinding',
      metadata,
      spec: { policyName: mutation.name },
    },
  ]
}

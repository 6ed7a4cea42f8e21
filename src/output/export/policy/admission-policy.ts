import type { ExportInput, ExportOutput } from '../export-target.ts'
import { printYaml } from '../print-yaml.ts'
import { podMutations, resourceRuleOf, type PodMutation } from './mutating.ts'
import { isNoMirrorPod, outsideOfSystem } from './exempt-pods.ts'
import { policyProblems, policyRulesOf } from './policy-rules.ts'
import { header } from './header.ts'

/**
 * The API versions of mutating admission policies, newest first.
 * Source: https://kubernetes.io/docs/reference/access-authn-authz/mutating-admission-policy/
 */
const versions = [
  { since: 36, version: 'v1' },
  { since: 34, version: 'v1beta1' },
] as const

/** MutatingAdmissionPolicy and its binding, for pods and for ephemeral containers. */
export function writeAdmissionPolicy(input: ExportInput): ExportOutput {
  const found = versions.find(({ since }) => input.kubernetes >= since)
  if (found === undefined) {
    return {
      text: '',
      problems: [
        {
          code: 'USAGE_INVALID',
          message: `Kubernetes 1.${input.kubernetes} has no MutatingAdmissionPolicy: it came with 1.34`,
          remedy: 'use --to kyverno there, or the post-renderer alone',
        },
      ],
    }
  }
  const mutations = podMutations(policyRulesOf(input), input.config)
  const objects = mutations.flatMap(mutation => documentsOf(mutation, found.version))
  const comment = header(input, 'Relocates the images of pods as the API server admits them.')
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
        matchConstraints: { ...outsideOfSystem, resourceRules: [resourceRuleOf(mutation)] },
        matchConditions: [isNoMirrorPod],
        variables: mutation.variables,
        mutations: mutation.patches.map(expression => ({
          patchType: 'JSONPatch',
          jsonPatch: { expression },
        })),
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

import type { Problem } from '../../../problem.ts'
import type { PolicyAction } from '../export-format.ts'
import { limited, type ExportInput, type ExportOutput } from '../export-target.ts'
import { printYaml } from '../print-yaml.ts'
import { clusterPolicies } from './cluster-policy/cluster-policy.ts'
import { header } from '../header.ts'
import { podMutations, specOfMutation, type PodMutation } from './mutating.ts'
import { policyProblems, policyRulesOf, validatingProblems } from './policy-rules.ts'
import { specOfValidation, validationActions } from './validating.ts'
import { imageValidations, type ImageValidation } from './validation.ts'

/**
 * Which kinds and versions a release of Kyverno has, newest first. Before these there is ClusterPolicy alone.
 * Source: https://kyverno.io/docs/policy-types/ and the definitions under config/crds of its repository.
 */
const versions = [
  { since: 17, apiVersion: 'policies.kyverno.io/v1' },
  { since: 16, apiVersion: 'policies.kyverno.io/v1beta1' },
] as const

/** The first release whose ClusterPolicy validates with CEL, and the first that can warn. */
const clusterPolicySince = { cel: 11, warnings: 13 } as const

/** Kyverno would make rules for Deployments and the like of a rule for pods; what these make are pods again. */
const autogen = { podControllers: { controllers: [] } }

/**
 * The same two as for the API server itself, for clusters that run Kyverno: MutatingPolicy and ValidatingPolicy, or
 * ClusterPolicy for the releases before these.
 */
export function writeKyverno(input: ExportInput): ExportOutput {
  const { kyverno } = input
  if (kyverno < clusterPolicySince.cel) return { text: '', problems: [withoutExpressions(kyverno)] }
  const version = versions.find(({ since }) => kyverno >= since)
  const hasWarnings = version !== undefined || kyverno >= clusterPolicySince.warnings
  const objects =
    version === undefined ? clusterPolicies(input, hasWarnings) : policies(input, version.apiVersion)
  const comment = header('Relocates the images of pods, and looks at all images, as Kyverno admits objects.')
  return {
    text: printYaml(comment, objects),
    problems: [
      ...policyProblems(input, version === undefined ? [] : objects),
      ...validatingProblems(input),
      ...(input.action === 'warn' && !hasWarnings ? [withoutWarnings(kyverno)] : []),
    ],
  }
}

function withoutExpressions(minor: number): Problem {
  return {
    code: 'USAGE_INVALID',
    message: `Kyverno 1.${minor} cannot validate with expressions: that came with 1.${clusterPolicySince.cel}`,
    remedy: 'update Kyverno, or use --to admission-policy on Kubernetes 1.34 and later',
  }
}

function withoutWarnings(minor: number): Problem {
  return limited(
    `ClusterPolicy of Kyverno 1.${minor} cannot warn: images outside are in its policy reports alone`,
    'read the reports, or use --action deny',
  )
}

function policies(input: ExportInput, apiVersion: string): readonly object[] {
  const mutations = podMutations(policyRulesOf(input), input.config)
  return [
    ...mutations.map(mutation => mutatingPolicy(apiVersion, mutation)),
    ...imageValidations(input).map(validation => validatingPolicy(apiVersion, validation, input.action)),
  ]
}

function mutatingPolicy(apiVersion: string, mutation: PodMutation): object {
  return {
    apiVersion,
    kind: 'MutatingPolicy',
    metadata: { name: mutation.name },
    spec: {
      failurePolicy: 'Fail',
      reinvocationPolicy: 'IfNeeded',
      autogen,
      ...specOfMutation(mutation),
    },
  }
}

function validatingPolicy(apiVersion: string, one: ImageValidation, action: PolicyAction): object {
  return {
    apiVersion,
    kind: 'ValidatingPolicy',
    metadata: { name: `${one.name}-outside` },
    spec: {
      failurePolicy: 'Fail',
      autogen,
      validationActions: validationActions(action),
      ...specOfValidation(one),
    },
  }
}

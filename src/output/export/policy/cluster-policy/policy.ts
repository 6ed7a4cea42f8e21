import { systemNamespaces } from '../exempt-pods.ts'

const apiVersion = 'kyverno.io/v1'

/** Kyverno would make rules for Deployments and the like of a rule for pods; what these make are pods again. */
const annotations = { 'pod-policies.kyverno.io/autogen-controllers': 'none' }

/** Namespaces that no rule is about. */
export const exclude = { any: [{ resources: { namespaces: systemNamespaces } }] }

/** A policy with its rules. */
export function policy(name: string, spec: object, rules: readonly object[]): object {
  const metadata = { name, annotations }
  return { apiVersion, kind: 'ClusterPolicy', metadata, spec: { background: false, ...spec, rules } }
}

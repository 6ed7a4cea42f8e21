import type { Cluster } from '../../../cluster/cluster.ts'
import type { CheckEntry } from '../../../output/report/report.ts'
import type { Place } from '../../../problem.ts'

import type { Brought } from './brought.ts'

/** One check and its result. */
export type PreflightEntry = {
  readonly subject: CheckEntry['subject']
  /** What it is called: an image, or `NAMESPACE/NAME`. */
  readonly name: string
  readonly state: CheckEntry['state']
  /** What was found, for a person. */
  readonly finding: string
  readonly remedy?: string
  readonly place?: Place
}

/** What to do where the cluster does not tell, by its reason. */
export function remedyOfUnknown(reason: string): string {
  return /not allowed/.test(reason)
    ? 'use an account that may read it, or treat it as unknown'
    : 'check --context, --kubeconfig and KUBECONFIG, and that the cluster answers: kubectl version'
}

/** Where a namespace is: in the cluster, in the manifests alone, in neither, or unknown because access is not allowed. */
export type NamespaceState = 'there' | 'brought' | 'absent' | 'unknown'

export async function stateOfNamespace(
  cluster: Cluster,
  namespace: string,
  brought: Brought,
): Promise<NamespaceState> {
  const { kind } = await cluster.namespaceOf(namespace)
  if (kind === 'absent') return brought.namespaces.has(namespace) ? 'brought' : 'absent'
  return kind === 'found' ? 'there' : 'unknown'
}

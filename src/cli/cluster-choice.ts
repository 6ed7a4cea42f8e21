import type { ClusterChoice } from '../cluster/kubeconfig.ts'
import type { Problem } from '../problem.ts'
import type { Invocation } from './command.ts'

/** The cluster that the flags of an invocation name. */
export function clusterChoiceOf({
  settings,
  env,
  cwd,
}: Pick<Invocation, 'settings' | 'env' | 'cwd'>): ClusterChoice {
  return { kubeconfig: settings.text('kubeconfig'), context: settings.text('context'), env, cwd }
}

/** A named cluster must be read: without it, the result would mean nothing. */
export function misnamedCluster(message: string): Problem {
  return { code: 'USAGE_INVALID', message, remedy: 'check --context and --kubeconfig, or leave them out' }
}

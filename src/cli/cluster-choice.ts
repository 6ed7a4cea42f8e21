import type { ClusterChoice } from '../cluster/kubeconfig.ts'
import type { Invocation } from './command.ts'

/** The cluster that the flags of an invocation name. */
export function clusterChoiceOf({
  settings,
  env,
  cwd,
}: Pick<Invocation, 'settings' | 'env' | 'cwd'>): ClusterChoice {
  return { kubeconfig: settings.text('kubeconfig'), context: settings.text('context'), env, cwd }
}

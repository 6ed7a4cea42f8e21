import type { KubeConfig } from '@kubernetes/client-node'

import type { ClientModule } from './kubeconfig.ts'

/** A configuration with other clusters or users: those of the client cannot be changed in place. */
export function withParts(
  client: ClientModule,
  config: KubeConfig,
  {
    clusters = config.getClusters(),
    users = config.getUsers(),
  }: { readonly clusters?: KubeConfig['clusters']; readonly users?: KubeConfig['users'] },
): KubeConfig {
  const ready = new client.KubeConfig()
  ready.loadFromOptions({
    clusters,
    users,
    contexts: config.getContexts(),
    currentContext: config.getCurrentContext(),
  })
  return ready
}

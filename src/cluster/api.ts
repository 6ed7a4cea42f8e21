import type { CoreV1Api, KubeConfig } from '@kubernetes/client-node'

import type { ClientModule } from './kubeconfig.ts'
import { proxiedLibrary } from './proxied.ts'

/** The client for the core API of a cluster. The client's own way to make one hands no signal on. */
export function apiOf(client: ClientModule, config: KubeConfig, signal: AbortSignal): CoreV1Api {
  const server = config.getCurrentCluster()?.server ?? ''
  const library = proxiedLibrary(client, config)
  return new client.CoreV1Api(
    client.createConfiguration({
      baseServer: new client.ServerConfiguration(server, {}),
      authMethods: { default: config },
      ...(library === undefined ? {} : { httpApi: library }),
      promiseMiddleware: [
        {
          pre: context => {
            context.setSignal(signal)
            return Promise.resolve(context)
          },
          post: context => Promise.resolve(context),
        },
      ],
    }),
  )
}

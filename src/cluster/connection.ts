import type { KubeConfig } from '@kubernetes/client-node'

import { withCredentials } from './credentials.ts'
import {
  chooseCluster,
  type ChosenCluster,
  type ClientModule,
  type ClusterChoice,
  type NoCluster,
} from './kubeconfig.ts'

/** The client, the cluster that kubectl would ask, and its configuration with credentials. */
type Connection = {
  readonly kind: 'connection'
  readonly client: ClientModule
  readonly chosen: ChosenCluster
  readonly config: KubeConfig
}

/**
 * Chooses the cluster that kubectl would use and gets its credentials; it sends no request yet. The client is loaded here,
 * on demand, because loading it takes longer than a whole run of the filter. Nothing rejects: what goes wrong is a reason.
 */
export async function connect(choice: ClusterChoice, signal: AbortSignal): Promise<Connection | NoCluster> {
  const client = await import('@kubernetes/client-node').catch(() => undefined)
  if (client === undefined) {
    const reason =
      'this executable comes without the Kubernetes client; use the binary, or install the npm package'
    return { kind: 'unknown', reason }
  }
  const chosen = chooseCluster(client, choice)
  if (chosen.kind === 'unknown') return chosen
  try {
    return {
      kind: 'connection',
      client,
      chosen,
      config: await withCredentials(client, chosen, choice.env, signal),
    }
  } catch (error) {
    return { kind: 'unknown', reason: `no credentials for the cluster: ${messageOf(error)}` }
  }
}

/** The error of the client, on one line of at most 200 characters. */
export function messageOf(error: unknown): string {
  const { message = String(error) } = (error ?? {}) as { readonly message?: string }
  return message.replace(/\s+/g, ' ').slice(0, 200)
}

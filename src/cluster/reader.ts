import type { KubeConfig } from '@kubernetes/client-node'

import { connect, messageOf } from './connection.ts'
import type { ClientModule, ClusterChoice, NoCluster } from './kubeconfig.ts'
import { proxiedLibrary } from './proxied.ts'

/** What the API server answers to one question; the body is undefined where it is not JSON. */
export type ReadAnswer =
  | { readonly kind: 'answer'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'unknown'; readonly reason: string }

/** A cluster that is read by paths of its API; nothing else than GET is ever sent. */
export type ClusterReader = {
  readonly kind: 'reader'
  readonly context: string
  /** That of the context. */
  readonly namespace: string
  /** The object, or of a list with `metadata` the metadata of its objects alone. */
  readonly get: (path: string, only?: 'metadata') => Promise<ReadAnswer>
}

const accepted = {
  whole: 'application/json',
  metadata: 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json',
} as const

/**
 * Opens the cluster that kubectl would ask, to read any of its resources. No question takes longer than the deadline, in
 * milliseconds.
 */
export async function openReader(
  choice: ClusterChoice,
  deadline: number,
): Promise<ClusterReader | NoCluster> {
  const connection = await connect(choice, AbortSignal.timeout(deadline))
  if (connection.kind === 'unknown') return connection
  const { client, chosen, config } = connection
  try {
    const get = getterOf(client, config, deadline)
    return { kind: 'reader', context: chosen.context, namespace: chosen.namespace, get }
  } catch (error) {
    return { kind: 'unknown', reason: `no client for the cluster: ${messageOf(error)}` }
  }
}

function getterOf(client: ClientModule, config: KubeConfig, deadline: number): ClusterReader['get'] {
  const server = withoutEndingSlash(config.getCurrentCluster()?.server ?? '')
  const library = proxiedLibrary(client, config)
  const { httpApi } = client.createConfiguration({
    baseServer: new client.ServerConfiguration(server, {}),
    ...(library === undefined ? {} : { httpApi: library }),
  })
  return async (path, only) => {
    const request = new client.RequestContext(`${server}${path}`, client.HttpMethod.GET)
    request.setHeaderParam('accept', accepted[only ?? 'whole'])
    const signal = AbortSignal.timeout(deadline)
    request.setSignal(signal)
    try {
      await config.applySecurityAuthentication(request)
      const response = await httpApi.send(request).toPromise()
      return { kind: 'answer', status: response.httpStatusCode, body: jsonOf(await response.body.text()) }
    } catch (error) {
      return { kind: 'unknown', reason: signal.aborted ? 'it gave no answer in time' : messageOf(error) }
    }
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Paths are put after the address of the server with a slash of their own. */
function withoutEndingSlash(url: string): string {
  return url.endsWith('/') ? url.slice(0, -1) : url
}

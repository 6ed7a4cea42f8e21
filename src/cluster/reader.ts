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
  readonly server: string
  /** That of the context. */
  readonly namespace: string
  /** The object, or of a list with `metadata` the metadata of its objects alone. Never rejects. */
  readonly get: (path: string, only?: 'metadata') => Promise<ReadAnswer>
}

const accepted = {
  whole: 'application/json',
  metadata: 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json',
} as const

/**
 * Opens the cluster that kubectl would ask, to read any of its resources. A question, and the one for credentials, takes until
 * its signal is aborted.
 */
export async function openReader(
  choice: ClusterChoice,
  signalOf: () => AbortSignal,
): Promise<ClusterReader | NoCluster> {
  const connection = await connect(choice, signalOf())
  if (connection.kind === 'unknown') return connection
  const { client, chosen, config } = connection
  const { context, namespace } = chosen
  const server = config.getCurrentCluster()?.server ?? ''
  try {
    const get = getterOf(client, config, server, signalOf)
    return { kind: 'reader', context, namespace, server, get }
  } catch (error) {
    return { kind: 'unknown', reason: `no client for the cluster: ${messageOf(error)}` }
  }
}

function getterOf(
  client: ClientModule,
  config: KubeConfig,
  server: string,
  signalOf: () => AbortSignal,
): ClusterReader['get'] {
  const library = proxiedLibrary(client, config)
  const { httpApi } = client.createConfiguration(library === undefined ? {} : { httpApi: library })
  const ask = async (path: string, accept: string, signal: AbortSignal): Promise<ReadAnswer> => {
    const request = new client.RequestContext(`${withoutEndingSlash(server)}${path}`, client.HttpMethod.GET)
    request.setHeaderParam('accept', accept)
    request.setSignal(signal)
    await config.applySecurityAuthentication(request)
    const response = await httpApi.send(request).toPromise()
    return { kind: 'answer', status: response.httpStatusCode, body: jsonOf(await response.body.text()) }
  }
  return async (path, only) => {
    const signal = signalOf()
    try {
      return await Promise.race([ask(path, accepted[only ?? 'whole'], signal), aborted(signal)])
    } catch (error) {
      return { kind: 'unknown', reason: reasonOf(error, signal) }
    }
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = (): void => reject(new Error('aborted'))
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
}

function reasonOf(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return 'the cluster gave no answer in time'
  // The runtime of the binary has words of its own.
  const words = messageOf(error).replace(/(ECONNREFUSED: )Unable to connect.*/, '$1nothing listens there')
  return `the cluster cannot be reached: ${words}`
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

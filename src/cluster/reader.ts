import { request } from 'node:https'
import { request as plainRequest, type IncomingMessage } from 'node:http'
import type { RequestOptions } from 'node:https'

import { withCredentials } from './credentials.ts'
import { chooseCluster, type ClusterChoice, type NoCluster } from './kubeconfig.ts'

/** What the API server answers to one question; the body is undefined where it is no JSON. */
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
 * milliseconds. The client is loaded here, on demand: it takes longer than a whole run of the filter.
 */
export async function openReader(
  choice: ClusterChoice,
  deadline: number,
): Promise<ClusterReader | NoCluster> {
  const client = await import('@kubernetes/client-node').catch(() => undefined)
  if (client === undefined) {
    const reason =
      'this executable comes without the Kubernetes client; use the binary, or install the npm package'
    return { kind: 'unknown', reason }
  }
  const chosen = chooseCluster(client, choice)
  if (chosen.kind === 'unknown') return chosen
  try {
    const config = await withCredentials(client, chosen, choice.env, AbortSignal.timeout(deadline))
    const server = (config.getCurrentCluster()?.server ?? '').replace(/\/+$/, '')
    const get: ClusterReader['get'] = async (path, only) => {
      const options: RequestOptions = { headers: { accept: accepted[only ?? 'whole'] }, timeout: deadline }
      await config.applyToHTTPSOptions(options)
      return ask(`${server}${path}`, { ...options, method: 'GET', signal: AbortSignal.timeout(deadline) })
    }
    return { kind: 'reader', context: chosen.context, namespace: chosen.namespace, get }
  } catch (error) {
    return { kind: 'unknown', reason: `no credentials for the cluster: ${messageOf(error)}` }
  }
}

function ask(url: string, options: RequestOptions): Promise<ReadAnswer> {
  const send = url.startsWith('http:') ? plainRequest : request
  return new Promise(resolve => {
    const fail = (error: Error): void => {
      const reason =
        error.name === 'AbortError' || error.name === 'TimeoutError'
          ? 'it gave no answer in time'
          : messageOf(error)
      resolve({ kind: 'unknown', reason })
    }
    const asked = send(url, options, (response: IncomingMessage) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('error', fail)
      response.on('end', () => {
        resolve({ kind: 'answer', status: response.statusCode ?? 0, body: jsonOf(Buffer.concat(parts)) })
      })
    })
    asked.on('error', fail)
    asked.end()
  })
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}

function messageOf(error: unknown): string {
  const { message = String(error) } = (error ?? {}) as { readonly message?: string }
  return message.replace(/\s+/g, ' ').slice(0, 200)
}

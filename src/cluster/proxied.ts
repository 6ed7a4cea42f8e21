import type * as Client from '@kubernetes/client-node'
import type { Cluster as ClusterConfig, KubeConfig } from '@kubernetes/client-node'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest, type RequestOptions } from 'node:https'
import type { Socket } from 'node:net'

import { openTunnel, TunnelRefused } from '../tunnel.ts'

type ClientModule = typeof Client

/**
 * How the client reaches a cluster behind the `proxy-url` of its kubeconfig: through a tunnel of our own, since that of the
 * client does not work in every runtime. Undefined for a cluster without one, and for a proxy that is not HTTP.
 */
export function proxiedLibrary(client: ClientModule, config: KubeConfig): Client.HttpLibrary | undefined {
  const cluster = config.getCurrentCluster()
  const proxy = cluster?.proxyUrl ?? ''
  if (cluster === null || !/^https?:/i.test(proxy)) return undefined
  return client.wrapHttpLibrary({
    send: async request => {
      const options: RequestOptions = {}
      await config.applyToHTTPSOptions(options)
      const url = new URL(request.getUrl())
      const socket = await throughProxy(url, new URL(proxy), options, cluster, request.getSignal())
      const { status, headers, body } = await ask(url, socket, {
        method: request.getHttpMethod().toString(),
        headers: request.getHeaders(),
        signal: request.getSignal(),
      })
      return new client.ResponseContext(status, headers, {
        text: () => Promise.resolve(body.toString('utf8')),
        binary: () => Promise.resolve(body),
      })
    },
  })
}

type Asked = {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: Buffer
}

function ask(
  url: URL,
  socket: Socket,
  options: {
    readonly method: string
    readonly headers: Readonly<Record<string, string>>
    readonly signal: AbortSignal | undefined
  },
): Promise<Asked> {
  const { method, headers, signal } = options
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(
      url,
      { method, headers, createConnection: () => socket, ...(signal === undefined ? {} : { signal }) },
      response => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          socket.destroy()
          const texts = Object.entries(response.headers).map(([name, value]) => [name, String(value)])
          resolve({
            status: response.statusCode ?? 0,
            headers: Object.fromEntries(texts) as Record<string, string>,
            body: Buffer.concat(chunks),
          })
        })
      },
    )
    request.on('error', reject)
    request.end()
  })
}

async function throughProxy(
  url: URL,
  proxy: URL,
  { ca, cert, key }: RequestOptions,
  { skipTLSVerify, tlsServerName }: ClusterConfig,
  signal: AbortSignal | undefined,
): Promise<Socket> {
  const server = { ca, cert, key, rejectUnauthorized: !skipTLSVerify, servername: tlsServerName }
  try {
    return await openTunnel(url, proxy, { server }, signal)
  } catch (error) {
    const words =
      error instanceof TunnelRefused
        ? `answers ${error.status}`
        : `cannot be used: ${(error as Error).message}`
    throw new Error(`the proxy ${proxy.host} ${words}`, { cause: error })
  }
}

import type * as Client from '@kubernetes/client-node'
import type { Cluster as ClusterConfig, KubeConfig } from '@kubernetes/client-node'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest, type RequestOptions } from 'node:https'
import { isIP, type Socket } from 'node:net'
import { connect } from 'node:tls'

import { userInfoOf } from '../reference/user-info.ts'

type ClientModule = typeof Client

/**
 * How the client reaches a cluster behind the `proxy-url` of its kubeconfig: through a tunnel of our own, since that of the
 * client does not work in every runtime. Undefined for a cluster without one, and for a proxy that is not HTTP.
 */
export function proxiedLibrary(client: ClientModule, config: KubeConfig): Client.HttpLibrary | undefined {
  const cluster = config.getCurrentCluster()
  const proxy = cluster?.proxyUrl ?? ''
  if (cluster === null || !/^https?:/.test(proxy)) return undefined
  return client.wrapHttpLibrary({
    send: async request => {
      const options: RequestOptions = {}
      await config.applyToHTTPSOptions(options)
      const url = new URL(request.getUrl())
      const socket = await tunnel(url, new URL(proxy), options, cluster, request.getSignal())
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

function tunnel(
  url: URL,
  proxy: URL,
  { ca, cert, key }: RequestOptions,
  { skipTLSVerify, tlsServerName }: ClusterConfig,
  signal: AbortSignal | undefined,
): Promise<Socket> {
  const target = `${url.hostname}:${url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port}`
  const user = userInfoOf(proxy)
  const proof =
    user === undefined ? {} : { 'proxy-authorization': `Basic ${Buffer.from(user).toString('base64')}` }
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return new Promise((resolve, reject) => {
    const request = (proxy.protocol === 'https:' ? httpsRequest : httpRequest)({
      host: proxy.hostname.replace(/^\[|\]$/g, ''),
      port: proxy.port === '' ? (proxy.protocol === 'https:' ? 443 : 80) : proxy.port,
      method: 'CONNECT',
      path: target,
      headers: { host: target, ...proof },
      agent: false,
      ...(signal === undefined ? {} : { signal }),
    })
    request.on('connect', (response, socket: Socket) => {
      if (response.statusCode !== 200) {
        socket.destroy()
        reject(new Error(`the proxy ${proxy.host} answers ${response.statusCode}`))
      } else if (url.protocol === 'https:') {
        const servername = tlsServerName ?? (isIP(host) > 0 ? undefined : host)
        const trust = { ca, cert, key, rejectUnauthorized: !skipTLSVerify }
        resolve(connect({ socket, ...trust, ...(servername === undefined ? {} : { servername }) }))
      } else resolve(socket)
    })
    request.on('response', response =>
      reject(new Error(`the proxy ${proxy.host} answers ${response.statusCode}`)),
    )
    request.on('error', error =>
      reject(new Error(`the proxy ${proxy.host} cannot be used: ${error.message}`)),
    )
    request.end()
  })
}

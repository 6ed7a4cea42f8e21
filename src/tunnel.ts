import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP, type Socket } from 'node:net'
import { connect, type ConnectionOptions } from 'node:tls'

import { userInfoOf } from './reference/user-info.ts'

/** A proxy answered, and let nobody through. */
export class TunnelRefused extends Error {
  readonly status: number

  constructor(status = 0, words = '') {
    super(`answers ${status} ${words}`.trim())
    this.status = status
  }
}

/** How to speak TLS: with the server at the end, and with a proxy that has a certificate of its own. */
type TunnelTrust = {
  readonly server: Pick<ConnectionOptions, 'ca' | 'cert' | 'key' | 'rejectUnauthorized' | 'servername'>
  readonly proxy?: Pick<ConnectionOptions, 'ca'>
}

/**
 * A socket to the server of `url` through an HTTP proxy, with TLS inside where the URL wants it. User and password are in
 * the URL of the proxy. Rejects with a `TunnelRefused`, or with the error of the system.
 * Source: RFC 9110, section 9.3.6.
 */
export function openTunnel(
  url: URL,
  proxy: URL,
  trust: TunnelTrust,
  signal: AbortSignal | undefined,
): Promise<Socket> {
  const target = `${url.hostname}:${portOf(url)}`
  return new Promise((resolve, reject) => {
    const request = (proxy.protocol === 'https:' ? httpsRequest : httpRequest)({
      host: hostOf(proxy),
      port: portOf(proxy),
      method: 'CONNECT',
      path: target,
      headers: { host: target, ...authorizationOf(proxy) },
      agent: false,
      ...(signal === undefined ? {} : { signal }),
      ...(proxy.protocol === 'https:' ? trust.proxy : {}),
    })
    request.on('connect', (response, socket: Socket) => {
      if (response.statusCode === 200)
        return resolve(url.protocol === 'https:' ? withTls(socket, hostOf(url), trust.server) : socket)
      socket.destroy()
      reject(new TunnelRefused(response.statusCode, response.statusMessage))
    })
    request.on('response', response => reject(new TunnelRefused(response.statusCode, response.statusMessage)))
    request.on('error', reject)
    request.end()
  })
}

function authorizationOf(proxy: URL): Readonly<Record<string, string>> {
  const user = userInfoOf(proxy)
  return user === undefined ? {} : { 'proxy-authorization': `Basic ${Buffer.from(user).toString('base64')}` }
}

function withTls(socket: Socket, host: string, { servername, ...trust }: TunnelTrust['server']): Socket {
  const name = servername ?? (isIP(host) > 0 ? undefined : host)
  return connect({ socket, ...trust, ...(name === undefined ? {} : { servername: name }) })
}

/** The host of a URL, without the brackets of an IPv6 address. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '')
}

/** The port of a URL, or that of its scheme. */
export function portOf(url: URL): string {
  return url.port !== '' ? url.port : url.protocol === 'https:' ? '443' : '80'
}

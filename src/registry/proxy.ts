import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP, type Socket } from 'node:net'
import { connect } from 'node:tls'

import type { Environment } from './environment.ts'
import { isLoopback, isExempt } from './proxy-exemption.ts'

/** A proxy in front of a server; user and password are in the URL, as the variables have them. */
export type Proxy = { readonly url: URL }

/**
 * The proxy that the environment names for a URL, as programs written in Go choose it: `HTTPS_PROXY` or `HTTP_PROXY` by
 * scheme, upper case before lower, never for loopback, and not for what `NO_PROXY` covers.
 * Source: https://pkg.go.dev/golang.org/x/net/http/httpproxy
 *
 * @throws Error for a proxy whose URL cannot be read.
 */
export function proxyFor(url: URL, env: Environment): Proxy | undefined {
  const name = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY'
  const text = variable(env, name)
  if (text === '' || isLoopback(hostOf(url)) || isExempt(url, variable(env, 'NO_PROXY'))) return undefined
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`
  if (!URL.canParse(full) || !/^https?:/i.test(full))
    throw new Error(`the proxy in ${name} is no http:// or https:// URL`)
  return { url: new URL(full) }
}

/** A socket to the server of `url`, through the proxy; with TLS inside where the URL wants it. */
export function tunnel(
  url: URL,
  proxy: Proxy,
  tls: { readonly ca: string[] | undefined; readonly rejectUnauthorized: boolean },
  signal: AbortSignal,
): Promise<Socket> {
  const { url: proxyUrl } = proxy
  const target = `${url.hostname}:${portOf(url)}`
  const user = `${decodeURIComponent(proxyUrl.username)}:${decodeURIComponent(proxyUrl.password)}`
  return new Promise((resolve, reject) => {
    const request = (proxyUrl.protocol === 'https:' ? httpsRequest : httpRequest)({
      host: hostOf(proxyUrl),
      port: portOf(proxyUrl),
      method: 'CONNECT',
      path: target,
      headers: {
        host: target,
        ...(user === ':' ? {} : { 'proxy-authorization': `Basic ${Buffer.from(user).toString('base64')}` }),
      },
      agent: false,
      signal,
      ...(proxyUrl.protocol === 'https:' && tls.ca !== undefined ? { ca: tls.ca } : {}),
    })
    request.on('connect', (response, socket: Socket) => {
      if (response.statusCode !== 200) {
        socket.destroy()
        reject(
          new Error(`the proxy ${proxyUrl.host} answers ${response.statusCode} ${response.statusMessage}`),
        )
        return
      }
      resolve(
        url.protocol === 'https:'
          ? connect({ socket, ...tls, ...(isIP(hostOf(url)) > 0 ? {} : { servername: hostOf(url) }) })
          : socket,
      )
    })
    request.on('response', response =>
      reject(
        new Error(`the proxy ${proxyUrl.host} answers ${response.statusCode} ${response.statusMessage}`),
      ),
    )
    request.on('error', error =>
      reject(new Error(`the proxy ${proxyUrl.host} cannot be used: ${error.message}`, { cause: error })),
    )
    request.end()
  })
}

function variable(env: Environment, name: string): string {
  return env[name] ?? env[name.toLowerCase()] ?? ''
}

export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '')
}

export function portOf(url: URL): string {
  return url.port !== '' ? url.port : url.protocol === 'https:' ? '443' : '80'
}

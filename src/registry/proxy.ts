import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP, type Socket } from 'node:net'
import { connect } from 'node:tls'

import { userInfoOf } from '../reference/user-info.ts'
import type { Environment } from './environment.ts'
import { DeadlineError, ObstacleError, asError } from './failure.ts'
import { isLoopback, isExempt } from './proxy-exemption.ts'

/** A proxy in front of a server; user and password are in the URL, as the variables have them. */
export type Proxy = { readonly url: URL }

/**
 * The proxy that the environment names for a URL, as programs written in Go choose it: `HTTPS_PROXY` or `HTTP_PROXY` by
 * scheme, upper case before lower, never for loopback, and not for what `NO_PROXY` covers.
 * Source: https://pkg.go.dev/golang.org/x/net/http/httpproxy
 *
 * @throws ObstacleError for a proxy whose URL cannot be read.
 */
export function proxyFor(url: URL, env: Environment): Proxy | undefined {
  const name = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY'
  const text = variable(env, name)
  if (text === '' || isLoopback(hostOf(url)) || isExempt(url, variable(env, 'NO_PROXY'))) return undefined
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`
  if (!URL.canParse(full) || !/^https?:/i.test(full))
    throw new ObstacleError(
      `the proxy in ${name} is not an http:// or https:// URL`,
      `set ${name} to http://HOST:PORT, or name the registry in NO_PROXY`,
    )
  return { url: new URL(full) }
}

/** A socket to the server of `url`, through the proxy; with TLS inside where the URL wants it. Rejects with an `ObstacleError`. */
export function tunnel(
  url: URL,
  proxy: Proxy,
  tls: { readonly ca: string[] | undefined; readonly rejectUnauthorized: boolean },
  signal: AbortSignal,
): Promise<Socket> {
  const { url: proxyUrl } = proxy
  const target = `${url.hostname}:${portOf(url)}`
  const user = userInfoOf(proxyUrl)
  const host = hostOf(url)
  const refuse = (words: string, remedy: string, error?: Error): Error =>
    new ObstacleError(`the proxy ${proxyUrl.host} ${words}`, remedy, error && { cause: error })
  return new Promise((resolve, reject) => {
    const refuseStatus = (status: number | undefined, words: string | undefined): void =>
      reject(refuse(`answers ${status} ${words}`, remedyOf(status, host, user !== undefined)))
    const request = (proxyUrl.protocol === 'https:' ? httpsRequest : httpRequest)({
      host: hostOf(proxyUrl),
      port: portOf(proxyUrl),
      method: 'CONNECT',
      path: target,
      headers: {
        host: target,
        ...(user === undefined
          ? {}
          : { 'proxy-authorization': `Basic ${Buffer.from(user).toString('base64')}` }),
      },
      agent: false,
      signal,
      ...(proxyUrl.protocol === 'https:' && tls.ca !== undefined ? { ca: tls.ca } : {}),
    })
    request.on('connect', (response, socket: Socket) => {
      if (response.statusCode !== 200) {
        socket.destroy()
        refuseStatus(response.statusCode, response.statusMessage)
        return
      }
      resolve(
        url.protocol === 'https:'
          ? connect({ socket, ...tls, ...(isIP(hostOf(url)) > 0 ? {} : { servername: hostOf(url) }) })
          : socket,
      )
    })
    request.on('response', response => refuseStatus(response.statusCode, response.statusMessage))
    request.on('error', error => {
      const reason: unknown = signal.aborted ? signal.reason : error
      const remedy = `check HTTPS_PROXY and HTTP_PROXY, or name ${host} in NO_PROXY`
      if (reason instanceof DeadlineError)
        reject(refuse(`gave no answer within ${reason.seconds} s`, remedy, error))
      else reject(refuse(`cannot be used: ${asError(reason).message}`, remedy, error))
    })
    request.end()
  })
}

/** What to do about the answer of a proxy. Source: RFC 9110, section 15.5.8. */
function remedyOf(status: number | undefined, host: string, hasUser: boolean): string {
  if (status === 407)
    return hasUser
      ? 'check user and password of the proxy in HTTPS_PROXY'
      : 'put user and password of the proxy in front of its host in HTTPS_PROXY'
  if (status !== undefined && status >= 500)
    return `check that the proxy can reach ${host}, or name ${host} in NO_PROXY`
  return `have the proxy let ${host} through, or name ${host} in NO_PROXY`
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

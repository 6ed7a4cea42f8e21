import type { Socket } from 'node:net'

import { userInfoOf } from '../reference/user-info.ts'
import { hostOf, openTunnel, TunnelRefused } from '../tunnel.ts'
import type { Environment } from './environment.ts'
import { DeadlineError, ObstacleError, asError } from './failure.ts'
import { isLoopback, isExempt } from './proxy-exemption.ts'

/**
 * The proxy that the environment names for a URL, with user and password in it, as programs written in Go choose it: `HTTPS_PROXY` or `HTTP_PROXY` by
 * scheme, upper case before lower, never for loopback, and not for what `NO_PROXY` covers.
 * Source: https://pkg.go.dev/golang.org/x/net/http/httpproxy
 *
 * @throws ObstacleError for a proxy whose URL cannot be read.
 */
export function proxyFor(url: URL, env: Environment): URL | undefined {
  const name = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY'
  const text = variable(env, name)
  if (text === '' || isLoopback(hostOf(url)) || isExempt(url, variable(env, 'NO_PROXY'))) return undefined
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`
  if (!URL.canParse(full) || !/^https?:/i.test(full))
    throw new ObstacleError(
      `the proxy in ${name} is not an http:// or https:// URL`,
      `set ${name} to http://HOST:PORT, or name the registry in NO_PROXY`,
    )
  return new URL(full)
}

/** A socket to the server of `url`, through the proxy; with TLS inside where the URL wants it. Rejects with an `ObstacleError`. */
export async function throughProxy(
  url: URL,
  proxy: URL,
  tls: { readonly ca: string[] | undefined; readonly rejectUnauthorized: boolean },
  signal: AbortSignal,
): Promise<Socket> {
  const trust = { server: tls, ...(tls.ca === undefined ? {} : { proxy: { ca: tls.ca } }) }
  try {
    return await openTunnel(url, proxy, trust, signal)
  } catch (error) {
    throw obstacle(url, proxy, signal.aborted ? signal.reason : error)
  }
}

function obstacle(url: URL, proxy: URL, reason: unknown): ObstacleError {
  const host = hostOf(url)
  const refuse = (words: string, remedy: string): ObstacleError =>
    new ObstacleError(`the proxy ${proxy.host} ${words}`, remedy, { cause: reason })
  if (reason instanceof TunnelRefused)
    return refuse(reason.message, remedyOf(reason.status, host, userInfoOf(proxy) !== undefined))
  const remedy = `check HTTPS_PROXY and HTTP_PROXY, or name ${host} in NO_PROXY`
  return reason instanceof DeadlineError
    ? refuse(`gave no answer within ${reason.seconds} s`, remedy)
    : refuse(`cannot be used: ${asError(reason).message}`, remedy)
}

/** What to do about the answer of a proxy. Source: RFC 9110, section 15.5.8. */
function remedyOf(status: number, host: string, hasUser: boolean): string {
  if (status === 407)
    return hasUser
      ? 'check user and password of the proxy in HTTPS_PROXY'
      : 'put user and password of the proxy in front of its host in HTTPS_PROXY'
  if (status >= 500) return `check that the proxy can reach ${host}, or name ${host} in NO_PROXY`
  return `have the proxy let ${host} through, or name ${host} in NO_PROXY`
}

function variable(env: Environment, name: string): string {
  return env[name] ?? env[name.toLowerCase()] ?? ''
}

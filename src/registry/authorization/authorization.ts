import { jsonObjectIn } from '../../json-object.ts'
import { printable } from '../../reference/quote.ts'
import type { NoImage } from '../answer.ts'
import { readChallenges, type Challenge } from './challenge.ts'
import type { Credentials } from './credentials.ts'
import { unreachable } from '../failure.ts'
import type { Question, Reply } from '../reply.ts'
import { wordsOf } from '../words.ts'

/** The authorization of a request. */
export type RequestAuthorization = { readonly kind: 'authorization'; readonly authorization: string }

/** Asks a server of any name, with the trust of this run. */
type Ask = (question: Question) => Promise<Reply>

/**
 * The `Authorization` header that answers the challenges of a registry, for pulling from one repository, or why there is
 * none. A bearer token is fetched with the credentials, or without any where anybody may pull.
 * Source: https://distribution.github.io/distribution/spec/auth/token/
 */
export async function authorize(
  header: string,
  repository: string,
  registry: URL,
  credentials: Credentials | undefined,
  ask: Ask,
): Promise<RequestAuthorization | NoImage> {
  const challenges = readChallenges(header)
  if (credentials !== undefined && 'registryToken' in credentials)
    return { kind: 'authorization', authorization: `Bearer ${credentials.registryToken}` }
  const bearer = challenges.find(({ scheme }) => scheme === 'bearer')
  if (bearer !== undefined) return fetchToken(bearer, repository, registry, credentials, ask)
  const isBasic = challenges.length === 0 || challenges.some(({ scheme }) => scheme === 'basic')
  if (credentials === undefined && isBasic) return withoutCredentials(registry.host)
  if (challenges.length > 0 && isBasic && credentials !== undefined && 'user' in credentials)
    return { kind: 'authorization', authorization: basic(credentials) }
  if (isBasic && credentials !== undefined && 'identityToken' in credentials)
    return tokenForBasic(registry.host, credentials)
  return {
    kind: 'forbidden',
    message: `${registry.host} asks for an unsupported authentication: ${printable(header) || 'not named'}`,
    remedy: 'use a registry with basic or token authentication',
  }
}

/** An identity token is only good at a token server. */
function tokenForBasic(host: string, { origin }: Credentials): NoImage {
  return {
    kind: 'forbidden',
    message: `${host} asks for a user and a password, and ${printable(origin)} holds a token`,
    remedy: `log in again: docker login ${host}`,
  }
}

export function withoutCredentials(host: string): NoImage {
  return {
    kind: 'forbidden',
    message: `${host} wants credentials, and there are none for it here`,
    remedy: `log in: docker login ${host}, or crane auth login ${host}`,
  }
}

export function refusedCredentials(host: string, { origin }: Credentials, words: string): NoImage {
  return {
    kind: 'forbidden',
    message: `${host} refuses the credentials of ${printable(origin)}: ${words}`,
    remedy: `check user and password: docker login ${host}`,
  }
}

async function fetchToken(
  { parameters }: Challenge,
  repository: string,
  registry: URL,
  credentials: Credentials | undefined,
  ask: Ask,
): Promise<RequestAuthorization | NoImage> {
  const { realm = '', service = '' } = parameters
  const { host } = registry
  const url = tokenServer(realm, registry, credentials !== undefined)
  if ('kind' in url) return url
  const scope = `repository:${repository}:pull`
  const reply = await ask(tokenQuestion(url, service, scope, credentials)).catch((error: unknown) =>
    withoutTokenServer(host, url.host, error),
  )
  if (reply.kind !== 'reply') return reply
  if (reply.status === 401 || reply.status === 403 || reply.status === 400) {
    return credentials === undefined
      ? withoutCredentials(host)
      : refusedCredentials(host, credentials, wordsOf(reply))
  }
  const token = reply.status === 200 ? tokenIn(reply) : undefined
  return token !== undefined
    ? { kind: 'authorization', authorization: `Bearer ${token}` }
    : {
        kind: 'unreachable',
        message: `the token server of ${host} gives no token: ${wordsOf(reply)}`,
        remedy: 'look at the log of the token server, then try again',
      }
}

/** Where tokens are fetched; credentials are never sent unencrypted because of an answer that came encrypted. */
function tokenServer(realm: string, registry: URL, hasCredentials: boolean): URL | NoImage {
  const { host } = registry
  if (!/^https?:\/\//i.test(realm) || !URL.canParse(realm)) {
    return {
      kind: 'contradictory',
      message: `${host} wants a token and names no URL to fetch it from: ${printable(realm)}`,
      remedy: 'check the authentication settings of the registry (realm)',
    }
  }
  const url = new URL(realm)
  if (hasCredentials && url.protocol === 'http:' && registry.protocol === 'https:') {
    return {
      kind: 'forbidden',
      message: `${host} wants the credentials sent unencrypted, to ${printable(url.host)}`,
      remedy: 'give the token server of the registry (realm) an https:// URL',
    }
  }
  return url
}

function withoutTokenServer(host: string, server: string, error: unknown): NoImage {
  const answer = unreachable(server, error)
  return server === host ? answer : { ...answer, message: `${host} sends for a token: ${answer.message}` }
}

function tokenQuestion(
  url: URL,
  service: string,
  scope: string,
  credentials: Credentials | undefined,
): Question {
  if (credentials !== undefined && 'identityToken' in credentials) {
    const form = { grant_type: 'refresh_token', service, scope, refresh_token: credentials.identityToken }
    const body = new URLSearchParams({ ...form, client_id: 'k8ssandra-relocate' }).toString()
    return { method: 'POST', url, headers: { 'content-type': 'application/x-www-form-urlencoded' }, body }
  }
  if (service !== '') url.searchParams.set('service', service)
  url.searchParams.set('scope', scope)
  const isUser = credentials !== undefined && 'user' in credentials
  return { method: 'GET', url, headers: isUser ? { authorization: basic(credentials) } : {} }
}

function tokenIn({ body }: Reply): string | undefined {
  const value = jsonObjectIn(body.toString('utf8'))
  const token = value?.['token'] ?? value?.['access_token']
  return typeof token === 'string' && /^[\x21-\x7e]+$/.test(token) ? token : undefined
}

function basic({ user, password }: { readonly user: string; readonly password: string }): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
}

/** The edge to registries: it asks what they have, with deadlines, and writes nothing. */
import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'

import { printable } from '../reference/quote.ts'
import { isNoImage, type NoImage } from './answer.ts'
import {
  authorize,
  refusedCredentials,
  withoutCredentials,
  type RequestAuthorization,
} from './authorization.ts'
import { certificatesOf } from './certificates.ts'
import type { Credentials, FindCredentials } from './credentials.ts'
import type { Deadline } from './deadline.ts'
import type { Environment } from './environment.ts'
import { exchange } from './exchange.ts'
import type { Question, Reply } from './reply.ts'
import { ObstacleError, isPassing, isWithoutTls, unreachable } from './failure.ts'
import { limiter } from './limit.ts'
import { proxyFor } from './proxy.ts'
import { follow } from './redirect.ts'
import { attempts, pauseBefore } from './retry.ts'
import { readReply } from './read-reply.ts'
import { wordsOf } from './words.ts'

/** How to connect to registries. */
export type RegistryOptions = {
  readonly env: Environment
  readonly deadline: Deadline
  readonly credentials: FindCredentials
  /** Certificates that are trusted for all. */
  readonly ca: readonly string[]
  /** Hosts whose certificate is not checked, and that may speak plain HTTP. */
  readonly insecure: readonly string[]
  /** How many requests to run at a time for one registry. */
  readonly jobs: number
  /** The user agent, for the registry's log. */
  readonly agent: string
}

/** One registry. */
export type Registry = {
  readonly host: string
  /** Where its API is: HTTPS, or HTTP where that is all it speaks. Rejects if that is unknown. */
  readonly root: () => Promise<URL>
  /** Asks below `/v2/REPOSITORY/`; any status but those that mean "no" to everything is a reply. */
  readonly ask: (
    repository: string,
    path: string,
    options?: { readonly method?: 'GET' | 'HEAD'; readonly accept?: string },
  ) => Promise<Reply | NoImage>
}

/** Docker Hub's registry is at another host than its name says. */
const apiHosts: Readonly<Record<string, string>> = { 'docker.io': 'registry-1.docker.io' }

/** A registry by its name, `HOST[:PORT]`. Sends no request yet. */
export function openRegistry(host: string, options: RegistryOptions): Registry {
  const { deadline, env } = options
  const limit = limiter(options.jobs)
  const isInsecure = options.insecure.includes(host)
  // Another host, such as that of a token server, is checked all the same.
  const { hostname } = new URL(`https://${host}/`)
  const isLoopback = /^(?:localhost|127\.[0-9.]+|\[::1\])(?::\d+)?$/.test(host)
  const ca = [...options.ca, ...certificatesOf(host)]
  const agents = {
    'https:': new HttpsAgent({ keepAlive: true, maxSockets: options.jobs }),
    'http:': new HttpAgent({ keepAlive: true, maxSockets: options.jobs }),
  }
  const authorizations = new Map<string, Promise<RequestAuthorization | NoImage>>()
  const credentials = new Map<string, Promise<Credentials | undefined>>()
  let base: Promise<URL> | undefined

  /** One exchange, with redirects. */
  const sendOnce = (question: Question): Promise<Reply> =>
    follow(question, hop =>
      exchange(hop, {
        ca,
        isVerified: !(isInsecure && hop.url.hostname === hostname),
        proxy: proxyFor(hop.url, env),
        agent: hop.url.protocol === 'https:' ? agents['https:'] : agents['http:'],
        signal: deadline.signal,
      }),
    )

  /** The same, again after what passes. */
  const send = async (question: Question): Promise<Reply> => {
    for (let attempt = 1; ; attempt++) {
      const isLast = attempt === attempts
      try {
        const reply = await sendOnce(question)
        const pause = isLast ? undefined : pauseBefore(reply, attempt)
        if (pause === undefined || pause > deadline.left()) return reply
        await deadline.wait(pause)
      } catch (error) {
        if (error instanceof ObstacleError) throw error
        deadline.signal.throwIfAborted()
        if (isLast || !isPassing(error)) throw error
        await deadline.wait(pauseBefore(undefined, attempt) ?? 0)
      }
    }
  }

  /** HTTPS, or HTTP where that is all that a registry on loopback or an insecure one speaks. */
  const findBase = async (): Promise<URL> => {
    const secure = new URL(`https://${apiHosts[host] ?? host}/v2/`)
    if (!isInsecure && !isLoopback) return secure
    try {
      await sendOnce({ method: 'GET', url: secure, headers: headersFor(options) })
    } catch (error) {
      if (error instanceof ObstacleError) throw error
      deadline.signal.throwIfAborted()
      if (!isWithoutTls(error)) return secure
      return new URL(secure.href.replace('https:', 'http:'))
    }
    return secure
  }

  const authorizeFor = (repository: string, registry: URL, header: string) => {
    const known = authorizations.get(repository)
    if (known !== undefined) return known
    const fetched = credentialsFor(repository).then(found =>
      authorize(header, repository, registry, found, question =>
        send({ ...question, headers: { ...headersFor(options), ...question.headers } }),
      ),
    )
    authorizations.set(repository, fetched)
    return fetched
  }

  const credentialsFor = (repository: string): Promise<Credentials | undefined> => {
    const found = credentials.get(repository) ?? options.credentials(host, deadline.signal, repository)
    credentials.set(repository, found)
    return found
  }

  const withUselessEntry = (answer: NoImage): NoImage => {
    const entry = answer.kind === 'forbidden' ? options.credentials.uselessEntry?.(host) : undefined
    return entry === undefined ? answer : { ...answer, message: `${answer.message}: ${printable(entry)}` }
  }

  const askOnce = async (
    repository: string,
    path: string,
    { method = 'GET', accept }: { readonly method?: 'GET' | 'HEAD'; readonly accept?: string } = {},
  ): Promise<Reply | NoImage> => {
    const root = await (base ??= findBase())
    const url = new URL(`${repository}/${path}`, root)
    const headers = { ...headersFor(options), ...(accept === undefined ? {} : { accept }) }
    const cached = authorizations.get(repository)
    const known = await cached
    const sendWith = (authorized: RequestAuthorization | undefined): Promise<Reply> =>
      send({
        method,
        url,
        headers: { ...headers, ...(authorized && { authorization: authorized.authorization }) },
      })
    const authorized = known === undefined || isNoImage(known) ? undefined : known
    const first = await sendWith(authorized)
    if (first.status !== 401) return readReply(first, host)
    // A token is good for some minutes: an old one is replaced, once.
    if (authorized !== undefined && authorizations.get(repository) === cached)
      authorizations.delete(repository)
    const granted = await authorizeFor(repository, root, first.headers['www-authenticate'] ?? '')
    if (isNoImage(granted)) return withUselessEntry(granted)
    const second = await sendWith(granted)
    if (second.status !== 401) return readReply(second, host)
    const found = await credentialsFor(repository)
    return found === undefined
      ? withUselessEntry(withoutCredentials(host))
      : refusedCredentials(host, found, wordsOf(second))
  }

  return {
    host,
    root: () => (base ??= findBase()),
    ask: (repository, path, how) =>
      limit(() => askOnce(repository, path, how)).catch((error: unknown) => unreachable(host, error)),
  }
}

function headersFor({ agent }: RegistryOptions): Readonly<Record<string, string>> {
  return { 'user-agent': agent }
}

import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'

import { hostOf } from '../tunnel.ts'
import { certificatesOf } from './certificates.ts'
import type { Deadline } from './deadline.ts'
import type { Environment } from './environment.ts'
import { exchange } from './exchange.ts'
import { ObstacleError, isPassing, isWithoutTls } from './failure.ts'
import { proxyFor } from './proxy.ts'
import { isLoopback } from './proxy-exemption.ts'
import { follow } from './redirect.ts'
import type { Question, Reply } from './reply.ts'
import { attempts, pauseBefore } from './retry.ts'

/** How to connect to registries. */
export type ConnectionOptions = {
  readonly env: Environment
  readonly deadline: Deadline
  /** Certificates that are trusted for all. */
  readonly ca: readonly string[]
  /** Hosts whose certificate is not checked, and that may speak plain HTTP. */
  readonly insecure: readonly string[]
  /** How many requests to run at a time for one registry. */
  readonly jobs: number
  /** The user agent, for the registry's log. */
  readonly agent: string
}

/** Docker Hub's registry is at another host than its name says. */
const apiHosts: Readonly<Record<string, string>> = { 'docker.io': 'registry-1.docker.io' }

/** The way to one registry, and to the servers that it sends us to. */
export class RegistryConnection {
  private readonly host: string
  private readonly options: ConnectionOptions
  private readonly isInsecure: boolean
  private readonly hostname: string
  private readonly ca: readonly string[]
  private readonly agents: { readonly https: HttpsAgent; readonly http: HttpAgent }
  private base: Promise<URL> | undefined

  constructor(host: string, options: ConnectionOptions) {
    this.host = host
    this.options = options
    this.isInsecure = options.insecure.includes(host)
    this.hostname = new URL(`https://${host}/`).hostname
    this.ca = [...options.ca, ...certificatesOf(host)]
    const kept = { keepAlive: true, maxSockets: options.jobs }
    this.agents = { https: new HttpsAgent(kept), http: new HttpAgent(kept) }
  }

  /** Where the API of the registry is: HTTPS, or HTTP where that is all that one on loopback or an insecure one speaks. */
  root(): Promise<URL> {
    return (this.base ??= this.findRoot())
  }

  /** The reply to a question, with redirects, and asked again after what passes. */
  async send(question: Question): Promise<Reply> {
    const { deadline } = this.options
    for (let attempt = 1; ; attempt++) {
      const isLast = attempt === attempts
      try {
        const reply = await this.sendOnce(question)
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

  private sendOnce({ headers, ...question }: Question): Promise<Reply> {
    const { ca, agents, options } = this
    return follow({ ...question, headers: { 'user-agent': options.agent, ...headers } }, hop =>
      exchange(hop, {
        ca,
        // Another host, such as that of a token server, is checked all the same.
        isVerified: !(this.isInsecure && hop.url.hostname === this.hostname),
        proxy: proxyFor(hop.url, options.env),
        agent: hop.url.protocol === 'https:' ? agents.https : agents.http,
        signal: options.deadline.signal,
      }),
    )
  }

  private async findRoot(): Promise<URL> {
    const { host, isInsecure, options } = this
    const secure = new URL(`https://${apiHosts[host] ?? host}/v2/`)
    if (!isInsecure && !isLoopback(hostOf(secure))) return secure
    try {
      await this.sendOnce({ method: 'GET', url: secure, headers: {} })
    } catch (error) {
      if (error instanceof ObstacleError) throw error
      options.deadline.signal.throwIfAborted()
      if (!isWithoutTls(error)) return secure
      return new URL(secure.href.replace('https:', 'http:'))
    }
    return secure
  }
}

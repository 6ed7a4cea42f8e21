import type { Agent } from 'node:http'

/** One question to a server. */
export type Question = {
  readonly method: 'GET' | 'HEAD' | 'POST'
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** A complete response of a server. */
export type Reply = {
  readonly kind: 'reply'
  readonly status: number
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: Buffer
}

/** How a server is reached. */
export type Way = {
  /** Certificates of authorities that are trusted; undefined for those of the runtime. */
  readonly ca: readonly string[] | undefined
  /** False to take any certificate. */
  readonly isVerified: boolean
  /** With user and password in it, as the variables have them. */
  readonly proxy: URL | undefined
  /** Keeps connections for the next question; undefined for one of its own. */
  readonly agent?: Agent
  readonly signal: AbortSignal
}

/** A server that went away in the middle of its answer. */
export class CutError extends Error {
  readonly code = 'ECONNRESET'
}

import { request as httpRequest, type Agent, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'

import { asError } from './failure.ts'
import { tunnel, type Proxy } from './proxy.ts'

/** One question to a server. */
export type Question = {
  readonly method: 'GET' | 'HEAD' | 'POST'
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** What a server said, whole. */
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
  readonly proxy: Proxy | undefined
  /** Keeps connections for the next question; undefined for one of its own. */
  readonly agent?: Agent
  readonly signal: AbortSignal
}

/** No manifest, configuration or token is longer; a server that goes on sending is stopped here. */
const longestBody = 8 << 20

/** A server that went away in the middle of its answer. */
export class CutError extends Error {
  readonly code = 'ECONNRESET'
}

/**
 * Asks one question and gives the whole reply, whatever its status. Redirects are not followed. Rejects with the error of
 * the system, of TLS, or with the reason of the signal.
 */
export async function exchange(question: Question, way: Way): Promise<Reply> {
  way.signal.throwIfAborted()
  const { url } = question
  const isTls = url.protocol === 'https:'
  const tls = { ca: way.ca === undefined ? undefined : [...way.ca], rejectUnauthorized: way.isVerified }
  const socket = way.proxy === undefined ? undefined : await tunnel(url, way.proxy, tls, way.signal)
  return new Promise((resolve, reject) => {
    const request = (isTls ? httpsRequest : httpRequest)(
      url,
      {
        method: question.method,
        headers: {
          ...question.headers,
          ...(question.body === undefined ? {} : { 'content-length': Buffer.byteLength(question.body) }),
        },
        ...(isTls ? tls : {}),
        ...(socket === undefined ? { agent: way.agent ?? false } : { createConnection: () => socket }),
      },
      response => {
        readBody(response, question.method).then(
          body =>
            finish(() =>
              resolve({
                kind: 'reply',
                status: response.statusCode ?? 0,
                headers: headersOf(response),
                body,
              }),
            ),
          (error: unknown) => finish(() => reject(asError(error))),
        )
      },
    )
    const stop = (): void => {
      finish(() => reject(asError(way.signal.reason)))
      request.destroy()
    }
    const finish = (settle: () => void): void => {
      way.signal.removeEventListener('abort', stop)
      settle()
    }
    way.signal.addEventListener('abort', stop, { once: true })
    request.on('error', error => finish(() => reject(error)))
    request.end(question.body)
  })
}

async function readBody(response: IncomingMessage, method: Question['method']): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    length += chunk.length
    if (length > longestBody) {
      response.destroy()
      throw new Error(`the answer is longer than ${longestBody >> 20} MB`)
    }
  }
  const promised = response.headers['content-length']
  if (method !== 'HEAD' && promised !== undefined && Number(promised) !== length) {
    throw new CutError(`the connection ended after ${length} of ${promised} bytes`)
  }
  return Buffer.concat(chunks)
}

function headersOf({ headers }: IncomingMessage): Reply['headers'] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  )
}

import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest, type RequestOptions } from 'node:https'
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'

import { ObstacleError, asError } from './failure.ts'
import { throughProxy } from './proxy.ts'
import { type Question, type Way, type Reply, CutError } from './reply.ts'

/** No manifest, configuration or token is longer; a server that goes on sending is stopped here. */
const longestBody = 8 << 20

/**
 * Asks one question and gives the whole reply, whatever its status. Redirects are not followed. Rejects with the error of
 * the system, of TLS, or with the reason of the signal.
 */
export async function exchange(question: Question, way: Way): Promise<Reply> {
  way.signal.throwIfAborted()
  const { url, body } = question
  const options = await optionsOf(question, way)
  return new Promise((resolve, reject) => {
    const request = (isTls(url) ? httpsRequest : httpRequest)(url, options, response => {
      readReply(response, question.method).then(
        reply => finish(() => resolve(reply)),
        (error: unknown) => finish(() => reject(asError(error))),
      )
    })
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
    request.end(body)
  })
}

/** How a question is sent: through the proxy if there is one. */
async function optionsOf({ url, method, headers, body }: Question, way: Way): Promise<RequestOptions> {
  const tls = { ca: way.ca === undefined ? undefined : [...way.ca], rejectUnauthorized: way.isVerified }
  const socket = way.proxy === undefined ? undefined : await throughProxy(url, way.proxy, tls, way.signal)
  const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
  return {
    method,
    headers: { ...headers, ...length },
    ...(isTls(url) ? tls : {}),
    ...(socket === undefined ? { agent: way.agent ?? false } : { createConnection: () => socket }),
  }
}

function isTls({ protocol }: URL): boolean {
  return protocol === 'https:'
}

async function readReply(response: IncomingMessage, method: Question['method']): Promise<Reply> {
  const body = await readBody(response, method)
  return { kind: 'reply', status: response.statusCode ?? 0, headers: headersOf(response), body }
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
  return unpacked(Buffer.concat(chunks), response.headers['content-encoding'] ?? '')
}

const unpackers: Readonly<Record<string, typeof gunzipSync>> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
}

/** A body as it was before a server or a proxy compressed it without a request; digests are those of the uncompressed body. */
function unpacked(body: Buffer, encoding: string): Buffer {
  const name = encoding.trim().toLowerCase()
  const unpack = unpackers[name]
  if (unpack === undefined || body.length === 0) return body
  try {
    return unpack(body, { maxOutputLength: longestBody })
  } catch (error) {
    throw new ObstacleError(
      `its answer says it is packed with ${name}, and cannot be unpacked: ${asError(error).message}`,
      'check the registry, and any proxy in front of it',
    )
  }
}

function headersOf({ headers }: IncomingMessage): Reply['headers'] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  )
}

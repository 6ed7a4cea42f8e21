import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

export const index = JSON.stringify({
  schemaVersion: 2,
  mediaType: 'application/vnd.oci.image.index.v1+json',
  manifests: [],
})

export type OddRegistry = {
  readonly host: string
  /** What was asked, as `GET /v2/…`. */
  readonly asked: string[]
  stop(): void
}

/** A server that answers as a test wants it. */
export async function startOddRegistry(
  answer: (request: IncomingMessage, response: ServerResponse, host: string) => void,
): Promise<OddRegistry> {
  const asked: string[] = []
  const sockets = new Set<Socket>()
  let host = ''
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    answer(request, response, host)
  })
  server.on('connection', socket => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    host,
    asked,
    stop: () => {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

export function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`
}

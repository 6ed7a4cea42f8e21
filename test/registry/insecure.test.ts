import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { askForImage } from '../../src/registry/image.ts'
import { makeCertificate } from './certificate.ts'
import { digestOf } from './odd-registry.ts'
import { endDeadlines, open } from './open.ts'

describe('--insecure-registry', () => {
  const folder = mkdtempSync(join(tmpdir(), 'relocate-insecure-'))
  const credentials = { user: 'robot', password: 'correct horse', origin: 'a test' }
  const platform = { os: 'linux', architecture: 'amd64' }
  const config = JSON.stringify(platform)
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: { digest: digestOf(config), size: config.length },
    layers: [],
  })
  let server: Server
  let host: string
  let port: number
  /** Where the token server is said to be. */
  let realm: string
  let tokensAsked: number

  beforeAll(async () => {
    const { certificate, key } = makeCertificate(folder)
    server = createServer(
      { cert: readFileSync(certificate), key: readFileSync(key) },
      (request, response) => {
        const url = request.url ?? ''
        if (url.startsWith('/token')) {
          tokensAsked++
          return response.end(JSON.stringify({ token: 'granted' }))
        }
        if (request.headers.authorization !== 'Bearer granted')
          return response.writeHead(401, { 'www-authenticate': `Bearer realm="${realm}",service="s"` }).end()
        const body = url.includes('/blobs/') ? config : manifest
        return response
          .writeHead(200, { 'content-type': 'application/vnd.oci.image.manifest.v1+json' })
          .end(body)
      },
    )
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    port = (server.address() as AddressInfo).port
    host = `127.0.0.1:${port}`
  })

  afterAll(() => {
    server.closeAllConnections()
    server.close()
    endDeadlines()
    rmSync(folder, { recursive: true, force: true })
  })

  const ask = (insecure: readonly string[]) => {
    tokensAsked = 0
    return askForImage(
      open(host, { insecure, credentials }),
      { repository: 'a', tag: '1', digest: undefined },
      [platform],
    )
  }

  test('takes the certificate of the host it names, and of a token server there', async () => {
    realm = `https://127.0.0.1:${port}/token`
    expect(await ask([host])).toMatchObject({ kind: 'present' })
    expect(tokensAsked).toBe(1)
  })

  test('leaves all other hosts as they are: a token server on another host gets no password unless it is trusted', async () => {
    realm = `https://localhost:${port}/token`
    expect(await ask([host])).toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining('certificate'),
    })
    expect(tokensAsked).toBe(0)
  })

  test('is not for a host that it does not name', async () => {
    realm = `https://127.0.0.1:${port}/token`
    expect(await ask(['127.0.0.1:1'])).toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining('certificate'),
    })
    expect(tokensAsked).toBe(0)
  })
})

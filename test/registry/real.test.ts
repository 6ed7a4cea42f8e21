import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { execFile, execFileSync } from 'node:child_process'
import { promisify } from 'node:util'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Credentials } from '../../src/registry/authorization/credentials.ts'
import { askForImage } from '../../src/registry/image.ts'
import { askForTags } from '../../src/registry/tags.ts'
import { writeImageLayout } from '../copy/image-layout.ts'
import { missingPrograms, startRegistry, type Registry } from '../copy/registry.ts'
import { makeCertificate } from './certificate.ts'
import { endDeadlines, open } from './open.ts'
import { startTokenServer, type TokenServer } from './token-server.ts'

if (missingPrograms.length > 0) {
  test.skip(`asking real registries needs ${missingPrograms.join(' and ')}`, () => undefined)
} else {
  describe('a real registry', realRegistries)
}

const amd64 = { os: 'linux', architecture: 'amd64' }
const robot: Credentials = { user: 'robot', password: 'correct horse', origin: 'config.json' }
const wrong: Credentials = { ...robot, password: 'battery staple' }

function realRegistries(): void {
  const folder = mkdtempSync(join(tmpdir(), 'relocate-real-'))
  const files = makeCertificate(folder)
  const tls = { certificate: files.certificate, key: files.key }
  let plain: Registry
  let protectedByPassword: Registry
  let protectedByToken: Registry
  let encrypted: Registry
  let tokens: TokenServer
  let digest: string

  beforeAll(async () => {
    const htpasswd = join(folder, 'htpasswd')
    writeFileSync(htpasswd, execFileSync('htpasswd', ['-Bbn', 'robot', 'correct horse']))
    tokens = await startTokenServer('robot', 'correct horse', files)
    const token = {
      realm: tokens.realm,
      service: 'registry',
      issuer: 'relocate test',
      rootcertbundle: files.certificate,
    }
    plain = await startRegistry()
    protectedByPassword = await startRegistry({ auth: { htpasswd: { realm: 'test', path: htpasswd } } })
    protectedByToken = await startRegistry({ auth: { token } })
    encrypted = await startRegistry({ tls })
    digest = writeImageLayout(join(folder, 'two'), 'm/busybox:1.36')
    const policy = join(folder, 'policy.json')
    writeFileSync(policy, JSON.stringify({ default: [{ type: 'insecureAcceptAnything' }] }))
    // Not synchronous: the token server that skopeo asks is in this process.
    const copy = (...args: readonly string[]) =>
      promisify(execFile)('skopeo', ['--policy', policy, 'copy', '--dest-tls-verify=false', ...args], {
        env: { ...process.env, HOME: folder },
      })
    const all = ['--all', '--preserve-digests', `oci:${join(folder, 'two')}`]
    const credentials = '--dest-creds=robot:correct horse'
    await copy(...all, `docker://${plain.host}/m/busybox:1.36`)
    await copy(`oci:${join(folder, 'two')}`, `docker://${plain.host}/m/busybox:one`)
    await copy('--format=v2s2', `oci:${join(folder, 'two')}`, `docker://${plain.host}/m/busybox:docker`)
    await copy(credentials, ...all, `docker://${protectedByPassword.host}/m/busybox:1.36`)
    await copy(credentials, ...all, `docker://${protectedByToken.host}/m/busybox:1.36`)
    await copy(...all, `docker://${encrypted.host}/m/busybox:1.36`)
    // skopeo pushes, and asks for blobs that it remembers of other registries at this port.
    tokens.scopes.length = 0
  })

  afterAll(async () => {
    await Promise.all(
      [plain, protectedByPassword, protectedByToken, encrypted].map(registry => registry.stop()),
    )
    tokens.stop()
    endDeadlines()
    rmSync(folder, { recursive: true, force: true })
  })

  const image = { repository: 'm/busybox', tag: '1.36', digest: undefined }

  test('has an image for two platforms, by tag and by digest', async () => {
    const present = { kind: 'present', digest, platforms: ['linux/amd64', 'linux/arm64'], notes: [] }
    expect(await askForImage(open(plain.host), image, [amd64])).toMatchObject(present)
    expect(await askForImage(open(plain.host), { ...image, tag: undefined, digest }, [amd64])).toMatchObject(
      present,
    )
    expect(await askForImage(open(plain.host), { ...image, digest }, [amd64])).toMatchObject(present)
  })

  test('has an image for one platform, as OCI and as Docker writes it', async () => {
    for (const [tag, word] of [
      ['one', 'oci'],
      ['docker', 'docker'],
    ] as const) {
      const found = await askForImage(open(plain.host), { ...image, tag }, [amd64])
      expect(found).toMatchObject({
        kind: 'present',
        platforms: ['linux/amd64'],
        mediaType: expect.stringContaining(word),
      })
      expect(
        await askForImage(open(plain.host), { ...image, tag }, [{ os: 'linux', architecture: 'arm64' }]),
      ).toEqual({
        kind: 'missing',
        message: `${plain.host}/m/busybox:${tag} is there, but not for linux/arm64: it is for linux/amd64`,
        remedy: expect.stringContaining('all its platforms'),
      })
    }
  })

  test('distinguishes a missing tag from a missing repository', async () => {
    expect(await askForImage(open(plain.host), { ...image, tag: '9' }, [])).toMatchObject({
      kind: 'missing',
      message: `${plain.host} has m/busybox, but not 9: 404 MANIFEST_UNKNOWN: manifest unknown; it has 1.36, docker, one`,
    })
    expect(await askForImage(open(plain.host), { ...image, repository: 'm/none' }, [])).toMatchObject({
      kind: 'missing',
      message: `${plain.host} has no repository m/none: 404 MANIFEST_UNKNOWN: manifest unknown`,
    })
  })

  test('reports a tag that names another digest', async () => {
    const found = await askForImage(open(plain.host), { ...image, tag: 'one', digest }, [amd64])
    expect(found).toMatchObject({
      kind: 'present',
      digest,
      notes: [expect.stringContaining('the tag one names sha256:')],
    })
    const gone = await askForImage(open(plain.host), { ...image, tag: 'gone', digest }, [amd64])
    expect(gone).toMatchObject({
      notes: [expect.stringContaining('the tag gone cannot be had, the digest counts')],
    })
  })

  test('lists its tags', async () => {
    expect(await askForTags(open(plain.host), 'm/busybox')).toEqual({
      kind: 'tags',
      tags: ['1.36', 'docker', 'one'],
    })
    expect(await askForTags(open(plain.host), 'm/none')).toMatchObject({ kind: 'missing' })
  })

  test.each([
    ['a password', () => protectedByPassword.host],
    ['a token', () => protectedByToken.host],
  ])('that wants %s gets it, refuses a wrong one, and wants one where there is none', async (_, host) => {
    expect(await askForImage(open(host(), { credentials: robot }), image, [amd64])).toMatchObject({
      kind: 'present',
      digest,
    })
    expect(await askForImage(open(host(), { credentials: wrong }), image, [amd64])).toMatchObject({
      kind: 'forbidden',
      message: expect.stringMatching(
        / refuses the credentials of config\.json: 401 .*(?:UNAUTHORIZED|incorrect)/,
      ),
    })
    expect(await askForImage(open(host()), image, [amd64])).toMatchObject({
      kind: 'forbidden',
      message: `${host()} wants credentials, and there are none for it here`,
    })
  })

  test('gets tokens for pulling alone', () => {
    expect(new Set(tokens.scopes)).toEqual(new Set(['repository:m/busybox:pull']))
  })

  test('with a certificate of its own is trusted with --ca-file, or without any check', async () => {
    const { host } = encrypted
    expect(await askForImage(open(host), image, [amd64])).toMatchObject({
      kind: 'unreachable',
      message: expect.stringMatching(/has a certificate that this system does not trust/),
      remedy: expect.stringContaining('--ca-file=FILE'),
    })
    expect(await askForImage(open(host, { caFile: files.certificate }), image, [amd64])).toMatchObject({
      kind: 'present',
    })
    expect(await askForImage(open(host, { insecure: [host] }), image, [amd64])).toMatchObject({
      kind: 'present',
    })
  })

  describe('behind a proxy', () => {
    let proxy: Server
    const tunnels: (string | undefined)[] = []

    beforeAll(async () => {
      proxy = createServer()
      proxy.on('connect', (request, socket) => {
        tunnels.push(request.url)
        const expected = `Basic ${Buffer.from('me:p w').toString('base64')}`
        if (request.headers['proxy-authorization'] !== expected)
          return void socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
        const [, port = ''] = encrypted.host.split(':')
        const server = connect(Number(port), '127.0.0.1', () => {
          socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
          server.pipe(socket)
          socket.pipe(server)
        })
        server.on('error', () => socket.destroy())
        socket.on('error', () => server.destroy())
      })
      await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve))
    })
    afterAll(() => void proxy.close())

    const address = () => `127.0.0.1:${(proxy.address() as AddressInfo).port}`
    const host = 'registry.test:5000'

    test('is reached through it', async () => {
      const env = { HTTPS_PROXY: `http://me:p%20w@${address()}` }
      const found = await askForImage(open(host, { env, insecure: [host] }), image, [amd64])
      expect(found).toMatchObject({ kind: 'present', digest })
      expect(new Set(tunnels)).toEqual(new Set([host]))
    })

    test('is an error if the proxy refuses', async () => {
      const env = { HTTPS_PROXY: address() }
      expect(await askForImage(open(host, { env }), image, [amd64])).toMatchObject({
        kind: 'unreachable',
        message: expect.stringMatching(/the proxy .* answers 407/),
      })
    })

    test('is reached directly if NO_PROXY names it', async () => {
      const env = { HTTPS_PROXY: address(), NO_PROXY: 'other,.test' }
      expect(await askForImage(open(host, { env }), image, [amd64])).toMatchObject({
        kind: 'unreachable',
        message: `the name of ${host} cannot be resolved`,
      })
    })
  })
}

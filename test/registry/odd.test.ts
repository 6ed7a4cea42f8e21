import { afterAll, afterEach, describe, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import { createServer, type AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'

import { askForImage } from '../../src/registry/image.ts'
import { listReferrers } from '../../src/registry/referrers.ts'
import { askForTags } from '../../src/registry/tags.ts'
import { digestOf, index, startOddRegistry, type OddRegistry } from './odd-registry.ts'
import { endDeadlines, open } from './open.ts'

const image = { repository: 'm/busybox', tag: '1.36', digest: undefined }
const type = 'application/vnd.oci.image.index.v1+json'
const single = 'application/vnd.oci.image.manifest.v1+json'
const started: OddRegistry[] = []

afterEach(() => {
  for (const registry of started.splice(0)) registry.stop()
})
afterAll(endDeadlines)

async function start(answer: Parameters<typeof startOddRegistry>[0]): Promise<OddRegistry> {
  const registry = await startOddRegistry(answer)
  started.push(registry)
  return registry
}

describe('a registry that', () => {
  test('accepts and never answers ends at the deadline', async () => {
    const { host } = await start(() => undefined)
    const answer = await askForImage(open(host, { seconds: 1 }), image, [])
    expect(answer).toMatchObject({ kind: 'unreachable', message: `${host} gave no answer within 1 s` })
  })

  test('sends its answer drop by drop ends at the deadline', async () => {
    const { host } = await start((request, response) => {
      response.writeHead(200, { 'content-type': type })
      const timer = setInterval(() => response.write(' '), 50)
      request.on('close', () => clearInterval(timer))
      response.on('close', () => clearInterval(timer))
    })
    const answer = await askForImage(open(host, { seconds: 1 }), image, [])
    expect(answer).toMatchObject({ kind: 'unreachable', message: `${host} gave no answer within 1 s` })
  })

  test('sends without end is stopped', async () => {
    const { host } = await start((_, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write('x'.repeat(65536)));
      }
      response.on('drain', more)
      more()
    })
    const answer = await askForImage(open(host), image, [])
    expect(answer).toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining('longer than 8 MB'),
    })
  })

  test('sends little that unpacks to much is stopped', async () => {
    const bomb = gzipSync(Buffer.alloc(9 << 20))
    const { host } = await start((_, response) => {
      response.writeHead(200, { 'content-type': type, 'content-encoding': 'gzip' }).end(bomb)
    })
    expect(await askForImage(open(host), image, [])).toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining('its answer says it is packed with gzip, and cannot be unpacked'),
    })
  })

  test('closes every connection gets at most five requests, and is reported', async () => {
    const odd = await start((request, response) => {
      if (request.url === '/v2/') response.end()
      else request.socket.destroy()
    })
    const answer = await askForImage(open(odd.host, { seconds: 30 }), image, [])
    expect(answer).toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining('cuts the connection'),
    })
    expect(odd.asked.filter(line => line.includes('manifests'))).toHaveLength(5)
  })

  test('closes the connection once gets another request', async () => {
    let times = 0
    const { host } = await start((request, response) => {
      if (request.url === '/v2/') return void response.end()
      response.writeHead(200, { 'content-type': type, 'content-length': index.length })
      if (++times > 1) return void response.end(index)
      response.write(index.slice(0, 10))
      setTimeout(() => request.socket.destroy(), 20)
    })
    expect(await askForImage(open(host), image, [])).toMatchObject({
      kind: 'present',
      digest: digestOf(index),
    })
  })

  test('limits requests is waited for as it asks', async () => {
    let times = 0
    const odd = await start((request, response) => {
      if (request.url === '/v2/') return void response.end()
      if (++times < 3) return void response.writeHead(429, { 'retry-after': '1' }).end()
      response.writeHead(200, { 'content-type': type }).end(index)
    })
    const from = Date.now()
    expect(await askForImage(open(odd.host), image, [])).toMatchObject({ kind: 'present' })
    expect(Date.now() - from).toBeGreaterThan(1900)
  })

  test('wants more patience than there is time is not waited for', async () => {
    const errors = JSON.stringify({ errors: [{ code: 'TOOMANYREQUESTS', message: 'slow down' }] })
    const { host } = await start((request, response) => {
      if (request.url === '/v2/') response.end()
      else response.writeHead(429, { 'retry-after': '3600' }).end(errors)
    })
    const from = Date.now()
    expect(await askForImage(open(host), image, [])).toMatchObject({
      kind: 'unreachable',
      message: `${host} limits the number of requests: 429 TOOMANYREQUESTS: slow down, and wants 3600 s of patience`,
    })
    expect(Date.now() - from).toBeLessThan(5000)
  })

  test('fails with 503 for a while gets another request', async () => {
    let times = 0
    const { host } = await start((request, response) => {
      if (request.url === '/v2/') return void response.end()
      if (++times < 2) return void response.writeHead(503).end('starting')
      response.writeHead(200, { 'content-type': type }).end(index)
    })
    expect(await askForImage(open(host), image, [])).toMatchObject({ kind: 'present' })
  })

  test('sends another configuration than the manifest names contradicts itself', async () => {
    const platform = { os: 'linux', architecture: 'amd64' }
    const named = digestOf(JSON.stringify(platform))
    const manifest = JSON.stringify({ schemaVersion: 2, mediaType: single, config: { digest: named } })
    const { host } = await start((request, response) => {
      const body = request.url?.includes('/blobs/') === true ? '{}' : manifest
      response.writeHead(200, { 'content-type': single }).end(body)
    })
    expect(await askForImage(open(host), image, [platform])).toMatchObject({
      kind: 'contradictory',
      message: `${host} contradicts itself about m/busybox: asked for ${named}, it sends ${digestOf('{}')}`,
    })
  })

  test('says one digest and sends another contradicts itself', async () => {
    const other = digestOf('other')
    const { host } = await start((_, response) => {
      response.writeHead(200, { 'content-type': type, 'docker-content-digest': other }).end(index)
    })
    expect(await askForImage(open(host), image, [])).toMatchObject({
      kind: 'contradictory',
      message: `${host} contradicts itself about m/busybox: it says ${other} and sends ${digestOf(index)}`,
    })
    const byDigest = await askForImage(open(host), { ...image, digest: other }, [])
    expect(byDigest).toMatchObject({
      kind: 'contradictory',
      message: expect.stringContaining(`asked for ${other}`),
    })
  })

  test('sends a page instead of a manifest is not a registry', async () => {
    const { host } = await start((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>')
    })
    expect(await askForImage(open(host), image, [])).toMatchObject({
      kind: 'contradictory',
      message: expect.stringContaining('unexpected answer for the manifest'),
    })
  })

  test('redirects is followed, without telling the other host who asks', async () => {
    const seen: (string | undefined)[] = []
    const other = await start((request, response) => {
      seen.push(request.headers.authorization)
      response.writeHead(200, { 'content-type': type }).end(index)
    })
    const { host } = await start((request, response) => {
      if (request.headers.authorization === undefined)
        response.writeHead(401, { 'www-authenticate': 'Basic realm="r"' }).end()
      else response.writeHead(307, { location: `http://${other.host}/elsewhere` }).end()
    })
    const credentials = { user: 'robot', password: 'secret', origin: 'test' }
    expect(await askForImage(open(host, { credentials }), image, [])).toMatchObject({ kind: 'present' })
    expect(seen).toEqual([undefined])
  })

  test('sends a token question with a refresh token to another host does not get it there', async () => {
    const bodies: string[] = []
    const other = await start((request, response) => {
      request.on('data', (chunk: Buffer) => bodies.push(chunk.toString()))
      request.on('end', () => response.end('{"token":"t"}'))
    })
    const odd = await start((request, response, self) => {
      if (request.url?.startsWith('/token') === true)
        response.writeHead(307, { location: `http://${other.host}/steal` }).end()
      else response.writeHead(401, { 'www-authenticate': `Bearer realm="http://${self}/token"` }).end()
    })
    const credentials = { identityToken: 'refresh-me', origin: 'test' }
    expect(await askForImage(open(odd.host, { credentials }), image, [])).toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining(`it redirects credentials from ${odd.host} to ${other.host}`),
    })
    expect(bodies).toEqual([])
  })

  test('redirects its token server does not tell the other host the password', async () => {
    const seen: (string | undefined)[] = []
    const other = await start((request, response) => {
      seen.push(request.headers.authorization)
      response.end('{"token":"t"}')
    })
    const odd = await start((request, response, self) => {
      if (request.url?.startsWith('/token') === true)
        response.writeHead(302, { location: `http://${other.host}/steal` }).end()
      else if (request.headers.authorization === 'Bearer t')
        response.writeHead(200, { 'content-type': type }).end(index)
      else response.writeHead(401, { 'www-authenticate': `Bearer realm="http://${self}/token"` }).end()
    })
    const credentials = { user: 'robot', password: 'secret', origin: 'test' }
    expect(await askForImage(open(odd.host, { credentials }), image, [])).toMatchObject({ kind: 'present' })
    expect(seen).toEqual([undefined])
  })

  test('always answers 401 gets two requests', async () => {
    const odd = await start((request, response, self) => {
      if (request.url?.startsWith('/token') === true) response.end('{"token":"t"}')
      else response.writeHead(401, { 'www-authenticate': `Bearer realm="http://${self}/token"` }).end()
    })
    const credentials = { user: 'robot', password: 'secret', origin: 'test' }
    expect(await askForImage(open(odd.host, { credentials }), image, [])).toMatchObject({
      kind: 'forbidden',
      message: expect.stringContaining(`${odd.host} refuses the credentials of test: 401`),
    })
    expect(odd.asked.filter(line => line.includes('manifests'))).toHaveLength(2)
    expect(await askForImage(open(odd.host), image, [])).toMatchObject({
      kind: 'forbidden',
      message: `${odd.host} wants credentials, and there are none for it here`,
    })
  })

  test('gets two questions about one repository at a time hands out one token for both', async () => {
    const odd = await start((request, response, self) => {
      if (request.url?.startsWith('/token') === true) response.end('{"token":"t"}')
      else if (request.headers.authorization === 'Bearer t')
        response.writeHead(200, { 'content-type': type }).end(index)
      else response.writeHead(401, { 'www-authenticate': `Bearer realm="http://${self}/token"` }).end()
    })
    const registry = open(odd.host)
    const answers = await Promise.all([askForImage(registry, image, []), askForImage(registry, image, [])])
    expect(answers.map(({ kind }) => kind)).toEqual(['present', 'present'])
    expect(odd.asked.filter(line => line.includes('/token'))).toHaveLength(1)
  })

  test('takes no old token any more gets a new one', async () => {
    let tokens = 0
    const odd = await start((request, response, self) => {
      if (request.url?.startsWith('/token') === true) response.end(`{"token":"t${++tokens}"}`)
      else if (request.headers.authorization === `Bearer t${tokens}` && tokens > 0)
        response.writeHead(200, { 'content-type': type }).end(index)
      else response.writeHead(401, { 'www-authenticate': `Bearer realm="http://${self}/token"` }).end()
    })
    const registry = open(odd.host)
    expect(await askForImage(registry, image, [])).toMatchObject({ kind: 'present' })
    tokens++
    expect(await askForImage(registry, image, [])).toMatchObject({ kind: 'present' })
    expect(tokens).toBe(3)
  })

  test.each([
    ['items that are no descriptors', { manifests: [null, 7] }, 'sent an unexpected answer'],
    ['a digest that is a path', { manifests: [{ digest: '../../../etc' }] }, 'sent an unexpected answer'],
    ['a digest that is a number', { manifests: [{ digest: 5 }] }, 'sent an unexpected answer'],
  ])('sends an index with %s is told of', async (_, content, words) => {
    const body = JSON.stringify({ schemaVersion: 2, mediaType: type, ...content })
    const { host } = await start(
      (_request, response) => void response.writeHead(200, { 'content-type': type }).end(body),
    )
    const platform = { os: 'linux', architecture: 'amd64' }
    expect(await askForImage(open(host), image, [platform])).toMatchObject({
      kind: 'contradictory',
      message: expect.stringContaining(words),
    })
  })

  test('says one type of manifest and sends another contradicts itself', async () => {
    const other = 'application/vnd.oci.image.manifest.v1+json'
    const { host } = await start(
      (_, response) => void response.writeHead(200, { 'content-type': other }).end(index),
    )
    expect(await askForImage(open(host), image, [])).toMatchObject({
      kind: 'contradictory',
      message: `${host} contradicts itself about m/busybox: it says ${other} and sends ${type}`,
    })
  })

  test('names a digest of an unregistered algorithm contradicts itself', async () => {
    const named = `md5:${createHash('md5').update(index).digest('hex')}`
    const { host } = await start(
      (_, response) =>
        void response.writeHead(200, { 'content-type': type, 'docker-content-digest': named }).end(index),
    )
    expect(await askForImage(open(host), image, [])).toMatchObject({ kind: 'contradictory' })
  })

  test('sends headers without end is reported', async () => {
    const { host } = await start(
      (_, response) => void response.writeHead(200, { 'x-long': 'x'.repeat(200_000) }).end(),
    )
    expect(await askForImage(open(host), image, [])).toMatchObject({
      kind: 'unreachable',
      message: `${host} sends more headers than any registry does`,
    })
  })

  test('names a token server that is not a URL is reported', async () => {
    for (const realm of ['file:///etc/passwd', 'javascript:alert(1)', 'nowhere']) {
      const { host } = await start(
        (_, response) =>
          void response.writeHead(401, { 'www-authenticate': `Bearer realm="${realm}"` }).end(),
      )
      const answer = await askForImage(open(host), image, [])
      expect(answer).toMatchObject({
        kind: 'contradictory',
        message: expect.stringContaining('names no URL'),
      })
    }
  })

  test('redirects in a circle is reported', async () => {
    const { host } = await start((request, response) => {
      if (request.url === '/v2/') response.end()
      else response.writeHead(307, { location: request.url }).end()
    })
    expect(await askForImage(open(host), image, [])).toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining('redirects in a circle'),
    })
  })

  test('answers 403 refuses, whatever it has', async () => {
    const errors = JSON.stringify({ errors: [{ code: 'DENIED', message: 'access denied\u001b[31m' }] })
    const { host } = await start((_, response) => void response.writeHead(403).end(errors))
    expect(await askForImage(open(host), image, [])).toMatchObject({
      kind: 'forbidden',
      message: `${host} does not let these credentials pull: 403 DENIED: access denied\\u001b[31m`,
    })
  })

  test('has an index without its images is incomplete', async () => {
    const child = digestOf('child')
    const sparse = JSON.stringify({
      schemaVersion: 2,
      mediaType: type,
      manifests: [{ digest: child, platform: { os: 'linux', architecture: 'amd64' } }],
    })
    const { host } = await start((request, response) => {
      if (request.url?.includes(child) === true) response.writeHead(404).end()
      else response.writeHead(200, { 'content-type': type }).end(sparse)
    })
    const platform = { os: 'linux', architecture: 'amd64' }
    expect(await askForImage(open(host), image, [platform])).toMatchObject({
      kind: 'missing',
      message: expect.stringMatching(
        /names an image for linux\/amd64 that cannot be had: .* has no m\/busybox sha256:/,
      ),
    })
  })

  test('wants credentials in the clear does not get them', async () => {
    const { host } = await start((_, response) => {
      response.writeHead(401, { 'www-authenticate': 'Digest realm="r"' }).end()
    })
    const credentials = { user: 'robot', password: 'secret', origin: 'test' }
    expect(await askForImage(open(host, { credentials }), image, [])).toMatchObject({
      kind: 'forbidden',
      message: expect.stringContaining('asks for an unsupported authentication: Digest realm'),
    })
    // A login would not help either.
    expect(await askForImage(open(host), image, [])).toMatchObject({
      kind: 'forbidden',
      message: expect.stringContaining('asks for an unsupported authentication: Digest realm'),
    })
  })
})

describe('no registry', () => {
  test('listens', async () => {
    const server = createServer()
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    await new Promise(resolve => server.close(resolve))
    expect(await askForImage(open(`127.0.0.1:${port}`), image, [])).toMatchObject({
      kind: 'unreachable',
      message: `nothing listens at 127.0.0.1:${port}`,
    })
  })

  test('has the name', async () => {
    expect(await askForImage(open('registry.invalid:5000', { seconds: 20 }), image, [])).toMatchObject({
      kind: 'unreachable',
      message: 'the name of registry.invalid:5000 cannot be resolved',
    })
  })
})

test('referrers are those that the API lists; anything else is none', async () => {
  const one = `sha256:${'1'.repeat(64)}`
  const { host } = await start((request, response) => {
    if (request.url?.endsWith(`/v2/app/referrers/${one}`) === true)
      response.end(JSON.stringify({ manifests: [{ digest: one }, { digest: '../x' }, null, {}] }))
    else if (request.url?.includes('odd') === true) response.end('{"manifests":7}')
    else response.writeHead(404).end()
  })
  expect(await listReferrers(open(host), 'app', one)).toEqual([one])
  expect(await listReferrers(open(host), 'odd', one)).toEqual([])
  expect(await listReferrers(open(host), 'none', one)).toEqual([])
})

test('tags are listed page by page, and not without end', async () => {
  let pages = 0
  const registry = await startOddRegistry((request, response, host) => {
    const last = Number(new URL(request.url ?? '', 'http://a').searchParams.get('last') ?? 0)
    pages++
    const isEndless = request.url?.includes('endless') === true
    const next =
      isEndless || last < 4
        ? { link: `<http://${host}/v2/x/tags/list?n=2&last=${last + 2}>; rel="next"` }
        : {}
    response.writeHead(200, next).end(JSON.stringify({ tags: [`t${last}`, `t${last + 1}`] }))
  })
  const tags = await askForTags(open(registry.host), 'a')
  expect(tags).toEqual({ kind: 'tags', tags: ['t0', 't1', 't2', 't3', 't4', 't5'] })
  pages = 0
  const endless = await askForTags(open(registry.host), 'endless')
  expect([endless.kind, pages]).toEqual(['tags', 50])
  registry.stop()
})

test('tags whose next page is the same page are listed once', async () => {
  const registry = await start((_, response, host) => {
    const next = `<http://${host}/v2/a/tags/list?last=b>; rel="next"`
    response.writeHead(200, { link: next }).end('{"tags":["a","b"]}')
  })
  expect(await askForTags(open(registry.host), 'a')).toEqual({ kind: 'tags', tags: ['a', 'b'] })
  expect(registry.asked.filter(line => line.includes('tags'))).toHaveLength(2)
})

test('tags that are not a list are not an answer, null is an empty list', async () => {
  const { host } = await start((request, response) => {
    response.end(request.url?.includes('none') === true ? '{"tags":null}' : '{"x":1}')
  })
  expect(await askForTags(open(host), 'none')).toMatchObject({ kind: 'missing' })
  expect(await askForTags(open(host), 'some')).toMatchObject({ kind: 'contradictory' })
})

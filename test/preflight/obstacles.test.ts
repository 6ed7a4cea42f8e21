import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'

import { digestOf, startOddRegistry, type OddRegistry } from '../registry/odd-registry.ts'
import { makeHome, podWith } from './run.ts'

const home = makeHome()
const started: { stop(): void }[] = []
const stdin = podWith(['busybox:1.36'])

const ociManifest = 'application/vnd.oci.image.manifest.v1+json'
const ociIndex = 'application/vnd.oci.image.index.v1+json'
const config = JSON.stringify({ os: 'linux', architecture: 'amd64' })
const manifest = JSON.stringify({
  schemaVersion: 2,
  mediaType: ociManifest,
  config: { digest: digestOf(config) },
  layers: [],
})
const plainIndex = JSON.stringify({
  schemaVersion: 2,
  mediaType: ociIndex,
  manifests: [{ mediaType: ociManifest, digest: digestOf(manifest) }],
})
const nestedIndex = JSON.stringify({
  schemaVersion: 2,
  mediaType: ociIndex,
  manifests: [{ mediaType: ociIndex, digest: digestOf(plainIndex) }],
})

afterEach(() => {
  for (const server of started.splice(0)) server.stop()
})
afterAll(() => home.remove())

async function start(answer: Parameters<typeof startOddRegistry>[0]): Promise<OddRegistry> {
  const registry = await startOddRegistry(answer)
  started.push(registry)
  return registry
}

/** A registry that lets one user in, and has the image. */
const guarded: Parameters<typeof startOddRegistry>[0] = (request, response) => {
  const proof = `Basic ${Buffer.from('robot:s3cret').toString('base64')}`
  if (request.headers.authorization !== proof)
    response.writeHead(401, { 'www-authenticate': 'Basic realm="r"' }).end()
  else if (request.url?.includes('/blobs/')) response.end(config)
  else response.writeHead(200, { 'content-type': ociManifest }).end(manifest)
}

function preflight(host: string, env: Readonly<Record<string, string>> = {}, flags: readonly string[] = []) {
  return home.run(['preflight', '-r', `${host}/m`, '--timeout=3s', ...flags], {
    stdin,
    env: { DOCKER_CONFIG: home.folder, ...env },
  })
}

describe('a file of credentials', () => {
  const auth = (text: string): string => Buffer.from(text).toString('base64')
  const good = { auth: auth('robot:s3cret') }

  test.each<[string, (host: string) => unknown, number, string | RegExp]>([
    ['null for auths', () => ({ auths: null }), 3, 'there are none for it here;'],
    [
      'a text for auths',
      () => ({ auths: 's3cret' }),
      3,
      /auths in \S+config\.json is not a JSON object; correct/,
    ],
    ['a list for auths', host => ({ auths: [{ [host]: good }] }), 3, /auths in \S+ is not a JSON object/],
    [
      'null beside a good entry',
      host => ({ credHelpers: null, credsStore: null, auths: { [host]: good } }),
      0,
      '',
    ],
    ['a text for credHelpers', host => ({ credHelpers: 'x', auths: { [host]: good } }), 3, 'credHelpers in'],
    [
      'no colon in auth',
      host => ({ auths: { [host]: { auth: auth('robots3cret') } } }),
      3,
      'no user and password',
    ],
    ['no base64 in auth', host => ({ auths: { [host]: { auth: '%%s3cret' } } }), 3, 'no user and password'],
    ['a number for auth', host => ({ auths: { [host]: { auth: 5 } } }), 3, 'no user and password'],
    [
      'an empty password',
      host => ({ auths: { [host]: { auth: auth('robot:') } } }),
      3,
      'no user and password',
    ],
    ['null for an entry', host => ({ auths: { [host]: null } }), 3, 'no user and password'],
    [
      'an entry that a store left',
      host => ({ auths: { [host]: {} }, credsStore: 'none' }),
      3,
      'are none for it here;',
    ],
    [
      'a comment',
      host => `// mine\n{"auths":{"${host}":{"auth":"${good.auth}"}}}`,
      3,
      'JSON has no comments',
    ],
    ['a byte order mark', () => '\ufeff{}', 3, 'no byte order mark'],
    ['nothing in it', () => '', 3, 'there are none for it here;'],
    [
      'a wrong password',
      host => ({ auths: { [host]: { auth: auth('robot:S3CRET') } } }),
      3,
      'refuses the credentials',
    ],
  ])('with %s', async (_, content, code, words) => {
    home.write('docker-credential-none', '#!/bin/sh\necho credentials not found in native keychain\nexit 1\n')
    chmodSync(`${home.folder}/docker-credential-none`, 0o755)
    const { host } = await start(guarded)
    const written = content(host)
    home.write('config.json', typeof written === 'string' ? written : JSON.stringify(written))
    const ran = await preflight(host)
    expect([ran.code, ran.stderr]).toEqual([
      code,
      typeof words === 'string' ? expect.stringContaining(words) : expect.stringMatching(words),
    ])
    expect(ran.stdout + ran.stderr).not.toMatch(/s3cret/i)
  })

  test.each([
    ['hangs', 'sleep 60', 'docker-credential-hangs gave no credentials within 3 s'],
    ['garbage', 'echo s3cret', 'docker-credential-garbage gave an answer that is not a JSON object'],
    ['empty', 'exit 0', 'docker-credential-empty gave an answer that is not a JSON object'],
    ['null', 'echo null', 'docker-credential-null gave an answer that is not a JSON object'],
    ['locked', 'echo keychain is locked >&2; exit 1', 'docker-credential-locked failed: keychain is locked'],
    ['killed', 'kill -SEGV $$', 'docker-credential-killed failed: exit code SIGSEGV'],
    ['missing', undefined, 'docker-credential-missing is not on the PATH; install it'],
    ['../../bin/true', undefined, 'is no name of a program'],
  ])('with the helper %s', async (name, script, words) => {
    if (script !== undefined) {
      home.write(`docker-credential-${name}`, `#!/bin/sh\n${script}\n`)
      chmodSync(`${home.folder}/docker-credential-${name}`, 0o755)
    }
    const { host } = await start(guarded)
    home.write('config.json', JSON.stringify({ credHelpers: { [host]: name } }))
    const ran = await preflight(host)
    expect([ran.code, ran.stderr]).toEqual([3, expect.stringContaining(words)])
    expect(ran.stderr).not.toContain('s3cret')
    expect(ran.took).toBeLessThan(8000)
  })
})

describe('a proxy', () => {
  test.each([
    [
      'refuses',
      'HTTP/1.1 403 Forbidden\r\n\r\n',
      'answers 403 Forbidden; have the proxy let registry.invalid through',
    ],
    [
      'wants a password',
      'HTTP/1.1 407 Proxy Authentication Required\r\n\r\n',
      'put user and password of the proxy',
    ],
    ['cannot go on', 'HTTP/1.1 502 Bad Gateway\r\n\r\n', 'check that the proxy can reach registry.invalid'],
    ['is none', 'SSH-2.0-OpenSSH_9\r\n', 'cannot be used'],
    ['says nothing', undefined, 'gave no answer within 3 s; check HTTPS_PROXY'],
  ])('that %s is named', async (_, answer, words) => {
    const server = createServer(socket => {
      socket.on('error', () => undefined)
      socket.once('data', () => (answer === undefined ? undefined : socket.end(answer)))
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    started.push({ stop: () => server.close() })
    const proxy = `127.0.0.1:${(server.address() as AddressInfo).port}`
    const ran = await preflight('registry.invalid:5000', { HTTPS_PROXY: `http://${proxy}` })
    expect([ran.code, ran.stderr]).toEqual([3, expect.stringContaining(words)])
    expect(ran.stderr).toContain(`the proxy ${proxy}`)
  })

  test('that is not there is not taken for the registry', async () => {
    const ran = await preflight('registry.invalid:5000', { HTTPS_PROXY: 'http://127.0.0.1:1' })
    expect(ran.stderr).toContain('the proxy 127.0.0.1:1 cannot be used')
  })
})

describe('a registry', () => {
  test('that packs its answers is read', async () => {
    const { host } = await start((request, response) => {
      const text = request.url?.includes('/blobs/') === true ? config : manifest
      const headers = { 'content-type': ociManifest, 'docker-content-digest': digestOf(text) }
      response.writeHead(200, { ...headers, 'content-encoding': 'gzip' }).end(gzipSync(text))
    })
    expect(await preflight(host)).toMatchObject({ code: 0 })
  })

  test('that says it packs, and does not, is named for it', async () => {
    const { host } = await start((_, response) =>
      response.writeHead(200, { 'content-type': ociManifest, 'content-encoding': 'gzip' }).end(manifest),
    )
    const ran = await preflight(host)
    expect([ran.code, ran.stderr]).toEqual([3, expect.stringContaining('it is packed with gzip, and cannot')])
  })

  test.each([
    ['without platforms', plainIndex],
    ['in an index', nestedIndex],
  ])('with an index %s is asked for what the index names', async (_, first) => {
    const { host } = await start((request, response) => {
      const url = request.url ?? ''
      const text = [config, manifest, plainIndex].find(known => url.endsWith(digestOf(known))) ?? first
      const type = text === manifest ? ociManifest : ociIndex
      response.writeHead(200, url.includes('/blobs/') ? {} : { 'content-type': type }).end(text)
    })
    expect(await preflight(host)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('for linux/amd64'),
    })
    const other = await preflight(host, {}, ['--platform=linux/s390x'])
    expect([other.code, other.stderr]).toEqual([3, expect.stringContaining('but not for linux/s390x')])
  })

  test('whose token server is not there names that server', async () => {
    const { host } = await start((_, response) =>
      response.writeHead(401, { 'www-authenticate': 'Bearer realm="http://127.0.0.1:1/token"' }).end(),
    )
    const ran = await preflight(host)
    expect(ran.stderr).toContain(`${host} sends for a token: nothing listens at 127.0.0.1:1;`)
  })
})

describe('a file that is named', () => {
  const broken = 'users:\n- name: u\n  user: {token: s3cret}\ncontexts: ["\n'
  beforeAll(() => {
    mkdirSync(`${home.folder}/folder`)
    execFileSync('mkfifo', [`${home.folder}/fifo`])
    home.write('broken', broken)
    home.write('list', '- s3cret\n')
    home.write('damaged', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n')
  })

  test.each([
    ['--kubeconfig', 'fifo', 'it is a pipe (fifo), not a file'],
    ['--kubeconfig', '/dev/zero', 'it is a device, not a file'],
    ['--kubeconfig', 'folder', 'it is a directory'],
    ['--kubeconfig', 'none', 'no such file or directory'],
    ['--kubeconfig', 'broken', 'broken:5:1 is not readable as YAML'],
    ['--kubeconfig', 'list', 'is not a kubeconfig'],
    ['--context', 'nowhere', 'the kubeconfig has no context nowhere'],
    ['--ca-file', 'fifo', 'it is a pipe (fifo), not a file'],
    ['--ca-file', '/dev/zero', 'it is a device, not a file'],
    ['--ca-file', 'list', 'it holds no certificate in PEM'],
    ['--ca-file', 'damaged', 'certificate 1 in it is damaged'],
  ])('%s %s is refused, at once and without a word of it', async (flag, file, words) => {
    const { host } = await start((_, response) => response.writeHead(404).end())
    const ran = await preflight(host, {}, [flag, file])
    expect([ran.code, ran.stdout, ran.stderr]).toEqual([2, '', expect.stringContaining(words)])
    expect(ran.stderr).not.toContain('s3cret')
    expect(ran.took).toBeLessThan(20_000)
  })

  test('a plugin for credentials that answers nonsense is named', async () => {
    home.write('nonsense', '#!/bin/sh\necho s3cret\n')
    chmodSync(`${home.folder}/nonsense`, 0o755)
    const kubeconfig = JSON.stringify({
      clusters: [{ name: 'c', cluster: { server: 'https://127.0.0.1:1' } }],
      users: [
        {
          name: 'u',
          user: { exec: { command: './nonsense', apiVersion: 'client.authentication.k8s.io/v1' } },
        },
      ],
      contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
      'current-context': 'x',
    })
    const { host } = await start((_, response) => response.writeHead(404).end())
    const ran = await preflight(host, {}, [`--kubeconfig=${home.write('with-nonsense', kubeconfig)}`])
    expect([ran.code, ran.stderr]).toEqual([
      3,
      expect.stringContaining('the plugin ./nonsense gave no ExecCredential'),
    ])
    expect(ran.stderr).not.toContain('s3cret')
  })
})

import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { digestOf, startOddRegistry, type OddRegistry } from '../registry/odd-registry.ts'
import { makeHome, podWith } from './run.ts'

const home = makeHome()
const started: OddRegistry[] = []
const stdin = podWith(['busybox:1.36'], { namespace: 'cassandra', account: 'default' })
const config = JSON.stringify({ os: 'linux', architecture: 'amd64' })
const manifest = JSON.stringify({
  schemaVersion: 2,
  mediaType: 'application/vnd.oci.image.manifest.v1+json',
  config: { digest: digestOf(config) },
  layers: [],
})

afterAll(() => home.remove())
afterEach(() => {
  for (const server of started.splice(0)) server.stop()
})

let registry = ''
beforeEach(async () => {
  const server = await startOddRegistry((request, response) => {
    if (request.url?.includes('/blobs/') === true) response.end(config)
    else
      response.writeHead(200, { 'content-type': 'application/vnd.oci.image.manifest.v1+json' }).end(manifest)
  })
  started.push(server)
  registry = server.host
})

type Answers = Readonly<Record<'secrets' | 'serviceaccounts' | 'nodes', string>>

const nodes = JSON.stringify({
  kind: 'NodeList',
  items: [{ status: { nodeInfo: { operatingSystem: 'linux', architecture: 'amd64' } } }],
})
const base64 = (text: string): string => Buffer.from(text).toString('base64')
const secret = (auths: object): string =>
  JSON.stringify({
    kind: 'Secret',
    type: 'kubernetes.io/dockerconfigjson',
    data: { '.dockerconfigjson': base64(JSON.stringify({ auths })) },
  })

/** An API server that answers with these texts, whatever the object is called. */
async function startCluster(answers: Partial<Answers>): Promise<string> {
  const good = { secrets: secret({ [registry]: { auth: base64('u:p') } }), serviceaccounts: '', nodes }
  const all = { ...good, serviceaccounts: '{"kind":"ServiceAccount"}', ...answers }
  const server = await startOddRegistry((request, response) => {
    const resource = (['secrets', 'serviceaccounts', 'nodes'] as const).find(
      name => request.url?.includes(`/${name}`) === true,
    )
    response.setHeader('content-type', 'application/json')
    response.end(resource === undefined ? '{"kind":"Namespace"}' : all[resource])
  })
  started.push(server)
  return `http://${server.host}`
}

function preflight(cluster: object, user?: object, manifests = stdin) {
  const flags = ['-s', 'key', '--timeout=4s', `--kubeconfig=${kubeconfigOf(cluster, user)}`]
  return home.run(['preflight', '-r', `${registry}/m`, ...flags], { stdin: manifests })
}

function verify(server: string) {
  return home.run(['verify', '--cluster', '-r', `${registry}/m`, `--kubeconfig=${kubeconfigOf({ server })}`])
}

function kubeconfigOf(cluster: object, user: object = { token: 's3cret' }): string {
  const kubeconfig = JSON.stringify({
    clusters: [{ name: 'c', cluster }],
    users: [{ name: 'u', user }],
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
    'current-context': 'x',
  })
  return home.write('kubeconfig', kubeconfig)
}

describe('an API server, or what answers in its place,', () => {
  test.each<[string, Partial<Answers>, number, string]>([
    ['a page for a secret', { secrets: '<html>s3cret</html>' }, 0, 'no JSON of its API'],
    ['a list for a secret', { secrets: '[]' }, 0, 'it sent an answer that is no Secret'],
    ['null for a secret', { secrets: 'null' }, 0, 'it sent an answer that is no Secret'],
    ['half a secret', { secrets: '{"kind":"Secret","da' }, 0, 'it sent an answer that is no JSON of its API'],
    ['nothing for a secret', { secrets: '' }, 0, 'it sent an answer that is no JSON of its API'],
    [
      'a secret without data',
      { secrets: '{"kind":"Secret","type":"kubernetes.io/dockerconfigjson","data":null}' },
      3,
      'the secret cassandra/key gives no credentials: it has no .dockerconfigjson',
    ],
    [
      'no list of an account',
      { serviceaccounts: '{"kind":"ServiceAccount","imagePullSecrets":null}' },
      0,
      '',
    ],
    [
      'another object for an account',
      { serviceaccounts: '{"kind":"Status"}' },
      0,
      'that is no ServiceAccount',
    ],
    ['no nodes', { nodes: '{"kind":"NodeList","items":null}' }, 0, ''],
    ['nonsense for nodes', { nodes: '{"kind":"NodeList","items":[null]}' }, 0, 'no JSON of its API'],
  ])('with %s never ends in a fault of the program', async (_, answers, code, words) => {
    const ran = await preflight({ server: await startCluster(answers) })
    expect([ran.code, ran.stderr]).toEqual([code, expect.stringContaining(words)])
    expect(ran.stderr).not.toMatch(/s3cret|is not an object|evaluating|destructure|PROGRAM_FAULT/)
  })

  test('with nodes that say nothing about themselves is taken for the platforms of the others', async () => {
    const [known] = (JSON.parse(nodes) as { items: readonly object[] }).items
    const silent = JSON.stringify({ kind: 'NodeList', items: [{}, { status: {} }, known] })
    const ran = await preflight({ server: await startCluster({ nodes: silent }) })
    expect([ran.code, ran.stderr]).toEqual([0, (await preflight({ server: await startCluster({}) })).stderr])
  })

  test('is asked for each thing once, however many pods need it', async () => {
    const server = await startCluster({})
    const pods = [stdin, stdin.replace('name: web', 'name: other')].join('---\n')
    expect((await preflight({ server }, undefined, pods)).code).toBe(0)
    const asked = started.at(-1)?.asked ?? []
    expect(asked).toContainEqual(expect.stringContaining('/secrets/key'))
    expect(asked).toEqual([...new Set(asked)])
  })

  test('that is not there is named so', async () => {
    const ran = await preflight({ server: 'http://127.0.0.1:1' })
    expect(ran.stderr).toContain('the cluster cannot be reached: ECONNREFUSED')
    expect(ran.stderr).toContain('that the cluster answers: kubectl version')
  })
})

describe('verify --cluster', () => {
  test.each([
    ['a page', '<html>login</html>', 'it sent an answer that is no JSON of its API'],
    ['an object without items', '{"kind":"Status"}', 'it sent an answer that is no list'],
    [
      'nonsense as items',
      '{"kind":"PodList","items":[null]}',
      'it sent an answer that is no JSON of its API',
    ],
    ['a list that expired', { status: 410, text: '{"kind":"Status","metadata":{}}' }, 'the list expired'],
    ['an error', { status: 500, text: '{}' }, 'the cluster answered 500'],
  ])('never says "none outside" when it gets %s for pods', async (_, answer, words) => {
    const { status, text } = typeof answer === 'string' ? { status: 200, text: answer } : answer
    const server = await startOddRegistry((request, response) => {
      const isPods = request.url?.includes('/pods') === true
      response.writeHead(isPods ? status : 200, { 'content-type': 'application/json' })
      response.end(isPods ? text : '{"groups":[],"items":[]}')
    })
    started.push(server)
    const ran = await verify(`http://${server.host}`)
    expect([ran.code, ran.stderr]).toEqual([1, expect.stringContaining(`pods of the cluster were not read:`)])
    expect(ran.stderr).toContain(words)
    expect(ran.stderr).not.toMatch(/none outside|PROGRAM_FAULT/)
  })

  test('goes on where the cluster says when a list expires', async () => {
    const asked: string[] = []
    const server = await startOddRegistry((request, response) => {
      const url = request.url ?? ''
      if (url.includes('/pods')) asked.push(url.replace(/.*limit=500/, ''))
      const isExpired = url.includes('/pods') && asked.length === 1
      response.writeHead(isExpired ? 410 : 200, { 'content-type': 'application/json' })
      response.end(isExpired ? '{"metadata":{"continue":"a b"}}' : '{"groups":[],"items":[]}')
    })
    started.push(server)
    const ran = await verify(`http://${server.host}`)
    expect([ran.code, asked]).toEqual([0, ['', '&continue=a%20b']])
  })
})

describe('a kubeconfig with', () => {
  test('a percent sign that encodes nothing in the user of its proxy is taken as it is', async () => {
    const ran = await preflight({ server: 'https://127.0.0.1:1', 'proxy-url': 'HTTP://a%zz:b%@127.0.0.1:1' })
    expect(ran.stderr).toContain('the cluster cannot be reached: the proxy 127.0.0.1:1 cannot be used')
    expect(ran.stderr).not.toContain('URI')
    expect(ran.stderr).not.toContain('zz')
  })

  test.each<[string, object, object | undefined, string]>([
    ['no URL as server', { server: 'cluster' }, undefined, 'c has no http:// or https:// URL as server'],
    ['a number as server', { server: 5 }, undefined, 'a value in it is not of its type'],
    [
      'no certificate as authority',
      { 'certificate-authority-data': base64('x') },
      undefined,
      'is no base64 of PEM',
    ],
    [
      'an authority that is missing',
      { 'certificate-authority': 'none.pem' },
      undefined,
      'no such file or directory',
    ],
    ['an authority that is a device', { 'certificate-authority': '/dev/zero' }, undefined, 'it is a device'],
    ['no key', {}, { 'client-key-data': base64('x') }, 'client-key-data is no base64 of PEM'],
    [
      'a proxy of another kind',
      { 'proxy-url': 'socks5://127.0.0.1:1' },
      undefined,
      'no other proxy is supported',
    ],
    [
      'an auth-provider of old',
      {},
      { 'auth-provider': { name: 'gcp', config: { 'cmd-path': '/bin/sleep', 'cmd-args': '60' } } },
      'is one that kubectl gave up',
    ],
    ['a plugin without command', {}, { exec: { command: null } }, 'has a plugin (exec) without command'],
  ])('%s is refused, and nothing is asked', async (_, cluster, user, words) => {
    const ran = await preflight({ server: 'http://127.0.0.1:1', ...cluster }, user)
    expect([ran.code, ran.stdout, ran.stderr]).toEqual([2, '', expect.stringContaining(words)])
    expect(ran.took).toBeLessThan(3000)
  })
})

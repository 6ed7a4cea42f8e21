import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'

import { missingPrograms, startRegistry, type Registry } from '../copy/registry.ts'
import { passwordProtection, pushImage } from '../preflight/images.ts'
import { dockerConfig, makeHome, podWith, type Home } from '../preflight/run.ts'
import { makeCertificate } from '../registry/certificate.ts'
import { startOddRegistry, type OddRegistry } from '../registry/odd-registry.ts'
import { isAvailable, startApiServer, whyNot, type ApiServer } from './api-server.ts'
import { kubeOf } from './kube.ts'

const isPossible = isAvailable && missingPrograms.length === 0
const suite = isPossible ? describe : describe.skip

/** Seconds that each answer may take, and what the program needs to start and end on a busy machine. */
const deadline = 5
const grace = 5

/** What is wrong, and the answer to just that. */
type Setup = {
  /** Where images go; the registry that has everything when it is not given. */
  readonly registry?: (place: Places) => string
  readonly image?: string
  readonly account?: string
  readonly secret?: string
  readonly flags?: readonly string[]
  readonly password?: string
  readonly kubeconfigContext?: 'nobody'
  readonly code: 0 | 3
  readonly says: string
  readonly as: string
}

type Places = Readonly<Record<'good' | 'encrypted' | 'slow' | 'busy', string>>

const setups: Readonly<Record<string, Setup>> = {
  'missing tag': {
    image: 'busybox:9',
    code: 3,
    says: 'HOST has m/library/busybox, but not 9: 404 MANIFEST_UNKNOWN: manifest unknown; it has 1.36',
    as: 'IMAGE_MISSING',
  },
  'wrong platform': {
    flags: ['--platform=linux/s390x'],
    code: 3,
    says: 'HOST/m/library/busybox:1.36 is there, but not for linux/s390x: it is for linux/amd64, linux/arm64',
    as: 'IMAGE_MISSING',
  },
  'wrong password': {
    password: 'hunter2',
    code: 3,
    says: 'HOST refuses the credentials of HOME/config.json: 401 UNAUTHORIZED',
    as: 'IMAGE_FORBIDDEN',
  },
  'secret in the wrong namespace': {
    secret: 'elsewhere',
    code: 3,
    says: 'the secret cassandra/elsewhere is not there; the namespace other has one',
    as: 'SECRET_MISSING',
  },
  'wrong type': {
    secret: 'opaque',
    code: 3,
    says: 'the secret cassandra/opaque gives no credentials: its type is "Opaque", and must be kubernetes.io/dockerconfigjson',
    as: 'SECRET_UNFIT',
  },
  'no entry': {
    secret: 'another',
    code: 3,
    says: 'no entry of cassandra/another is for HOST/m/library/busybox: there is registry.internal',
    as: 'SECRET_WITHOUT_ENTRY',
  },
  'path entry': {
    secret: 'path',
    code: 3,
    says: 'no entry of cassandra/path is for HOST/m/library/busybox: there is HOST/other',
    as: 'SECRET_WITHOUT_ENTRY',
  },
  'missing account': {
    account: 'reaper',
    code: 3,
    says: 'the service account cassandra/reaper is not there, so its pods are refused',
    as: 'ACCOUNT_MISSING',
  },
  masking: {
    account: 'masked',
    code: 0,
    says: 'the pods have a list of pull secrets of their own, which hides more of the service account cassandra/masked',
    as: 'ACCOUNT_MASKED',
  },
  'no rights': {
    kubeconfigContext: 'nobody',
    code: 0,
    says: 'secret cassandra/good: we are not allowed to read secrets in the namespace cassandra',
    as: 'CLUSTER_UNKNOWN',
  },
  'self-signed': {
    registry: ({ encrypted }) => encrypted,
    code: 3,
    says: 'HOST has a certificate that this system does not trust',
    as: 'REGISTRY_UNREACHABLE',
  },
  unreachable: {
    registry: () => '127.0.0.1:1',
    code: 3,
    says: 'nothing listens at HOST',
    as: 'REGISTRY_UNREACHABLE',
  },
  slow: {
    registry: ({ slow }) => slow,
    code: 3,
    says: `HOST gave no answer within ${deadline} s`,
    as: 'REGISTRY_UNREACHABLE',
  },
  '429': {
    registry: ({ busy }) => busy,
    code: 3,
    says: 'HOST limits the number of requests: 429 TOOMANYREQUESTS: slow down, and wants 600 s of patience',
    as: 'REGISTRY_UNREACHABLE',
  },
  'stale lock': {
    flags: ['--lock=stale.yaml'],
    code: 0,
    says: 'the lock has quay.io/gone:1, and nothing in the run pulls it',
    as: 'LOCK_STALE',
  },
}

suite(isPossible ? 'each wrong set-up' : `wrong set-ups (${whyNot})`, () => {
  let home: Home
  let server: ApiServer
  let registries: readonly Registry[]
  let odd: readonly OddRegistry[]
  let places: Places

  beforeAll(async () => {
    home = makeHome()
    const { certificate, key } = makeCertificate(home.folder)
    const good = await startRegistry(passwordProtection(home.folder))
    const encrypted = await startRegistry({ tls: { certificate, key } })
    registries = [good, encrypted]
    const slow = await startOddRegistry(() => undefined)
    const errors = JSON.stringify({ errors: [{ code: 'TOOMANYREQUESTS', message: 'slow down' }] })
    const busy = await startOddRegistry((_, response) =>
      response.writeHead(429, { 'retry-after': '600' }).end(errors),
    )
    odd = [slow, busy]
    places = { good: good.host, encrypted: encrypted.host, slow: slow.host, busy: busy.host }
    const digest = await pushImage(home.folder, good.host, 'm/library/busybox:1.36', {
      credentials: 'robot:correct horse',
    })
    home.write(
      'stale.yaml',
      [
        'apiVersion: k8ssandra-relocate.io/v1alpha1',
        'kind: ImageLock',
        'images:',
        `- {source: "busybox:1.36", digest: "${digest}"}`,
        `- {source: "quay.io/gone:1", digest: "${digest}"}`,
      ].join('\n'),
    )
    server = await startApiServer({ rbac: true })
    const kube = kubeOf(server)
    for (const name of ['cassandra', 'other'])
      await kube.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })
    const make = (kind: string, name: string, rest: object, namespace = 'cassandra') =>
      kube.apply({ apiVersion: 'v1', kind, metadata: { name, namespace }, ...rest })
    const secret = (name: string, config: string, namespace?: string) => {
      const data = { '.dockerconfigjson': Buffer.from(config).toString('base64') }
      return make('Secret', name, { type: 'kubernetes.io/dockerconfigjson', data }, namespace)
    }
    await make('ServiceAccount', 'web', {})
    await make('ServiceAccount', 'masked', { imagePullSecrets: [{ name: 'good' }, { name: 'more' }] })
    const auths = Object.fromEntries(
      [...Object.values(places), '127.0.0.1:1'].map(host => [
        host,
        { username: 'robot', password: 'correct horse' },
      ]),
    )
    for (const name of ['good', 'more']) await secret(name, JSON.stringify({ auths }))
    await secret('elsewhere', JSON.stringify({ auths }), 'other')
    await secret('another', dockerConfig('registry.internal'))
    await secret('path', dockerConfig(`${good.host}/other`))
    await make('Secret', 'opaque', { type: 'Opaque', data: { password: 'aHVudGVyMg==' } })
  }, 120_000)

  afterAll(async () => {
    odd.forEach(registry => registry.stop())
    await Promise.all([server.stop(), ...registries.map(registry => registry.stop())])
    home.remove()
  })

  async function ask(setup: Setup) {
    const host = setup.registry?.(places) ?? places.good
    home.write('config.json', dockerConfig(places.good, 'robot', setup.password))
    const ran = await home.run(
      [
        'preflight',
        `--registry=${host}/m`,
        `--pull-secret=${setup.secret ?? 'good'}`,
        `--timeout=${deadline}s`,
        '--namespace=cassandra',
        ...(setup.kubeconfigContext === undefined ? [] : [`--context=${setup.kubeconfigContext}`]),
        ...(setup.flags ?? []),
      ],
      {
        stdin: podWith([setup.image ?? 'busybox:1.36'], { account: setup.account ?? 'web' }),
        env: { DOCKER_CONFIG: home.folder, KUBECONFIG: server.kubeconfig },
      },
    )
    return { ...ran, host }
  }

  test('has a message of its own', () => {
    const messages = Object.values(setups).map(({ says }) => says)
    expect([...new Set(messages)]).toEqual(messages)
  })

  test('and the right one is green', async () => {
    const { code, stderr } = await ask({ code: 0, says: '', as: '' })
    expect({ code, problems: stderr.replace(/.*platforms of the nodes.*\n/, '') }).toEqual({
      code: 0,
      problems: expect.stringMatching(/^k8ssandra-relocate: 1 image can be pulled/),
    })
  })

  test.each(Object.entries(setups))('gets its own answer before its deadline: %s', async (_, setup) => {
    const { code, stdout, stderr, took, host } = await ask(setup)
    const says = setup.says.replaceAll('HOST', host).replace('HOME', home.folder)
    // What is at the lock and the right things around it are not a problem of another kind.
    const lines = stderr.split('\n').filter(line => / \[[A-Z_]+\]$/.test(line))
    const own = lines.filter(line => line.endsWith(`[${setup.as}]`))
    expect({ code, said: own.some(line => line.includes(says)) ? says : stderr }).toEqual({
      code: setup.code,
      said: says,
    })
    expect(lines.filter(line => !own.includes(line) && !line.endsWith('[CLUSTER_UNKNOWN]'))).toEqual([])
    expect(took).toBeLessThan((deadline + grace) * 1000)
    expect(stdout + stderr).not.toMatch(/hunter2|correct horse/)
  })
})

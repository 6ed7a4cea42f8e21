import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { chmodSync } from 'node:fs'
import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'

import { missingPrograms, startRegistry, type Registry } from '../copy/registry.ts'
import { passwordProtection, pushImage } from '../preflight/images.ts'
import { dockerConfig, makeHome, podWith, type Home } from '../preflight/run.ts'
import { startOddRegistry } from '../registry/odd-registry.ts'
import { isAvailable, startApiServer, whyNot, type ApiServer } from './api-server.ts'
import { grantDocumentedRights } from './documented-role.ts'
import { kubeOf, type Kube, type KubeObject } from './kube.ts'

const isPossible = isAvailable && missingPrograms.length === 0
const suite = isPossible ? describe : describe.skip

suite(isPossible ? 'preflight asks the cluster' : `preflight asks the cluster (${whyNot})`, () => {
  let home: Home
  let server: ApiServer
  let kube: Kube
  let registry: Registry

  beforeAll(async () => {
    home = makeHome()
    registry = await startRegistry(passwordProtection(home.folder))
    await pushImage(home.folder, registry.host, 'm/library/busybox:1.36', {
      credentials: 'robot:correct horse',
    })
    server = await startApiServer({ rbac: true })
    kube = kubeOf(server)
    for (const name of ['cassandra', 'other'])
      await kube.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })
    await account('web')
    await secret('good', dockerConfig(registry.host))
    await secret('elsewhere', dockerConfig(registry.host), 'kubernetes.io/dockerconfigjson', 'other')
    await secret('wrong', dockerConfig(registry.host, 'robot', 'hunter2'))
    await secret('another', dockerConfig('registry.internal'))
    await secret('path', dockerConfig(`${registry.host}/other`))
    await secret('own-path', dockerConfig(`${registry.host}/m/lib`))
    await secret('glob', dockerConfig(`127.*.0.1:${registry.host.split(':')[1] ?? ''}`))
    await secret('no-user', JSON.stringify({ auths: { [registry.host]: {} } }))
    await secret('helpers', JSON.stringify({ credHelpers: { [registry.host]: 'ecr' } }))
    await apply('Secret', 'opaque', { type: 'Opaque', data: { password: 'aHVudGVyMg==' } })
  }, 120_000)

  afterAll(async () => {
    await Promise.all([server.stop(), registry.stop()])
    home.remove()
  })

  async function apply(kind: string, name: string, rest: object, namespace = 'cassandra'): Promise<void> {
    const object: KubeObject = { apiVersion: 'v1', kind, metadata: { name, namespace }, ...rest }
    await kube.apply(object)
  }

  function account(name: string, secrets: readonly string[] = []): Promise<void> {
    return apply('ServiceAccount', name, { imagePullSecrets: secrets.map(secret => ({ name: secret })) })
  }

  function secret(
    name: string,
    config: string,
    type = 'kubernetes.io/dockerconfigjson',
    namespace = 'cassandra',
  ) {
    const data = { '.dockerconfigjson': Buffer.from(config).toString('base64') }
    return apply('Secret', name, { type, data }, namespace)
  }

  /** Own credentials are right, so that only what the cluster has can be wrong. */
  const ask = (
    secrets: readonly string[],
    flags: readonly string[] = [],
    stdin = podWith(['busybox:1.36']),
  ) => {
    home.write('config.json', dockerConfig(registry.host))
    const given = ['-r', `${registry.host}/m`, ...secrets.map(name => `--pull-secret=${name}`)]
    return home.run(
      [
        'preflight',
        ...given,
        ...(flags.some(flag => flag.startsWith('--timeout')) ? [] : ['--timeout=15s']),
        ...(flags.some(flag => /kubeconfig|context/.test(flag)) ? [] : ['-n', 'cassandra']),
        ...flags,
      ],
      {
        stdin,
        env: { DOCKER_CONFIG: home.folder, KUBECONFIG: server.kubeconfig },
      },
    )
  }

  test('and is green when secret, entry and account are there', async () => {
    const { code, stdout, stderr } = await ask(['good'])
    expect({ code, stderr: stderr.replace(/.*CLUSTER_UNKNOWN\]\n/, '') }).toEqual({
      code: 0,
      stderr: expect.stringContaining('1 image can be pulled for linux/amd64'),
    })
    expect(stdout).toMatch(/^ok +secret +cassandra\/good +has entries for /m)
    expect(stdout).toMatch(/^ok +entry +cassandra\/good for .* the kubelet takes the entry /m)
    expect(stdout).toMatch(/^ok +account +cassandra\/web +is there$/m)
  })

  test.each([
    [
      'is in another namespace',
      'elsewhere',
      'the secret cassandra/elsewhere is not there; the namespace other has one',
      'SECRET_MISSING',
    ],
    [
      'is not there',
      'nowhere',
      'the secret cassandra/nowhere is not there; make it: kubectl create secret',
      'SECRET_MISSING',
    ],
    [
      'has another type',
      'opaque',
      'gives no credentials: its type is "Opaque", and must be kubernetes.io/dockerconfigjson',
      'SECRET_UNFIT',
    ],
    [
      'has no entry for the registry',
      'another',
      'no entry of cassandra/another is for ',
      'SECRET_WITHOUT_ENTRY',
    ],
    [
      'has an entry for another path',
      'path',
      /no entry of cassandra\/path is for \S+: there is \S+\/other;/,
      'SECRET_WITHOUT_ENTRY',
    ],
    ['has no user and password', 'no-user', ', without user and password', 'SECRET_WITHOUT_ENTRY'],
    [
      'has only helpers',
      'helpers',
      /no entry of cassandra\/helpers is for \S+: there is none;/,
      'SECRET_WITHOUT_ENTRY',
    ],
  ])('says that a secret %s', async (_, name, words, code) => {
    const ran = await ask([name])
    expect(ran.code).toBe(3)
    if (typeof words === 'string') expect(ran.stderr).toContain(words)
    else expect(ran.stderr).toMatch(words)
    expect(ran.stderr).toContain(`[${code}]`)
    expect(ran.stderr + ran.stdout).not.toContain('hunter2')
  })

  test.each(['own-path', 'glob'])('takes an entry as the kubelet does: %s', async name => {
    expect((await ask([name])).code).toBe(0)
  })

  test('says that an account is missing, and takes one of the manifests', async () => {
    const stdin = podWith(['busybox:1.36'], { account: 'reaper' })
    const { code, stderr } = await ask(['good'], [], stdin)
    expect(code).toBe(3)
    expect(stderr).toMatch(/the service account cassandra\/reaper is not there.*\[ACCOUNT_MISSING\]/)
    const own = 'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: reaper, namespace: cassandra}\n---\n'
    expect((await ask(['good'], [], own + stdin)).code).toBe(0)
  })

  test('counts a secret that the manifests bring as what will be there, and checks it like any other', async () => {
    const bring = (config: string, type = 'kubernetes.io/dockerconfigjson') =>
      [
        'apiVersion: v1',
        'kind: Secret',
        'metadata: {name: brought, namespace: cassandra}',
        `type: ${type}`,
        `stringData: {.dockerconfigjson: '${config}'}`,
        '---\n',
      ].join('\n') + podWith(['busybox:1.36'])
    const good = await ask(['brought'], ['--as-node'], bring(dockerConfig(registry.host)))
    expect({ code: good.code, stderr: good.code === 0 ? '' : good.stderr }).toEqual({ code: 0, stderr: '' })
    expect(good.stdout).toMatch(
      /^ok +secret +cassandra\/brought +comes with these manifests, and has entries/m,
    )
    const other = await ask(['brought'], [], bring(dockerConfig('registry.internal', 'robot', 'hunter2')))
    expect([other.code, other.stderr]).toEqual([3, expect.stringContaining('[SECRET_WITHOUT_ENTRY]')])
    expect(other.stderr + other.stdout).not.toContain('hunter2')
    const opaque = await ask(['brought'], [], bring('{}', 'Opaque'))
    expect(opaque.stderr).toMatch(
      /of these manifests gives no credentials: its type is "Opaque".*SECRET_UNFIT/,
    )
    const list = `apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Secret
  metadata: {name: brought}
  type: kubernetes.io/dockerconfigjson
  data: {.dockerconfigjson: ${Buffer.from(dockerConfig(registry.host)).toString('base64')}}
---
`
    expect((await ask(['brought'], [], list + podWith(['busybox:1.36']))).code).toBe(0)
  })

  test('reports a secret that a controller will create as not visible yet', async () => {
    const external = `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: any, namespace: cassandra}
spec: {target: {name: made}}
---
`
    const { code, stderr } = await ask(['made'], [], external + podWith(['busybox:1.36']))
    expect(code).toBe(0)
    expect(stderr).toMatch(/ExternalSecret\/any of these manifests makes it, .*\[CLUSTER_UNKNOWN\]/)
  })

  test('says that the namespace is missing, and that its account "default" is', async () => {
    const plain = (namespace: string) => podWith(['busybox:1.36'], { namespace, account: 'default' })
    const nowhere = await ask(['good'], [], plain('nowhere'))
    expect(nowhere.stderr).toMatch(
      /the secret nowhere\/good is not there, nor is its namespace; the namespace cassandra has one; make both: kubectl create namespace nowhere; kubectl create secret/,
    )
    expect(nowhere.stdout).toMatch(/^ok +account +nowhere\/default +is created with its namespace$/m)
    const made = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: nowhere}\n---\n'
    const brought = await ask(['good'], [], made + plain('nowhere'))
    expect(brought.stderr).toMatch(/the secret nowhere\/good is not there; the namespace cassandra has one;/)
    // Controllers make this account; without any it is not there.
    const there = await ask(['good'], [], plain('cassandra'))
    expect(there.code).toBe(3)
    expect(there.stderr).toMatch(/the service account cassandra\/default is not there.*\[ACCOUNT_MISSING\]/)
  })

  test('takes the secrets of the account where the pod has none, and names those that a list hides', async () => {
    await account('masked', ['good', 'more'])
    await secret('more', dockerConfig('more.internal'))
    const stdin = podWith(['busybox:1.36'], { account: 'masked' })
    expect((await ask([], [], stdin)).stdout).toMatch(/^ok +entry +cassandra\/good, cassandra\/more for /m)
    const { code, stderr } = await ask(['good'], [], stdin)
    expect(code).toBe(0)
    expect(stderr).toMatch(
      /which hides more of the service account cassandra\/masked; add it: --pull-secret=more \[ACCOUNT_MASKED\]/,
    )
  })

  test('answers what a run can only ask the person to look up, and wants no entry for what is left outside', async () => {
    const stdin = podWith(['busybox:1.36', '127.0.0.1:1/left:1'], { account: 'masked' })
    const flags = ['--exclude=127.0.0.1:1']
    const { stdout, stderr } = await ask(['good'], flags, stdin)
    expect(stderr).not.toContain('SECRET_HIDES_ACCOUNT')
    expect(stderr).toContain('which hides more of the service account cassandra/masked')
    expect(stderr).not.toContain('SECRET_WITHOUT_ENTRY')
    expect(stdout).toMatch(
      /^note +entry .*127\.0\.0\.1:1\/left: .*the kubelet pulls it without credentials$/m,
    )
    const unread = await ask(['good'], [...flags, '--context=nobody', '-n', 'cassandra'], stdin)
    expect(unread.stderr).toContain('[SECRET_HIDES_ACCOUNT]')
  })

  test('that gives no answer leaves the registry its time', async () => {
    const silent = await startOddRegistry(() => undefined)
    const config = {
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'a',
      clusters: [{ name: 'a', cluster: { server: `http://${silent.host}` } }],
      users: [{ name: 'a', user: {} }],
      contexts: [{ name: 'a', context: { cluster: 'a', user: 'a' } }],
    }
    const kubeconfig = home.write('silent.yaml', JSON.stringify(config))
    const { code, stdout, stderr } = await ask(['good'], [`--kubeconfig=${kubeconfig}`, '--timeout=4s'])
    silent.stop()
    expect(code).toBe(0)
    expect(stdout).toMatch(/^ok +image /m)
    expect(stderr).toMatch(/the cluster gave no answer in time.*\[CLUSTER_UNKNOWN\]/)
  })

  test('calls what may not be read unknown, never missing', async () => {
    const { code, stdout, stderr } = await ask(['good'], ['--context=nobody', '-n', 'cassandra'])
    expect(code).toBe(0)
    expect(stdout).not.toContain('missing')
    expect(stderr).toMatch(
      /secret cassandra\/good: we are not allowed to read secrets in the namespace cassandra.*\[CLUSTER_UNKNOWN\]/,
    )
    expect((await ask(['good'], ['--context=nobody', '-n', 'cassandra', '--strict'])).code).toBe(3)
  })

  test('tries the pull with exactly the credentials of the secret', async () => {
    const wrong = await ask(['wrong'], ['--as-node'])
    expect(wrong.code).toBe(3)
    expect(wrong.stderr).toMatch(
      /refuses the credentials of the secret cassandra\/wrong: 401 .*\[IMAGE_FORBIDDEN\]/,
    )
    const good = await ask(['wrong', 'good'], ['--as-node'])
    expect(good.stdout).toMatch(/^ok +pull /m)
    expect(good.code).toBe(0)
  })

  test('takes the platforms of the nodes, with no right but those that the documentation names', async () => {
    const node = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'arm' } }
    await kube.send('POST', '/api/v1/nodes', node)
    const nodeInfo = { operatingSystem: 'linux', architecture: 'arm64' }
    const fields = [
      'machineID',
      'systemUUID',
      'bootID',
      'kernelVersion',
      'osImage',
      'containerRuntimeVersion',
      'kubeletVersion',
      'kubeProxyVersion',
    ]
    const status = { nodeInfo: { ...Object.fromEntries(fields.map(name => [name, ''])), ...nodeInfo } }
    await kube.send('PATCH', '/api/v1/nodes/arm/status', { status }, 'application/merge-patch+json')
    expect((await ask(['good'])).stderr).toContain('1 image can be pulled for linux/arm64')
    await grantDocumentedRights(kube)
    const granted = await ask(['good'], ['--context=nobody', '-n', 'cassandra', '--strict'])
    expect(granted).toMatchObject({ code: 0, stderr: expect.stringContaining('pulled for linux/arm64') })
    await kube.send('DELETE', '/api/v1/nodes/arm')
  })

  describe('by a kubeconfig', () => {
    const config = (name: string, server_: string, user: object, more: object = {}) =>
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Config',
        clusters: [{ name, cluster: { server: server_, ...more } }],
        users: [{ name, user }],
        contexts: [{ name, context: { cluster: name, user: name, namespace: 'cassandra' } }],
        'current-context': name,
      })
    const authority = () => ({ 'certificate-authority-data': Buffer.from(server.ca).toString('base64') })

    const by = (kubeconfig: string, flags: readonly string[] = []) => {
      home.write('config.json', dockerConfig(registry.host))
      return home.run(
        ['preflight', '-r', `${registry.host}/m`, '-s', 'good', '--timeout=6s', '-n', 'cassandra', ...flags],
        {
          stdin: podWith(['busybox:1.36']),
          env: { DOCKER_CONFIG: home.folder, KUBECONFIG: kubeconfig },
        },
      )
    }

    test('that is merged from several files, empty and missing ones among them', async () => {
      const empty = home.write('empty', '')
      const first = home.write(
        'first',
        JSON.stringify({ apiVersion: 'v1', kind: 'Config', 'current-context': 'real' }),
      )
      const real = home.write('real', config('real', server.url, { token: server.token }, authority()))
      const same = home.write('same', config('real', 'https://127.0.0.1:1', { token: 'no' }))
      const ran = await by(['', home.folder + '/none', empty, first, real, same].join(':'))
      expect(ran.stdout).toMatch(/^ok +secret +cassandra\/good /m)
      expect(ran.code).toBe(0)
    })

    test('that names a plugin, which runs with its deadline', async () => {
      const credential = JSON.stringify({
        apiVersion: 'client.authentication.k8s.io/v1',
        kind: 'ExecCredential',
        status: { token: server.token },
      })
      home.write('plugin', `#!/bin/sh\n[ -n "$KUBERNETES_EXEC_INFO" ] && echo '${credential}'\n`)
      home.write('hangs', '#!/bin/sh\nsleep 60\n')
      home.write('fails', '#!/bin/sh\necho not logged in >&2\nexit 1\n')
      for (const name of ['plugin', 'hangs', 'fails']) chmodSync(`${home.folder}/${name}`, 0o755)
      const exec = (command: string) => ({
        exec: { apiVersion: 'client.authentication.k8s.io/v1', command, interactiveMode: 'Never' },
      })
      const with_ = (command: string) =>
        by(
          home.write(
            `with-${command.replace('./', '')}`,
            config('e', server.url, exec(command), authority()),
          ),
        )
      expect((await with_('./plugin')).stdout).toMatch(/^ok +secret /m)
      const hangs = await with_('./hangs')
      expect(hangs.stderr).toContain('the plugin ./hangs gave no credentials in time')
      expect(hangs.took).toBeLessThan(10_000)
      expect((await with_('./fails')).stderr).toContain('the plugin ./fails failed: not logged in')
      expect((await with_('none')).stderr).toContain('the plugin none cannot be run')
    }, 60_000)

    test('that names token files, the one of another user missing', async () => {
      home.write('token', `${server.token}\n`)
      const own = JSON.parse(config('t', server.url, { tokenFile: 'token' }, authority())) as {
        users: object[]
      }
      own.users.unshift({ name: 'gone', user: { tokenFile: 'nowhere' } })
      const ran = await by(home.write('with-token', JSON.stringify(own)))
      expect(ran.stdout).toMatch(/^ok +secret +cassandra\/good /m)
      const missing = await by(
        home.write('no-token', config('t', server.url, { tokenFile: 'nowhere' }, authority())),
      )
      expect(missing.stderr).toMatch(/the kubeconfig cannot be read: .*nowhere/)
    })

    test('that names a plugin which does not stop talking', async () => {
      home.write('floods', '#!/bin/sh\nyes\n')
      chmodSync(`${home.folder}/floods`, 0o755)
      const exec = {
        apiVersion: 'client.authentication.k8s.io/v1',
        command: './floods',
        interactiveMode: 'Always',
      }
      const ran = await by(home.write('with-floods', config('e', server.url, { exec }, authority())))
      expect(ran.stderr).toContain('the plugin ./floods does not stop talking')
      expect(ran.took).toBeLessThan(10_000)
    })

    test('that names a proxy', async () => {
      const asked: (string | undefined)[] = []
      const proxy = createServer().on('connect', (request, socket) => {
        asked.push(request.url)
        const to = connect(Number(new URL(server.url).port), '127.0.0.1', () => {
          socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
          to.pipe(socket)
          socket.pipe(to)
        })
        to.on('error', () => socket.destroy())
        socket.on('error', () => to.destroy())
      })
      await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve))
      const more = {
        'proxy-url': `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
        'tls-server-name': 'kubernetes',
        ...authority(),
      }
      const file = home.write(
        'proxied',
        config('p', 'https://cluster.test:6443', { token: server.token }, more),
      )
      const ran = await by(file)
      proxy.close()
      expect(asked).toContain('cluster.test:6443')
      expect(ran.stdout).toMatch(/^ok +secret /m)
    })

    test('of a cluster that accepts and never answers ends at the deadline', async () => {
      const slow = await startOddRegistry(() => undefined)
      const file = home.write('slow', config('s', `http://${slow.host}`, { token: 'x' }))
      const ran = await by(file)
      slow.stop()
      expect(ran.stderr).toContain('the cluster gave no answer in time')
      expect(ran.took).toBeLessThan(10_000)
    }, 30_000)

    test('that is missing, broken, or has no such context', async () => {
      const none = await by(home.folder + '/none')
      expect(none.stderr).toContain('there is no kubeconfig, or it has no current context')
      const named = await by('', ['--kubeconfig=none'])
      expect(named.stderr).toMatch(/the kubeconfig cannot be read: .*none/)
      const context = await by(server.kubeconfig, ['--context=prod'])
      expect(context.stderr).toContain('the kubeconfig has no context prod')
    })
  })
})

import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'

import { executable } from '../built.ts'
import { isAvailable, startApiServer, whyNot, type ApiServer } from './api-server.ts'
import { grantDocumentedRights } from './documented-role.ts'
import { forEach, kubeOf, makeNamespace, type Kube, type KubeObject } from './kube.ts'
import { podOf } from './policy-bench.ts'

const suite = isAvailable ? describe : describe.skip

suite(isAvailable ? 'verify --cluster' : `verify --cluster (${whyNot})`, () => {
  let server: ApiServer
  let kube: Kube

  beforeAll(async () => {
    server = await startApiServer({ rbac: true })
    kube = kubeOf(server)
    for (const name of ['shop', 'clean', 'large']) await makeNamespace(kube, name)
  })
  afterAll(() => server.stop())

  /** The built program, as a user calls it. */
  function verify(...flags: readonly string[]) {
    const args = [
      'verify',
      '--cluster',
      ...(flags.includes('--kubeconfig') ? [] : ['--kubeconfig', server.kubeconfig]),
      '--registry',
      'reg.internal/m',
      ...flags,
    ]
    const { status, stdout, stderr } = spawnSync(executable, args, { encoding: 'utf8', cwd: tmpdir() })
    return { status, stdout, lines: stderr.trimEnd().split('\n') }
  }

  async function make(namespace: string, object: KubeObject, owner?: KubeObject): Promise<KubeObject> {
    const { apiVersion = '', kind = '', metadata } = object
    const { name, uid } = owner?.metadata ?? {}
    const ownerReferences =
      owner === undefined
        ? []
        : [{ apiVersion: owner.apiVersion, kind: owner.kind, name, uid, controller: true }]
    const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`
    const path = `${root}/namespaces/${namespace}/${kind.toLowerCase()}s`
    const { status, body } = await kube.send('POST', path, {
      ...object,
      metadata: { ...metadata, ownerReferences },
    })
    if (status >= 300) throw new Error(body.message ?? '')
    return { ...body, apiVersion, kind }
  }

  const template = { metadata: { labels: { app: 'a' } }, spec: podOf(['reg.internal/m/x:1'])['spec'] }
  const selector = { matchLabels: { app: 'a' } }

  test('says per workload what is outside: pods, init and ephemeral containers, jobs', async () => {
    const deployment = await make('shop', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'front' },
      spec: { selector, template },
    })
    const set = await make(
      'shop',
      {
        apiVersion: 'apps/v1',
        kind: 'ReplicaSet',
        metadata: { name: 'front-7c5', labels: { app: 'a' } },
        spec: { selector, template },
      },
      deployment,
    )
    const pods = []
    for (let at = 0; at < 3; at++)
      pods.push(
        await make(
          'shop',
          podOf(['nginx:1.25', 'reg.internal/m/b:1'], {
            initContainers: [{ name: 'init', image: 'quay.io/a/init:2' }],
          }),
          set,
        ),
      )
    const debug = { spec: { ephemeralContainers: [{ name: 'debug', image: 'busybox:1.36' }] } }
    const path = `/api/v1/namespaces/shop/pods/${pods[0]?.metadata?.name ?? ''}/ephemeralcontainers`
    expect((await kube.send('PATCH', path, debug, 'application/strategic-merge-patch+json')).status).toBe(200)
    const jobSpec = { template: { spec: { ...(podOf(['x/y'])['spec'] as object), restartPolicy: 'Never' } } }
    const cron = await make('shop', {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'nightly' },
      spec: { schedule: '0 0 * * *', jobTemplate: { spec: jobSpec } },
    })
    const job = await make(
      'shop',
      { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'nightly-1' }, spec: jobSpec },
      cron,
    )
    await make('shop', podOf(['docker.io/k8ssandra/medusa:0.11.3']), job)
    await make('shop', { ...podOf(['ghcr.io/lonely:1']), metadata: { name: 'lonely' } })

    const { status, stdout, lines } = verify('--namespace', 'shop')
    expect({ status, stdout }).toEqual({ status: 3, stdout: '' })
    const said = lines.map(line => line.replace(/ is outside[^(;]*(\(in \d+ pods\))?;.*/, ' $1').trim())
    expect(said).toEqual([
      'error: namespace shop CronJob/nightly spec/containers[0]/image: docker.io/k8ssandra/medusa:0.11.3',
      'error: namespace shop Deployment/front spec/containers[0]/image: nginx:1.25 (in 3 pods)',
      'error: namespace shop Deployment/front spec/ephemeralContainers[0]/image: busybox:1.36',
      'error: namespace shop Deployment/front spec/initContainers[0]/image: quay.io/a/init:2 (in 3 pods)',
      'error: namespace shop Pod/lonely spec/containers[0]/image: ghcr.io/lonely:1',
      expect.stringContaining(
        'verification failed: 5 images outside the target registry in the namespace shop',
      ),
    ])
  })

  test('ends with 0 where everything is at its target, and honours exclusions', async () => {
    await make('clean', podOf(['reg.internal/m/a:1', 'registry.k8s.io/pause:3.9']))
    const { status, lines } = verify('-n', 'clean', '--exclude', 'registry.k8s.io/**')
    expect({ status, lines }).toEqual({
      status: 0,
      lines: ['k8ssandra-relocate: 2 images in 1 object of the namespace clean, none outside'],
    })
  })

  test('reads the custom resources of our rows, and the configuration of operators', async () => {
    const name = 'cassandradatacenters.cassandra.datastax.com'
    await kube.apply({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name },
      spec: {
        group: 'cassandra.datastax.com',
        scope: 'Namespaced',
        names: { kind: 'CassandraDatacenter', plural: 'cassandradatacenters' },
        versions: [
          {
            name: 'v1beta1',
            served: true,
            storage: true,
            schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
          },
        ],
      },
    })
    await makeNamespace(kube, 'data')
    const datacenter = {
      apiVersion: 'cassandra.datastax.com/v1beta1',
      kind: 'CassandraDatacenter',
      metadata: { name: 'dc1' },
      spec: { serverImage: 'quay.io/a/cassandra:4' },
    }
    for (;;)
      if (
        await make('data', datacenter).then(
          () => true,
          () => false,
        )
      )
        break
    const config =
      'apiVersion: config.k8ssandra.io/v1beta1\nkind: ImageConfig\nimages:\n  system-logger: "quay.io/a/logger:1"\n'
    await make('data', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'manager-config' },
      data: { 'image_config.yaml': config },
    })
    await make('data', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'notes' },
      data: { text: 'nginx and quay.io/a/b:1' },
    })
    const { status, lines } = verify('-n', 'data')
    expect(status).toBe(3)
    expect(lines.join('\n')).toMatch(
      /CassandraDatacenter\/dc1 spec\/serverImage: quay\.io\/a\/cassandra:4 is outside/,
    )
    expect(lines.join('\n')).toMatch(/ConfigMap\/manager-config .*quay\.io\/a\/logger:1 is outside/)
    expect(lines.join('\n')).not.toContain('ConfigMap/notes')
  })

  test('reads a large cluster page by page', async () => {
    const pods = Array.from({ length: 1_100 }, (_, at) => podOf([`reg.internal/m/app:${at}`]))
    await forEach(pods, async pod => void (await make('large', pod)))
    await make('large', { ...podOf(['quay.io/last/one:1']), metadata: { name: 'zzz-last' } })
    const { status, lines } = verify('-n', 'large')
    expect(status).toBe(3)
    expect(lines[0]).toContain('namespace large Pod/zzz-last')
    expect(lines).toHaveLength(2)
  })

  test('looks at all namespaces with -A', () => {
    const { status, lines } = verify('-A')
    expect(status).toBe(3)
    for (const namespace of ['shop', 'data', 'large'])
      expect(lines.join('\n')).toContain(`namespace ${namespace} `)
  })

  test('never says "none outside" when it was not allowed to look', () => {
    const { status, lines } = verify('-n', 'clean', '--context', 'nobody', '--exclude', 'registry.k8s.io/**')
    expect(status).toBe(1)
    expect(lines.join('\n')).toContain('pods of the cluster were not read: we are not allowed to list them')
    expect(lines.join('\n')).not.toContain('none outside')
  })

  test('needs no right but those that the documentation names', async () => {
    await grantDocumentedRights(kube)
    const args = ['--context', 'nobody', '--exclude', 'registry.k8s.io/**']
    expect(verify('-n', 'clean', ...args)).toMatchObject({ status: 0 })
    expect(verify('-n', 'data', ...args).lines.join('\n')).toContain('CassandraDatacenter/dc1')
  })

  test.each([
    ['an unknown context', ['--context', 'nowhere']],
    ['no kubeconfig', ['--kubeconfig', '/nonexistent']],
  ])('says what is wrong with %s', (_, flags) => {
    const { status, lines } = verify(...flags)
    expect(status).toBe(1)
    expect(lines[0]).toContain('CLUSTER_UNREADABLE')
  })
})

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { copyFileSync } from 'node:fs'
import { execFile } from 'node:child_process'
import { join } from 'node:path'

import { nodeBundle } from '../../built.ts'
import { dockerConfig, makeHome, type Home } from '../../preflight/run.ts'
import { startOddRegistry, type OddRegistry } from '../../registry/odd-registry.ts'

const base64 = (text: string): string => Buffer.from(text).toString('base64')
const secret = (config: string, type = 'kubernetes.io/dockerconfigjson') => ({
  status: 200,
  body: { apiVersion: 'v1', kind: 'Secret', type, data: { '.dockerconfigjson': base64(config) } },
})

/** What the API server answers for each secret of the namespace `cassandra`. */
const secrets: Readonly<Record<string, { readonly status: number; readonly body: object }>> = {
  key: secret(dockerConfig('registry.internal:5000', 'robot', 'hunter2')),
  glob: secret(dockerConfig('*.internal:5000')),
  path: secret(dockerConfig('registry.internal:5000/other')),
  port: secret(dockerConfig('registry.internal')),
  nobody: secret(JSON.stringify({ auths: { 'registry.internal:5000': {} } })),
  opaque: secret('{}', 'Opaque'),
  broken: secret('nonsense'),
  undecodable: secret(JSON.stringify({ auths: { 'registry.internal:5000': { auth: '%%%' } } })),
  forbidden: { status: 403, body: { kind: 'Status', message: 'hunter2' } },
  failing: { status: 500, body: { kind: 'Status', message: 'hunter2' } },
}

describe('doctor, of a pull secret in a cluster', () => {
  let home: Home
  let server: OddRegistry

  beforeAll(async () => {
    home = makeHome()
    server = await startOddRegistry((request, response) => {
      const name = /namespaces\/cassandra\/secrets\/(\w+)$/.exec(request.url ?? '')?.[1] ?? ''
      if (name === 'silent') return
      const answer = secrets[name] ?? { status: 404, body: { kind: 'Status', reason: 'NotFound' } }
      response
        .writeHead(answer.status, { 'content-type': 'application/json' })
        .end(JSON.stringify(answer.body))
    })
    home.write('kubeconfig', kubeconfig(server.host))
  })

  afterAll(() => {
    server.stop()
    home.remove()
  })

  const kubeconfig = (host: string): string => `apiVersion: v1
kind: Config
clusters: [{name: test, cluster: {server: "http://${host}"}}]
users: [{name: test, user: {token: test}}]
contexts: [{name: test, context: {cluster: test, user: test}}]
current-context: test
`
  const doctor = (name: string, flags: readonly string[] = [], file = 'kubeconfig') =>
    home.run(['doctor', '-n', 'cassandra', '-s', name, '-r', 'registry.internal:5000/m', ...flags], {
      env: { KUBECONFIG: join(home.folder, file) },
    })

  test.each([
    ['key', /ok +secret +cassandra\/key for registry\.internal:5000\/m\/image the kubelet takes the entry/],
    [
      'glob',
      /ok +secret +cassandra\/glob for registry\.internal:5000\/m\/image the kubelet takes the entry \*\.internal:5000/,
    ],
    ['path', /bad +secret +no entry of cassandra\/path is for registry\.internal:5000\/m\/image/],
    [
      'port',
      /bad +secret +no entry of cassandra\/port is for registry\.internal:5000\/m\/image: there is registry\.internal$/m,
    ],
    [
      'nobody',
      /bad +secret +the entry registry\.internal:5000 of cassandra\/nobody is for .*, without user and password/,
    ],
    ['opaque', /bad +secret +the secret cassandra\/opaque gives no credentials: its type is "Opaque"/],
    [
      'broken',
      /bad +secret +the secret cassandra\/broken gives no credentials: its \.dockerconfigjson is not a JSON object/,
    ],
    [
      'undecodable',
      /bad +secret +the secret cassandra\/undecodable gives no credentials: the entry .* is not readable/,
    ],
    ['missing', /bad +secret +the secret cassandra\/missing is not there/],
    ['forbidden', /bad +secret +secret cassandra\/forbidden: we are not allowed to read secrets/],
    ['failing', /bad +secret +secret cassandra\/failing: the cluster answered 500/],
  ])('%s', async (name, line) => {
    const { stdout, stderr } = await doctor(name)
    expect(stdout).toMatch(line)
    expect(stdout + stderr).not.toContain('hunter2')
  })

  test('never waits longer than its time', async () => {
    const { stdout, took } = await doctor('silent', ['--timeout=2s'])
    expect(stdout).toContain('the cluster gave no answer in time')
    expect(took).toBeLessThan(8000)
  })

  test('reports a cluster that does not answer, and a missing kubeconfig', async () => {
    home.write('nobody', kubeconfig('127.0.0.1:1'))
    expect((await doctor('key', [], 'nobody')).stdout).toContain('the cluster cannot be reached')
    home.write('empty', '')
    expect((await doctor('key', [], 'empty')).stdout).toContain(
      'there is no kubeconfig, or it has no current context',
    )
  })

  test('the executable for Node, away from all packages, says that it has no client', async () => {
    const alone = join(home.folder, 'k8ssandra-relocate')
    copyFileSync(nodeBundle, alone)
    const stdout = await new Promise<string>(done => {
      const args = ['doctor', '-n', 'cassandra', '-s', 'key', '-r', 'registry.internal:5000']
      const env = { PATH: process.env['PATH'], KUBECONFIG: join(home.folder, 'kubeconfig') }
      execFile(process.execPath, [alone, ...args], { cwd: home.folder, env }, (_error, text) => done(text))
    })
    expect(stdout).toContain('cassandra/key cannot be looked up: this executable comes without')
  })
})

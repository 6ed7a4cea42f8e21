import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { execFile } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { findPullSecret } from '../../../src/cli/commands/doctor/pull-secret.ts'

const credentials = Buffer.from(
  JSON.stringify({ auths: { 'registry.internal:5000': { username: 'robot', password: 'hunter2' } } }),
).toString('base64')

/** What the API server answers for each secret of namespace `cassandra`. */
const secrets: Readonly<Record<string, { readonly status: number; readonly body: object }>> = {
  key: secret('kubernetes.io/dockerconfigjson', { '.dockerconfigjson': credentials }),
  opaque: secret('Opaque', { password: 'aHVudGVyMg==' }),
  broken: secret('kubernetes.io/dockerconfigjson', { '.dockerconfigjson': 'AAAA' }),
  forbidden: { status: 403, body: { kind: 'Status', message: 'hunter2' } },
  failing: { status: 500, body: { kind: 'Status', message: 'hunter2' } },
}

function secret(type: string, data: Readonly<Record<string, string>>) {
  return { status: 200, body: { apiVersion: 'v1', kind: 'Secret', type, data } }
}

let server: Server
let folder: string
let asked: string[] = []
const environment = process.env['KUBECONFIG']

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    const name = /^\/api\/v1\/namespaces\/cassandra\/secrets\/(\w+)$/.exec(request.url ?? '')?.[1] ?? ''
    const answer = secrets[name] ?? { status: 404, body: { kind: 'Status', reason: 'NotFound' } }
    response.writeHead(answer.status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answer.body))
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  folder = mkdtempSync(join(tmpdir(), 'relocate-cluster-'))
  const { port } = server.address() as AddressInfo
  writeFileSync(join(folder, 'kubeconfig'), kubeconfig(port))
  process.env['KUBECONFIG'] = join(folder, 'kubeconfig')
})
afterEach(() => {
  asked = []
})
afterAll(() => {
  if (environment === undefined) delete process.env['KUBECONFIG']
  else process.env['KUBECONFIG'] = environment
  server.close()
  rmSync(folder, { recursive: true })
})

function kubeconfig(port: number): string {
  return `apiVersion: v1
kind: Config
clusters: [{name: test, cluster: {server: "http://127.0.0.1:${port}", insecure-skip-tls-verify: true}}]
users: [{name: test, user: {token: test}}]
contexts: [{name: test, context: {cluster: test, user: test}}]
current-context: test
`
}

describe('a pull secret in a cluster', () => {
  test('is there, with the registries it is for and nothing else of it', async () => {
    const state = await findPullSecret('cassandra', 'key')
    expect(state).toEqual({ kind: 'present', registries: ['registry.internal:5000'] })
    expect(asked).toEqual(['GET /api/v1/namespaces/cassandra/secrets/key'])
  })

  test.each([
    ['missing', { kind: 'absent' }],
    ['opaque', { kind: 'unfit', reason: 'its type is "Opaque"' }],
    ['broken', { kind: 'unfit', reason: '.dockerconfigjson is missing or no JSON' }],
    ['forbidden', { kind: 'unknown', reason: 'we are not allowed to read secrets there' }],
    ['failing', { kind: 'unknown', reason: 'the cluster answered 500' }],
  ])('can be %s', async (name, state) => {
    expect(await findPullSecret('cassandra', name)).toEqual(state)
  })

  test('cannot be looked up where nobody listens', async () => {
    writeFileSync(join(folder, 'nobody'), kubeconfig(1))
    process.env['KUBECONFIG'] = join(folder, 'nobody')
    const state = await findPullSecret('cassandra', 'key')
    process.env['KUBECONFIG'] = join(folder, 'kubeconfig')
    expect(state).toMatchObject({ kind: 'unknown', reason: expect.stringMatching(/ECONNREFUSED|reached/) })
  })
})

test('the executable for Node, away from all packages, says that it has no client', async () => {
  const alone = join(folder, 'k8ssandra-relocate')
  copyFileSync('dist/bin/k8ssandra-relocate-node', alone)
  const { stdout, code } = await new Promise<{ stdout: string; code: unknown }>(done => {
    const args = ['doctor', '-n', 'cassandra', '-s', 'key', '-r', 'registry.internal:5000']
    const env = { PATH: process.env['PATH'], KUBECONFIG: join(folder, 'kubeconfig') }
    execFile(alone, args, { cwd: folder, env }, (error, text) =>
      done({ stdout: text, code: error?.code ?? 0 }),
    )
  })
  expect(code).toBe(1)
  expect(stdout).toContain('cassandra/key cannot be looked up: this executable comes without')
})

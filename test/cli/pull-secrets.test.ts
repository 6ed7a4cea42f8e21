import { afterAll, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAllDocuments } from 'yaml'

import { directoryWith, program, registry, removeDirectories, shell } from './program.ts'

afterAll(removeDirectories)

const widget = `apiVersion: acme.example/v1
kind: Widget
metadata: {name: lonely, namespace: letters}
spec: {serviceAccountName: press, image: "quay.io/acme/widget:1.0"}
`
const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: a, image: nginx}]}\n'

test('export --to pull-secrets writes a secret for each namespace, and the accounts that pods need them from', async () => {
  const argv = ['export', '--to', 'pull-secrets', registry, '--pull-secret=regkey']
  const { code, stdout } = await program(argv, { stdin: `${widget}---\n${pod}` })
  expect(code).toBe(0)
  const objects = parseAllDocuments(stdout).map(document => document.toJS() as Record<string, unknown>)
  expect(objects.map(({ kind, metadata }) => [kind, metadata])).toEqual([
    ['Secret', { name: 'regkey' }],
    ['Secret', { name: 'regkey', namespace: 'letters' }],
    ['ServiceAccount', { name: 'press', namespace: 'letters' }],
  ])
  expect(objects[2]).toMatchObject({ imagePullSecrets: [{ name: 'regkey' }] })
  const { '.dockerconfigjson': text } = objects[0]?.['stringData'] as Record<string, string>
  expect(JSON.parse(text ?? '')).toEqual({ auths: { 'registry.internal': { username: '', password: '' } } })
  expect(stdout).toContain('# ' + '  kubectl create secret docker-registry regkey --namespace letters ')
})

test('export --to pull-secrets without a pull secret is refused', async () => {
  const { code, stderr } = await program(['export', '--to', 'pull-secrets', registry], { stdin: pod })
  expect(code).toBe(3)
  expect(stderr).toContain('name the secrets with --pull-secret')
})

const secret = 'bWU6aHVudGVyMg=='
const dockerConfig = JSON.stringify({
  auths: {
    'https://registry.internal/v2/': { auth: secret },
    'registry.internal/other': { auth: 'b3RoZXI6b3RoZXI=' },
    'elsewhere.example': { auth: 'eW91OnlvdQ==' },
  },
  credsStore: 'desktop',
})
const withLogins = ['export', '--to=pull-secrets', registry, '-s=regkey', '--docker-config=config.json']

test('--docker-config puts the logins of the target registries into the secrets, and no others', async () => {
  const cwd = directoryWith({ 'config.json': dockerConfig })
  const { code, stdout, stderr } = await program(withLogins, { stdin: pod, cwd })
  expect([code, stderr.includes(secret)]).toEqual([0, false])
  const [made] = parseAllDocuments(stdout).map(document => document.toJS() as Record<string, unknown>)
  expect(made).toMatchObject({ kind: 'Secret', type: 'kubernetes.io/dockerconfigjson' })
  const { '.dockerconfigjson': text } = made?.['data'] as Record<string, string>
  expect(JSON.parse(Buffer.from(text ?? '', 'base64').toString())).toEqual({
    auths: { 'https://registry.internal/v2/': { auth: secret } },
  })
})

test('a registry without a login is refused, and a login that a helper keeps is none', async () => {
  const cwd = directoryWith({
    'config.json': '{"auths": {"registry.internal": {}}, "credsStore": "desktop"}',
  })
  const { code, stdout, stderr } = await program(withLogins, { stdin: pod, cwd })
  expect([code, stdout]).toEqual([3, ''])
  expect(stderr).toContain('no user and password for registry.internal')
})

test.each([
  ['no JSON', `{"auths": "${secret}`],
  ['no auths', `{"password": "${secret}"}`],
  ['auths of another form', `{"auths": ["${secret}"]}`],
])('a file with %s is refused, without a word of it', async (_, text) => {
  const cwd = directoryWith({ 'config.json': text })
  const { code, stdout, stderr } = await program(withLogins, { stdin: pod, cwd })
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toContain('this is not a docker config')
  expect(stderr).not.toContain(secret)
})

test('it is for pull secrets alone, and the built program writes nothing of it to its log', async () => {
  const cwd = directoryWith({ 'config.json': dockerConfig, 'pod.yaml': pod })
  const argv = ['export', '--to=idms', registry, '--docker-config=config.json']
  expect(await program(argv, { cwd })).toMatchObject({ code: 2, stdout: '' })
  const script = `$RELOCATE ${withLogins.join(' ')} --verbose --log-file=log.txt pod.yaml > secrets.yaml`
  const { code, stderr } = await shell(script, cwd)
  expect(code).toBe(0)
  const told = stderr + readFileSync(join(cwd, 'log.txt'), 'utf8')
  for (const text of [secret, 'hunter2', Buffer.from(secret, 'base64').toString()])
    expect(told).not.toContain(text)
  expect(readFileSync(join(cwd, 'secrets.yaml'), 'utf8')).toContain('.dockerconfigjson: ')
})

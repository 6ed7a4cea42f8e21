import { expect, test } from '@jest/globals'
import { parseAllDocuments } from 'yaml'

import { program, registry } from './program.ts'

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

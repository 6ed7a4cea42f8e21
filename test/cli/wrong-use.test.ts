import { afterAll, expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

import { executable } from '../built.ts'
import { configHead, directoryWith, pod, registry, removeDirectories } from './program.ts'

afterAll(removeDirectories)

const files = { 'pod.yaml': pod, 'folder/.keep': '' }

/** Runs the built program, without a network, a cluster or a Helm to find. */
function built(argv: readonly string[], cwd = directoryWith(files), env: NodeJS.ProcessEnv = {}) {
  const ran = spawnSync(executable, argv, {
    cwd,
    env: { PATH: '/usr/bin:/bin', HOME: cwd, ...env },
    input: pod,
    encoding: 'utf8',
  })
  return { code: ran.status, stdout: ran.stdout, stderr: ran.stderr }
}

/** Wrong use, said in a way that helps: exit code 2, and nothing on standard output. */
function expectWrongUse(argv: readonly string[], complaint: string, env?: NodeJS.ProcessEnv): void {
  const { code, stdout, stderr } = built(argv, undefined, env)
  expect([argv, code, stdout, stderr]).toEqual([argv, 2, '', expect.stringContaining(complaint)])
}

test.each([
  [['verify', '-n', 'shop'], '--namespace only applies with --cluster; add --cluster, or leave it out '],
  [['verify', '-A'], '--all-namespaces only applies with --cluster'],
  [['verify', '--context=production'], '--context only applies with --cluster'],
  [['verify', '--kubeconfig=admin.conf', '--cluster=false'], '--kubeconfig only applies with --cluster'],
  [['images', '--resolve-at=target'], '--resolve-at only applies with --lock'],
  [['images', '--timeout=5s'], '--timeout only applies with --lock'],
  [['images', '--jobs=2'], '--jobs only applies with --lock'],
  [['images', '--ca-file=ca.crt'], '--ca-file only applies with --lock'],
  [['images', '--insecure-registry=r.internal'], '--insecure-registry only applies with --lock'],
  [
    ['preflight', '--as-node'],
    '--as-node only applies with --namespace or --context or --kubeconfig; add one of them, or leave it out ',
  ],
  [['--team-label=owner'], '--team-label only applies with --report'],
  [
    ['export', '--to=admission-policy', '--action=deny'],
    '--action only applies with --to=validating-policy or --to=kyverno; add one of them',
  ],
  [
    ['export', '--to=kyverno', '--kubernetes-version=1.35'],
    '--kubernetes-version only applies with --to=admission-policy or --to=validating-policy',
  ],
  [
    ['export', '--to=idms', '--kyverno-version=1.15'],
    '--kyverno-version only applies with --to=kyverno; add',
  ],
  [['export', '--to=idms', '--docker-config=a.json'], '--docker-config only applies with --to=pull-secrets'],
])('a flag that does nothing without another is not ignored: %j', (argv, complaint) => {
  expectWrongUse([...argv, registry], complaint)
})

test('a variable is a default, and may do nothing', () => {
  const env = {
    K8SSANDRA_RELOCATE_NAMESPACE: 'shop',
    K8SSANDRA_RELOCATE_ALL_NAMESPACES: 'true',
    K8SSANDRA_RELOCATE_CONTEXT: 'production',
    K8SSANDRA_RELOCATE_TIMEOUT: '5s',
    K8SSANDRA_RELOCATE_TEAM_LABEL: 'owner',
    K8SSANDRA_RELOCATE_ACTION: 'deny',
  }
  for (const argv of [[], ['verify'], ['images'], ['export', '--to=idms']])
    expect(built([...argv, registry], undefined, env).stderr).not.toContain('only applies with')
})

test('what a flag needs may be in the configuration file', () => {
  const cwd = directoryWith({ 'relocate.yaml': `${configHead}registry: r.internal\nreport: run.json\n` })
  expect(built(['--team-label=owner', '--config=relocate.yaml'], cwd)).toMatchObject({ code: 0 })
})

test.each([
  [['verify', '--cluster', '-A', '-n', 'shop'], '--all-namespaces and --namespace exclude each other'],
  [['--in-place', '--output-dir=out', 'pod.yaml'], '--in-place and --output-dir exclude each other'],
  [['verify', '--cluster', 'pod.yaml'], '--cluster and files exclude each other'],
  [['pod.yaml', 'images'], 'no file: "images", and a command comes first; write k8ssandra-relocate images, '],
  [['preflight', '--insecure-registry=http://r'], '--insecure-registry: not HOST[:PORT]: "http://r"; write '],
  [['preflight', '--insecure-registry=r:5000/m'], '--insecure-registry: not HOST[:PORT]: "r:5000/m"; write '],
  [['images', '--lock=nowhere/lock.yaml'], '--lock: "nowhere/lock.yaml" cannot be written: no such file '],
  [['images', '--lock=folder'], '--lock: "folder" cannot be written: it is a directory; name a file '],
  [['verify', '--allow=https://r.internal'], '--allow: not a registry: "https://r.internal"'],
])('%j is wrong use', (argv, complaint) => {
  expectWrongUse([...argv, registry], complaint)
})

test('a namespace in a variable gives way to all namespaces', () => {
  const { stderr } = built(['verify', '--cluster', '-A', registry], undefined, {
    K8SSANDRA_RELOCATE_NAMESPACE: 'shop',
  })
  expect(stderr).not.toContain('exclude each other')
})

test('a registry in the configuration file that no connection can have is refused with its line', () => {
  const config = `${configHead}registry: r.internal\ninsecureRegistries: [r.internal:5000, "https://r.internal"]\n`
  const cwd = directoryWith({ ...files, 'relocate.yaml': config })
  const { code, stderr } = built(['preflight', '--config=relocate.yaml', 'pod.yaml'], cwd)
  expect([code, stderr]).toEqual([
    2,
    expect.stringContaining('relocate.yaml:4:39 insecureRegistries[1]: not '),
  ])
})

test('explain says nothing about a stream that it cannot read', () => {
  const cwd = directoryWith({ 'broken.yaml': `${pod}---\napiVersion: v1\nkind: Pod\nmetadata: {name: a\n` })
  const { code, stdout, stderr } = built(['explain', 'nginx', registry, 'broken.yaml'], cwd)
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr).toMatch(
    /^error: broken\.yaml:10:11 Pod: cannot be read as YAML: .* \[MANIFEST_UNREADABLE\]\n/,
  )
})

test('explain answers although a field of another object holds no image', () => {
  const cwd = directoryWith({ 'pods.yaml': `${pod}---\n${pod.replace('nginx', '"A B"')}` })
  const { code, stdout } = built(['explain', 'nginx', registry, 'pods.yaml'], cwd)
  expect([code, stdout]).toEqual([0, expect.stringContaining('used in\n    pods.yaml:6:12 Pod/web')])
})

const digest = `sha256:${'a'.repeat(64)}`
const lock = `apiVersion: k8ssandra-relocate.io/v1alpha1\nkind: ImageLock\nimages:\n- {source: nginx, digest: "${digest}"}\n`

test('images reads the lock that a file or a variable names, and writes none', () => {
  const config = `${configHead}registry: registry.internal/m\nlock: relocate.lock.yaml\n`
  const cwd = directoryWith({ ...files, 'relocate.yaml': config, 'relocate.lock.yaml': lock })
  const env = { K8SSANDRA_RELOCATE_LOCK: 'relocate.lock.yaml' }
  const listed = `registry.internal/m/library/nginx@${digest}\n`
  const list = ['images', '-o', 'name', 'pod.yaml']
  expect(built([...list, '--config=relocate.yaml'], cwd)).toMatchObject({ code: 0, stdout: listed })
  expect(built([...list, registry], cwd, env)).toMatchObject({ code: 0, stdout: listed })
  expect(readFileSync(join(cwd, 'relocate.lock.yaml'), 'utf8')).toBe(lock)
  expect(readdirSync(cwd).sort()).toEqual(['folder', 'pod.yaml', 'relocate.lock.yaml', 'relocate.yaml'])
})

test('doctor repeats no flag that a post-renderer refuses, and says that it did not ask the cluster', () => {
  const { stdout } = built(['doctor', '--context=production', '--timeout=5s', '--strict', registry])
  const command = stdout.slice(stdout.indexOf('helm install')).replace(/^.* \\\n/, '')
  expect(command).toBe(`  --post-renderer-args=${registry} \\\n  --post-renderer-args=--strict\n`)
  expect(stdout).toMatch(/^note {2}cluster +not asked: no namespace\n +→ add --namespace /m)
})

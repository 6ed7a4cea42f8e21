import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { executable } from '../built.ts'
import { testWith, tool } from '../deploy/tools.ts'

const pod = 'kind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - {name: a, image: quay.io/a/b:1}\n'
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mapping-'))
  const registry =
    '[[registry]]\nlocation = "quay.io"\n[[registry.mirror]]\nlocation = "mirror.example/quay"\n'
  writeFileSync(join(folder, 'registries.conf'), registry)
  writeFileSync(join(folder, 'two.conf'), `${registry}[[registry.mirror]]\nlocation = "other.example"\n`)
  writeFileSync(join(folder, 'blocked.conf'), '[[registry]]\nlocation = "quay.io"\nblocked = true\n')
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('--mapping takes the rules of a file kept for another tool', () => {
  expect(run('--mapping', 'registries.conf')).toMatchObject({
    status: 0,
    stdout: pod.replace('quay.io/a/b:1', 'mirror.example/quay/a/b:1'),
  })
  expect(run('verify', '--mapping', 'registries.conf').status).toBe(3)
})

test('a rule of ours counts before one of the mapping', () => {
  const { stdout } = run('--mapping', 'registries.conf', '--mirror', 'quay.io=ours.example/q')
  expect(stdout).toContain('image: ours.example/q/a/b:1')
})

test('a mapping that says what a manifest cannot say is refused with its line', () => {
  const { status, stdout, stderr } = run('--mapping', 'two.conf')
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr).toMatch(/two\.conf:5:1.*several mirrors.*\[MAPPING_INVALID\]/)
})

test('an image of a blocked registry has no target, whatever --registry would take', () => {
  const { status, stderr } = run('--mapping', 'blocked.conf', '--registry', 'reg.example')
  expect(status).toBe(3)
  expect(stderr).toContain('must not be pulled (blocked quay.io)')
})

test('a mapping that cannot be read is refused', () => {
  expect(run('--mapping', 'absent.conf')).toMatchObject({ status: 2, stdout: '' })
})

test('what nodes have more than a run needs is no warning, and a line of a list is one', () => {
  const nodes = '[[registry]]\nlocation = "ghcr.io"\n[[registry.mirror]]\nlocation = "mirror.example/g"\n'
  writeFileSync(
    join(folder, 'nodes.conf'),
    `${nodes}${readFileSync(join(folder, 'registries.conf'), 'utf8')}`,
  )
  writeFileSync(join(folder, 'list'), 'ghcr.io -> mirror.example/g\nquay.io -> mirror.example/quay\n')
  expect(run('--mapping', 'nodes.conf', '--strict').status).toBe(0)
  expect(run('--mapping', 'list', '--strict')).toMatchObject({
    status: 3,
    stderr: expect.stringContaining('mirror ghcr.io=mirror.example/g matched no image') as unknown,
  })
})

test('of two mappings the later counts, and both count together', () => {
  writeFileSync(join(folder, 'one'), 'quay.io one.example\nghcr.io one.example/g\n')
  writeFileSync(join(folder, 'two'), 'quay.io two.example\n')
  const { stdout } = run('--mapping', 'one', '--mapping', 'two')
  expect(stdout).toContain('image: two.example/a/b:1')
})

const kustomize = tool('kustomize')
const digest = `sha256:${'a'.repeat(64)}`

testWith(kustomize).each([
  '{name: nginx, newName: m.example/n}',
  '{name: nginx, newName: m.example/n, newTag: "2"}',
  `{name: nginx, newName: m.example/n, digest: "${digest}"}`,
  `{name: nginx, newName: m.example/n, newTag: "2", digest: "${digest}"}`,
  '{name: nginx, newTag: "2"}',
  '{name: "nginx:1", newName: m.example/n}',
  '{name: "nginx:1", newTag: "2"}',
  '{name: nginx}, {name: redis, newName: m.example/r}',
  '{name: quay.io/a/b, newName: "m.example:5000/n", newTag: ""}',
])('the images of a kustomization do what kustomize does: %s (needs kustomize: see .ci/run)', images => {
  const build = mkdtempSync(join(folder, 'build-'))
  const names = ['nginx', 'nginx:1', `nginx:1@${digest}`, `nginx@${digest}`, 'quay.io/a/b:1', 'nginx/x:1']
  const pods = names
    .map(image => pod.replace('quay.io/a/b:1', `"${image}"`))
    .map((text, at) => `apiVersion: v1\n${text.replace('web', `p${at}`)}`)
  writeFileSync(join(build, 'pods.yaml'), pods.join('---\n'))
  writeFileSync(join(build, 'kustomization.yaml'), `resources: [pods.yaml]\nimages: [${images}]\n`)
  const theirs = spawnSync(kustomize ?? '', ['build', build], { encoding: 'utf8' }).stdout
  const args = ['--mapping', 'kustomization.yaml', '--unmapped=keep', 'pods.yaml']
  const ours = spawnSync(executable, args, { cwd: build, encoding: 'utf8' }).stdout
  expect(imagesOf(ours)).toEqual(imagesOf(theirs))
})

function imagesOf(text: string): readonly string[] {
  return Array.from(text.matchAll(/image: "?([^"}\s]+)/g), match => match[1] ?? '')
}

testWith(tool('skopeo'))(
  'a registries.conf sends images where skopeo looks for them first (needs skopeo)',
  () => {
    const registry = (source: string, location: string, ...mirrors: readonly string[]): string =>
      `[[registry]]\n${source}\nlocation = "${location}"\n${mirrors.map(mirror => `[[registry.mirror]]\nlocation = "${mirror}"\n`).join('')}`
    const text = [
      registry('', 'docker.io', 'localhost:1/hub', 'docker.io'),
      registry('prefix = "*.gcr.io"', 'localhost:1/gcr'),
      registry('prefix = "k8s.gcr.io"', 'localhost:1/k8s'),
      registry('prefix = "quay.io/a"', 'localhost:1/a/'),
      registry('prefix = "localhost:5000"', 'localhost:1/local'),
    ].join('')
    const file = join(folder, 'skopeo.conf')
    writeFileSync(file, text)
    const images = [
      'nginx:1',
      'docker.io/a/b:2',
      'k8s.gcr.io/c:3',
      'eu.gcr.io/d/e:4',
      'quay.io/a/f:5',
      'localhost:5000/g:6',
    ]
    for (const image of images) {
      const args = ['--debug', '--registries-conf', file, 'inspect', '--raw', `docker://${image}`]
      const env = {
        ...process.env,
        HOME: folder,
        HTTPS_PROXY: 'http://localhost:1',
        HTTP_PROXY: 'http://localhost:1',
      }
      const { stderr } = spawnSync('skopeo', args, { encoding: 'utf8', env, timeout: 30_000 })
      const tried = /Trying to access \\"([^"\\]+)/.exec(stderr)?.[1]
      const { stdout } = spawnSync(executable, ['--mapping', file], {
        input: pod.replace('quay.io/a/b:1', image),
        encoding: 'utf8',
      })
      expect(imagesOf(stdout)).toEqual([tried])
    }
  },
)

function run(...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(executable, args, { cwd: folder, input: pod, encoding: 'utf8' })
}

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

import { version } from '../../src/cli/version.ts'
import { done, makeContext, makeStore, obstacle, type Ran, type Store } from './buildah.ts'

const stream = readFileSync('testdata/streams/k8ssandra-1.x.yaml', 'utf8')
const flags = ['--registry', 'registry.internal:5000/mirror']
const program = '/usr/local/bin/k8ssandra-relocate'
const binary = 'dist/bin/k8ssandra-relocate-linux-x64'

const suite = obstacle === undefined ? describe : describe.skip

suite(`the image${obstacle === undefined ? '' : ` (skipped: ${obstacle})`}`, () => {
  let store: Store
  let container: string

  beforeAll(() => {
    store = makeStore()
    store.makeImage('tools', { programs: ['/bin/sh', '/bin/cp', '/bin/mkdir', '/bin/chmod'] })
    store.makeImage('base', { librariesOf: [binary] })
    const context = makeContext(store.folder, [
      'Dockerfile',
      '.dockerignore',
      'LICENSE',
      'THIRD-PARTY-LICENSES.txt',
      'package.json',
      binary,
    ])
    const images = ['BUILD_IMAGE=localhost/tools', 'BASE_IMAGE=localhost/base', 'REVISION=abc']
    const settings = images.flatMap(setting => ['--build-arg', setting])
    const options = [
      '--format',
      'docker',
      '--isolation',
      'chroot',
      '--pull-never',
      '--platform',
      'linux/amd64',
    ]
    done(store.buildah(['build', ...options, ...settings, '--tag', 'localhost/relocate', context]))
    container = done(store.buildah(['from', '--pull-never', 'localhost/relocate']))
  }, 240_000)

  afterAll(() => store.remove())

  test('relocates a stream', () => {
    const ran = store.buildah(['run', '--isolation', 'chroot', container, '--', program, ...flags], stream)
    expectRelocated(ran)
  })

  test('relocates a stream on a read-only root filesystem, as a user without rights', () => {
    const mount = done(store.buildah(['mount', container]))
    const script = `mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" || exit 98
      mount --bind /proc "$0/proc" && mount --bind /dev "$0/dev" || exit 97
      ! touch "$0/tmp/x" 2>/dev/null || exit 96
      exec chroot --userspec=65532:65532 "$0" ${program} ${flags.join(' ')}`
    const args = ['--net', '--mount', 'sh', '-c', script, mount]
    expectRelocated(spawnSync('unshare', args, { input: stream, encoding: 'utf8', env: {} }))
  })

  test('has labels, runs as an unprivileged user, and has no health check', () => {
    const { Docker } = JSON.parse(
      done(store.buildah(['inspect', '--type', 'image', 'localhost/relocate'])),
    ) as { Docker: { config: Record<string, unknown> } }
    expect(Docker.config).toMatchObject({
      User: '65532:65532',
      Entrypoint: [program],
      WorkingDir: '/work',
      Healthcheck: { Test: ['NONE'] },
      Labels: {
        'org.opencontainers.image.title': 'k8ssandra-relocate',
        'org.opencontainers.image.licenses': 'Apache-2.0',
        'org.opencontainers.image.version': version,
        'org.opencontainers.image.revision': 'abc',
      },
    })
  })

  test('adds three files to its base: the binary of the release, the licence, an empty folder', () => {
    const mount = done(store.buildah(['mount', container]))
    expect(readFileSync(`${mount}${program}`).equals(readFileSync(binary))).toBe(true)
    const { stdout } = spawnSync('find', ['usr/local', 'usr/share', 'work'], { cwd: mount, encoding: 'utf8' })
    const files = stdout.split('\n').filter(path => /\.|LICENSE|k8ssandra-relocate$|^work$/.test(path))
    expect(files).toEqual([
      'usr/local/bin/k8ssandra-relocate',
      'usr/share/doc/k8ssandra-relocate',
      'usr/share/doc/k8ssandra-relocate/LICENSE',
      'usr/share/doc/k8ssandra-relocate/THIRD-PARTY-LICENSES.txt',
      'work',
    ])
  })
})

test('the default base images of a build are pinned by digest', () => {
  const bases = Array.from(readFileSync('Dockerfile', 'utf8').matchAll(/^ARG \w+_IMAGE=(.*)$/gm))
  expect(bases.map(base => base[1])).toEqual([
    expect.stringMatching(/^docker\.io\/library\/node:20-[\w-]+@sha256:[0-9a-f]{64}$/),
    expect.stringMatching(/^gcr\.io\/distroless\/[\w-]+:nonroot@sha256:[0-9a-f]{64}$/),
  ])
})

function expectRelocated({ status, stdout, stderr }: Ran): void {
  expect(stderr).toContain('images moved')
  expect(status).toBe(0)
  const here = spawnSync(binary, flags, { input: stream, encoding: 'utf8' })
  expect(stdout === here.stdout).toBe(true)
  expect(stdout).toContain('registry.internal:5000/mirror/')
}

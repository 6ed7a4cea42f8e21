import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { appendFileSync, copyFileSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename, join } from 'node:path'

import { version } from '../../src/cli/version.ts'
import { pinnedHelm } from '../helm/binaries.ts'
import { chart } from '../helm/helm.ts'
import { makeBareHelm, type BareHelm } from './helm.ts'
import { hasGnupg, makePackages, type Packages } from './packages.ts'

const registry = 'registry.internal:5000/mirror'
const pod = 'kind: Pod\nspec:\n  containers:\n  - image: busybox:1.36 # small\n'
const testWithGnupg = hasGnupg ? test : test.skip
if (!hasGnupg) test.skip('what needs GnuPG runs where it is: apt-get install gnupg', () => undefined)

let packages: Packages
let helm4: BareHelm
let helm3: BareHelm

beforeAll(async () => {
  packages = makePackages()
  helm4 = await makeBareHelm(pinnedHelm[4])
  helm3 = await makeBareHelm(pinnedHelm[3])
}, 240_000)

afterAll(() => {
  packages.remove()
  helm4.remove()
  helm3.remove()
})

describe('the packages for Helm 4', () => {
  const names = ['k8ssandra-relocate', 'relocate']

  testWithGnupg.each(names)('%s is verified and installed with its signature (needs gnupg)', async name => {
    const verified = await helm4.run(['plugin', 'verify', packages.file(name), '--keyring', packages.keyring])
    expect(verified).toMatchObject({ status: 0, stderr: '' })
    expect(verified.stdout).toContain('Signed by: Throw Away <throw-away@example.com>')
    const installed = await helm4.run([
      'plugin',
      'install',
      packages.file(name),
      '--keyring',
      packages.keyring,
    ])
    expect(installed).toMatchObject({ status: 0, stderr: '' })
    expect(installed.stdout).toContain(`Installed plugin: ${name}\n`)
  })

  testWithGnupg('a package that was changed after it was signed is refused (needs gnupg)', async () => {
    const changed = join(packages.folder, `changed/relocate-${version}-linux-x64.tgz`)
    mkdirSync(join(packages.folder, 'changed'))
    copyFileSync(packages.file('relocate'), changed)
    copyFileSync(`${packages.file('relocate')}.prov`, `${changed}.prov`)
    appendFileSync(changed, 'x')
    const { status, stderr } = await helm4.run(['plugin', 'verify', changed, '--keyring', packages.keyring])
    expect(status).not.toBe(0)
    expect(stderr).toContain('sha256 sum does not match')
  })

  testWithGnupg('both are listed as signed, each of its type (needs gnupg)', async () => {
    const { stdout } = await helm4.run(['plugin', 'list'])
    const rows = stdout.trim().split('\n').slice(1)
    expect(rows.map(row => row.split(/\s+/).slice(0, 5))).toEqual([
      ['k8ssandra-relocate', version, 'postrenderer/v1', 'v1', 'signed'],
      ['relocate', version, 'cli/v1', 'v1', 'signed'],
    ])
  })

  testWithGnupg(
    'the post-renderer relocates what Helm renders, from a folder with blanks (needs gnupg)',
    async () => {
      const before = await helm4.run(['template', 'demo', chart])
      const args = ['--post-renderer=k8ssandra-relocate', `--post-renderer-args=--registry=${registry}`]
      const after = await helm4.run(['template', 'demo', chart, ...args])
      expect(after).toMatchObject({ status: 0, stderr: '' })
      expect(before.stdout).not.toContain(registry)
      expect(after.stdout).toContain(`image: ${registry}/library/busybox:1.35.0`)
    },
  )

  testWithGnupg('helm relocate is the whole program: filter, commands, version (needs gnupg)', async () => {
    await expectRelocateCommand(helm4)
  })
})

describe('the package for Helm 3', () => {
  let server: Server
  let url: string

  beforeAll(async () => {
    server = createServer((request, response) => {
      response.setHeader('content-type', 'application/gzip')
      response.end(
        request.method === 'HEAD'
          ? undefined
          : readFileSync(join(packages.folder, basename(request.url ?? ''))),
      )
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })

  afterAll(() => void server.close())

  test('is installed from a web server and gives helm relocate, from a folder with blanks', async () => {
    const file = basename(packages.file('k8ssandra-relocate-helm3'))
    const installed = await helm3.run(['plugin', 'install', `${url}/${file}`])
    expect(installed).toMatchObject({ status: 0, stderr: '', stdout: 'Installed plugin: relocate\n' })
    await expectRelocateCommand(helm3)
    await helm3.run(['plugin', 'uninstall', 'relocate'])
  })

  test('is installed without any network by unpacking it into the plugin folder', async () => {
    const folder = join(helm3.plugins, 'relocate')
    mkdirSync(folder, { recursive: true })
    execFileSync('tar', ['-xzf', packages.file('k8ssandra-relocate-helm3'), '-C', folder])
    await expectRelocateCommand(helm3)
  })

  test('a package for Helm 4 next to it stops Helm 3 from loading any plugin, as the documentation warns', async () => {
    execFileSync('tar', ['-xzf', packages.file('k8ssandra-relocate'), '-C', helm3.plugins])
    const { status, stderr } = await helm3.run(['relocate', '--version'])
    expect(status).not.toBe(0)
    expect(stderr).toContain('unknown field "apiVersion"')
  })
})

test('every package holds manifest, licences and the binary of one platform, and nothing else', () => {
  const files = ['plugin.yaml', 'LICENSE', 'THIRD-PARTY-LICENSES.txt', 'bin/', 'bin/k8ssandra-relocate']
  expect(listed('k8ssandra-relocate')).toEqual(['', ...files].map(name => `k8ssandra-relocate/${name}`))
  expect(listed('relocate')).toEqual(['', ...files].map(name => `relocate/${name}`))
  expect(listed('k8ssandra-relocate-helm3')).toEqual(files)
})

test('a package has about the size that the page says', () => {
  const said = /package for Linux on x64 has (\d+) MB, and (\d+) MB when/.exec(
    readFileSync('docs/install.md', 'utf8'),
  )
  const { size } = statSync(packages.file('k8ssandra-relocate'))
  expect(Math.abs(size / 1e6 - Number(said?.[1]))).toBeLessThan(4)
  const binary = statSync('dist/bin/k8ssandra-relocate-linux-x64').size
  expect(Math.abs(binary / 1e6 - Number(said?.[2]))).toBeLessThan(8)
})

testWithGnupg('what Helm 4 verifies stands beside its packages, and only there (needs gnupg)', () => {
  expect(existsSync(`${packages.file('relocate')}.prov`)).toBe(true)
  expect(existsSync(`${packages.file('k8ssandra-relocate-helm3')}.prov`)).toBe(false)
})

function listed(name: string): string[] {
  const listing = execFileSync('tar', ['-tzf', packages.file(name)], { encoding: 'utf8' })
  return listing.trim().split('\n')
}

async function expectRelocateCommand(helm: BareHelm): Promise<void> {
  const filtered = await helm.run(['relocate', '--registry', registry], pod)
  expect(filtered).toMatchObject({
    status: 0,
    stdout: pod.replace('busybox', `${registry}/library/busybox`),
  })
  const images = await helm.run(['relocate', 'images', '-r', registry, '-o', 'tsv'], pod)
  expect(images.stdout).toContain(`docker.io/library/busybox:1.36\t${registry}/library/busybox:1.36`)
  const { stdout } = await helm.run(['relocate', '--version'])
  expect(stdout).toBe(`k8ssandra-relocate ${version}\n`)
  // Helm takes -n for itself.
  const doctor = await helm.run([
    'relocate',
    'doctor',
    '-n',
    'apart',
    '-r',
    registry,
    '-s',
    'key',
    '--timeout=2s',
  ])
  expect(doctor.stdout).toMatch(/secret +apart\/key /)
}

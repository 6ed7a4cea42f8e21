import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'

import { packageManagers, type Published } from '../../scripts/package-managers.ts'
import { platforms, targets } from '../../scripts/plugin.ts'
import { version } from '../../src/cli/version.ts'

const pod = 'kind: Pod\nspec:\n  containers:\n  - image: nginx:1.25\n'
const archive = `k8ssandra-relocate-program-${version}-linux-x64.tar.gz`
let scratch: string

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'managers-'))
  const args = ['--import', 'tsx', 'scripts/release.ts', '--built', '--target', 'linux-x64']
  execFileSync(
    process.execPath,
    [...args, '--output', scratch, '--url', 'https://mirror.internal/relocate/'],
    {
      stdio: 'pipe',
    },
  )
}, 240_000)

afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const read = (file: string): string => readFileSync(join(scratch, file), 'utf8')
const sha256 = (file: string): string =>
  createHash('sha256')
    .update(readFileSync(join(scratch, file)))
    .digest('hex')

/** A release for every target, with a checksum that tells which one it is. */
const all: Published = {
  name: 'k8ssandra-relocate',
  version: '1.2.3',
  url: 'https://mirror.internal/v1.2.3',
  archives: targets.map((target, index) => ({
    target,
    file: `k8ssandra-relocate-program-1.2.3-${target}.tar.gz`,
    sha256: String(index).repeat(64),
  })),
}

function written(file: string): string {
  const manager = packageManagers.find(one => one.file === file)
  if (manager === undefined) throw new Error(`no ${file}`)
  return manager.write({ ...all, archives: all.archives.filter(({ target }) => manager.targets(target)) })
}

type Krew = {
  apiVersion: string
  kind: string
  metadata: { name: string; annotations: Record<string, string> }
  spec: {
    version: string
    homepage: string
    shortDescription: string
    platforms: {
      selector: { matchLabels: { os: string; arch: string } }
      uri: string
      sha256: string
      bin: string
      files: { from: string; to: string }[]
    }[]
  }
}

test('the archive that the manifests name has the program, its manual and its license, and the program runs', () => {
  const folder = join(scratch, 'unpacked')
  mkdirSync(folder)
  execFileSync('tar', ['-xzf', join(scratch, archive), '-C', folder])
  expect(execFileSync('ls', [folder], { encoding: 'utf8' }).trim().split('\n')).toEqual([
    'LICENSE',
    'THIRD-PARTY-LICENSES.txt',
    'k8ssandra-relocate',
    'k8ssandra-relocate.1',
  ])
  const program = join(folder, 'k8ssandra-relocate')
  expect(execFileSync(program, ['--version'], { encoding: 'utf8' })).toContain(version)
  expect(execFileSync(program, ['--registry', 'r.example'], { input: pod, encoding: 'utf8' })).toContain(
    'image: r.example/library/nginx:1.25',
  )
})

describe('Krew', () => {
  test('names the archive by its URL and its checksum', () => {
    const { spec } = parse(read('krew-relocate.yaml')) as Krew
    expect(spec.version).toBe(`v${version}`)
    expect(spec.platforms).toHaveLength(1)
    expect(spec.platforms[0]).toMatchObject({
      uri: `https://mirror.internal/relocate/${archive}`,
      sha256: sha256(archive),
      bin: 'k8ssandra-relocate',
    })
  })

  test('has a platform for every target, and what Krew requires of each', () => {
    const { apiVersion, kind, metadata, spec } = parse(written('krew-relocate.yaml')) as Krew
    expect([apiVersion, kind, metadata.name]).toEqual([
      'krew.googlecontainertools.github.com/v1alpha2',
      'Plugin',
      'relocate',
    ])
    expect(spec.shortDescription.length).toBeLessThanOrEqual(80)
    expect(spec.platforms.map(({ selector }) => selector.matchLabels)).toEqual(
      targets.map(target => platforms[target]),
    )
    for (const { uri, sha256: sum, bin, files } of spec.platforms) {
      expect(uri).toMatch(/^https:\/\/\S+\.(?:tar\.gz|zip)$/)
      expect(sum).toMatch(/^[0-9a-f]{64}$/)
      expect(files.map(({ from }) => from)).toEqual([bin, 'LICENSE', 'THIRD-PARTY-LICENSES.txt'])
      expect(bin.endsWith('.exe')).toBe(uri.includes('windows'))
    }
    expect(parse(metadata.annotations['artifacthub.io/links'] ?? '')).toEqual([
      { name: 'source', url: spec.homepage },
    ])
  })

  const cache = process.env['K8SSANDRA_RELOCATE_CACHE'] ?? join(homedir(), '.cache/k8ssandra-relocate')
  const krew = [join(cache, 'bin/krew')].find(existsSync) ?? 'krew'
  const hasKrew = spawnSync(krew, ['version']).status === 0

  ;(hasKrew ? test : test.skip)('installs it, and kubectl-relocate runs (needs krew)', () => {
    const env = { ...process.env, KREW_ROOT: join(scratch, 'krew'), KREW_NO_UPGRADE_CHECK: '1' }
    const install = ['install', '--manifest', join(scratch, 'krew-relocate.yaml')]
    execFileSync(krew, [...install, '--archive', join(scratch, archive)], { env, stdio: 'pipe' })
    const plugin = join(scratch, 'krew/bin/kubectl-relocate')
    expect(execFileSync(plugin, ['-r', 'r.example'], { input: pod, encoding: 'utf8' })).toContain(
      'image: r.example/library/nginx:1.25',
    )
  })
})

describe('Homebrew', () => {
  test('names the archive by its URL and its checksum', () => {
    const formula = read('k8ssandra-relocate.rb')
    expect(formula).toContain(
      `url "https://mirror.internal/relocate/${archive}"\n      sha256 "${sha256(archive)}"`,
    )
    expect(formula).toContain(`version "${version}"`)
  })

  test('has every system but Windows, each with its own checksum', () => {
    const found = Array.from(
      written('k8ssandra-relocate.rb').matchAll(/url "(\S+)"\n\s+sha256 "([0-9a-f]{64})"/g),
    )
    const expected = all.archives.filter(({ target }) => !target.startsWith('windows'))
    expect(found.map(([, url, sum]) => `${url ?? ''} ${sum ?? ''}`).sort()).toEqual(
      expected.map(({ file, sha256: sum }) => `${all.url}/${file} ${sum}`).sort(),
    )
  })

  const hasRuby = spawnSync('ruby', ['--version']).status === 0

  ;(hasRuby ? test : test.skip)(
    'is Ruby, and its blocks choose the archive of the machine (needs ruby)',
    () => {
      const file = join(scratch, 'all.rb')
      writeFileSync(file, written('k8ssandra-relocate.rb'))
      expect(execFileSync('ruby', ['-c', file], { encoding: 'utf8' }).trim()).toBe('Syntax OK')
      // What of a formula decides which archive is taken, played by a class of four lines.
      const stand = `class Formula
  class << self
    def desc(*) = nil
    def homepage(*) = nil
    def version(*) = nil
    def license(*) = nil
    def test = nil
    def on_macos = (ENV["SYSTEM"] == "macos" and yield)
    def on_linux = (ENV["SYSTEM"] == "linux" and yield)
    def on_arm = (ENV["PROCESSOR"] == "arm" and yield)
    def on_intel = (ENV["PROCESSOR"] == "intel" and yield)
    def url(text) = puts(text)
    def sha256(text) = puts(text)
  end
end
load ARGV[0]
`
      const chosen = (SYSTEM: string, PROCESSOR: string): string =>
        execFileSync('ruby', ['-e', stand, file], {
          env: { ...process.env, SYSTEM, PROCESSOR },
          encoding: 'utf8',
        })
      expect(chosen('macos', 'arm')).toBe(
        `${all.url}/k8ssandra-relocate-program-1.2.3-darwin-arm64.tar.gz\n${'3'.repeat(64)}\n`,
      )
      expect(chosen('linux', 'intel')).toBe(
        `${all.url}/k8ssandra-relocate-program-1.2.3-linux-x64.tar.gz\n${'0'.repeat(64)}\n`,
      )
    },
  )
})

test('Scoop has the archive for Windows with its checksum, and finds those of later versions', () => {
  const manifest = JSON.parse(written('k8ssandra-relocate.json')) as Record<string, unknown>
  expect(manifest).toMatchObject({
    version: '1.2.3',
    license: 'Apache-2.0',
    architecture: {
      '64bit': {
        url: 'https://mirror.internal/v1.2.3/k8ssandra-relocate-program-1.2.3-windows-x64.tar.gz',
        hash: '4'.repeat(64),
      },
    },
    bin: 'k8ssandra-relocate.exe',
    autoupdate: {
      architecture: {
        '64bit': {
          url: 'https://mirror.internal/v$version/k8ssandra-relocate-program-$version-windows-x64.tar.gz',
        },
      },
    },
  })
})

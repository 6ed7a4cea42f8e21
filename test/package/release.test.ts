import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

import { version } from '../../src/cli/version.ts'

const epoch = 1_700_000_000
const bill = `k8ssandra-relocate-${version}.cdx.json`
let scratch: string

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'release test '))
  for (const name of ['one', 'two']) {
    const args = [
      '--import',
      'tsx',
      'scripts/release.ts',
      '--built',
      '--target',
      'linux-x64',
      '--output',
      join(scratch, name),
    ]
    execFileSync(process.execPath, args, {
      stdio: 'pipe',
      env: { ...process.env, SOURCE_DATE_EPOCH: String(epoch), TZ: name === 'one' ? 'UTC' : 'Asia/Tokyo' },
    })
  }
}, 480_000)

afterAll(() => rmSync(scratch, { recursive: true, force: true }))

test('two runs give the same bytes, file by file', () => {
  expect(readdirSync(join(scratch, 'one')).sort()).toEqual(
    [
      'SHA256SUMS',
      'LICENSE',
      'THIRD-PARTY-LICENSES.txt',
      bill,
      `k8ssandra-relocate-${version}-linux-x64.tgz`,
      `k8ssandra-relocate-helm3-${version}-linux-x64.tgz`,
      `k8ssandra-relocate-program-${version}-linux-x64.tar.gz`,
      'k8ssandra-relocate-linux-x64',
      'k8ssandra-relocate-node',
      'k8ssandra-relocate.rb',
      'krew-relocate.yaml',
      `k8ssandra-relocate-npm-${version}.tgz`,
      'k8ssandra-relocate.1',
      'k8ssandra-relocate.schema.json',
      `relocate-${version}-linux-x64.tgz`,
    ].sort(),
  )
  expect(read('two', 'SHA256SUMS')).toBe(read('one', 'SHA256SUMS'))
})

test('the checksums are those of every file, as sha256sum checks them', () => {
  const output = execFileSync('sha256sum', ['--check', 'SHA256SUMS'], {
    cwd: join(scratch, 'one'),
    encoding: 'utf8',
  })
  const files = readdirSync(join(scratch, 'one')).filter(name => name !== 'SHA256SUMS')
  expect(output.trim().split('\n').sort()).toEqual(files.map(name => `${name}: OK`).sort())
})

test('the plugin packages have the requested time and no owner of this machine', () => {
  const file = join(scratch, 'one', `k8ssandra-relocate-${version}-linux-x64.tgz`)
  const options = ['--full-time', '--utc', '-tvzf', file]
  const listing = execFileSync('tar', options, { encoding: 'utf8' }).trim().split('\n')
  expect(listing).toHaveLength(6)
  for (const line of listing)
    expect(line).toMatch(/^(?:-\S+ 0\/0 +\d+ 2023-11-14 22:13:20 |d\S+ 0\/0 +0 1970-01-01 00:00:00 )/)
})

test('the file for Node has the same bytes when it is built in another folder', () => {
  const [one, two] = ['here', 'there/deeper'].map(name => {
    const folder = join(scratch, name)
    mkdirSync(folder, { recursive: true })
    for (const path of ['src', 'scripts', 'package.json', 'tsconfig.json'])
      cpSync(path, join(folder, path), { recursive: true })
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
    const args = ['--import', 'tsx', 'scripts/build.ts', 'executable', '--node']
    execFileSync(process.execPath, args, { cwd: folder, stdio: 'pipe' })
    return readFileSync(join(folder, 'dist/bin/k8ssandra-relocate-node'), 'utf8')
  })
  expect(one === two).toBe(true)
})

describe('the bill of materials', () => {
  type Component = {
    name: string
    version: string
    purl: string
    scope: string
    properties?: { name: string; value: string }[]
    hashes?: object[]
  }
  type Bill = {
    bomFormat: string
    specVersion: string
    components: Component[]
    metadata: { timestamp: string }
  }
  const parsed = () => JSON.parse(read('one', bill)) as Bill
  const lock = () =>
    JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
      packages: Record<string, { name?: string; version?: string }>
    }

  test('names every package of the lock file once, with its hash', () => {
    const { components } = parsed()
    const locked = Object.entries(lock().packages)
      .filter(([path]) => path !== '')
      .map(
        ([path, entry]) =>
          `pkg:npm/${entry.name ?? path.replace(/^.*node_modules\//, '')}@${entry.version ?? ''}`,
      )
    expect(Array.from(new Set(components.map(({ purl }) => purl.replace('%40', '@')))).sort()).toEqual(
      Array.from(new Set(locked)).sort(),
    )
    expect(components.filter(({ hashes }) => hashes?.length !== 1)).toEqual([])
  })

  test('distinguishes what runs from what only builds', () => {
    const isDevelopment = new Map(
      parsed().components.map(({ name, properties = [] }) => [
        name,
        properties.some(property => property.name === 'cdx:npm:package:development'),
      ]),
    )
    expect(isDevelopment.get('yaml')).toBe(false)
    expect(isDevelopment.get('jest')).toBe(true)
  })

  test('is CycloneDX, with the requested time', () => {
    const { bomFormat, specVersion, metadata } = parsed()
    expect({ bomFormat, specVersion }).toEqual({ bomFormat: 'CycloneDX', specVersion: '1.5' })
    expect(metadata.timestamp).toBe(new Date(epoch * 1000).toISOString())
  })
})

function read(folder: string, name: string): string {
  return readFileSync(join(scratch, folder, name), 'utf8')
}

import { beforeAll, expect, test } from '@jest/globals'
import { build } from 'esbuild'
import { readFileSync } from 'node:fs'

import { thirdPartyLicences } from '../../scripts/licenses.ts'

const file = 'THIRD-PARTY-LICENSES.txt'
const text = readFileSync(file, 'utf8')
let bundled: readonly string[]

beforeAll(async () => {
  const { metafile } = await build({
    entryPoints: ['src/cli/main.ts'],
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    outdir: 'dist',
    write: false,
    metafile: true,
  })
  bundled = Object.keys(metafile.inputs).filter(path => path.includes('node_modules/'))
})

test('the licence texts are those of the packages that are installed: npm run docs', () => {
  expect(text).toBe(thirdPartyLicences())
})

test('every package in the binary is named with the version that is in it', () => {
  const folders = bundled.map(path => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? '')
  const named = Array.from(new Set(folders), folder => {
    const { name, version } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as Package
    return `${name} ${version}`
  })
  expect(named.length).toBeGreaterThan(40)
  expect(named.filter(line => !text.split('\n').includes(line))).toEqual([])
})

test('the runtime is named with its version, its engine and the text of the LGPL', () => {
  const { version } = JSON.parse(readFileSync('node_modules/bun/package.json', 'utf8')) as Package
  expect(text).toContain(`\nBun ${version}, with JavaScriptCore (WebKit)\n`)
  expect(text).toContain('GNU LIBRARY GENERAL PUBLIC LICENSE')
  expect(text).toContain('https://github.com/oven-sh/WebKit')
})

test('every library in the runtime whose text is promised has it', () => {
  const promised = Array.from(
    readFileSync('scripts/licenses/bun.md', 'utf8').matchAll(
      /^- (?:MIT|BSD|Apache[^:]*: [^:]*|of their own): ([^]*?)\(each below\)/gm,
    ),
    ([, names = '']) => names.replaceAll(/\s+/g, ' ').split(','),
  ).flat()
  const names = promised.map(name =>
    name
      .replace(/\(as \w+\)/, '')
      .trim()
      .replace('zlib-ng', 'zlib'),
  )
  expect(names.length).toBeGreaterThan(24)
  const titles = Array.from(text.matchAll(/^(.*), in Bun$/gm), ([, title = '']) => title.split(', ')).flat()
  expect(names.filter(name => !titles.includes(name))).toEqual([])
})

test('each library in the runtime has its text, and so has each package that replaces a module of Node', () => {
  const page = readFileSync('scripts/licenses/bun.md', 'utf8')
  const [, list = ''] = /stand in for modules of Node: ([^.]*)\./.exec(page) ?? []
  const packages = list.split(',').map(name => name.trim())
  expect(packages).toHaveLength(23)
  const texts = readFileSync('scripts/licenses/polyfills.txt', 'utf8').split(/^-{40}$/m)
  const named = texts.filter((_, index) => index % 2 === 1).flatMap(names => names.trim().split('\n'))
  expect(packages.filter(name => !named.includes(name))).toEqual([])
  const granted = texts.filter((_, index) => index > 0 && index % 2 === 0)
  expect(granted.filter(body => !/Permission|Redistribution|permitted/.test(body))).toEqual([])
})

type Package = { readonly name: string; readonly version: string }

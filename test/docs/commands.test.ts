import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parse } from 'yaml'

import { commands } from '../../src/cli/commands.ts'
import { flags } from '../../src/cli/flags.ts'
import { hasGnupg, makePackages, type Packages } from '../package/packages.ts'
import { blocksOf, ownWords } from './block.ts'
import { makeSandbox, type Sandbox } from './sandbox.ts'

/** Pages whose commands other tests run. */
const runElsewhere = ['air-gap.md', 'private-registries.md', 'problems.md', 'report.md']
const pages = [
  'README.md',
  ...readdirSync('docs')
    .filter(name => name.endsWith('.md') && !runElsewhere.includes(name))
    .map(name => `docs/${name}`),
]

let packages: Packages

beforeAll(() => {
  packages = makePackages()
}, 240_000)

afterAll(() => packages.remove())

describe.each(pages)('%s', page => {
  const text = readFileSync(page, 'utf8')
  const blocks = blocksOf(text)
  const scripts = blocks.filter(({ language }) => language === 'sh')
  // A cluster, a tool that has a test of its own, or what builds a checkout: that has happened before a test runs.
  const runnable = scripts.filter(
    ({ marker, text: script }) => !['cluster', 'tool'].includes(marker) && !script.startsWith('npm ci'),
  )
  let sandbox: Sandbox

  beforeAll(async () => {
    sandbox = await makeSandbox(packages)
  })

  afterAll(() => sandbox.remove())

  if (runnable.length > 0) {
    test('every command runs, in order, and prints what the page shows', () => {
      for (const { text: script, marker, line, shown } of runnable) {
        if (!hasGnupg && script.includes('--keyring')) continue
        const { status, stdout, stderr } = sandbox.run(script, marker === 'helm4' ? '4' : '3')
        expect({ at: `${page}:${line}`, status, complaint: status === 0 ? '' : stderr }).toEqual({
          at: `${page}:${line}`,
          status: 0,
          complaint: '',
        })
        if (shown !== undefined) expect(stdout).toBe(shown)
      }
    })
  }

  test('calls the program by commands and flags that there are', () => {
    const known = [...flags.map(flag => flag.name as string)]
    const words = scripts.map(({ text: script }) => ownWords(script))
    expect(words.flatMap(found => found.flags).filter(name => !known.includes(name))).toEqual([])
    const names = commands.map(({ name }) => name)
    expect(words.flatMap(found => found.commands).filter(name => !names.includes(name))).toEqual([])
  })

  test('shows YAML that can be read, shell that can be parsed, and links that lead somewhere', () => {
    for (const block of blocks.filter(({ language }) => language === 'yaml')) parse(block.text)
    for (const { text: script } of scripts) {
      expect(sandbox.run(`bash -n <<'SCRIPT'\n${script}SCRIPT\n`, '3')).toMatchObject({
        status: 0,
        stderr: '',
      })
    }
    const links = Array.from(text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g), match => match[1] ?? '')
    expect(links.filter(link => !existsSync(join(dirname(page), link)))).toEqual([])
  })

  test('leads to headings that there are', () => {
    const links = Array.from(text.matchAll(/\]\(([^)#:]*)#([^)]+)\)/g))
    const lost = links.filter(([, file = '', anchor]) => {
      const target = readFileSync(file === '' ? page : join(dirname(page), file), 'utf8')
      return !Array.from(target.matchAll(/^#+ (.*)$/gm), match => anchorOf(match[1] ?? '')).includes(
        anchor ?? '',
      )
    })
    expect(lost.map(link => link[0])).toEqual([])
  })
})

describe('the check itself', () => {
  test('sees commands, flags, and flags that Helm passes on', () => {
    const script =
      'helm template x | k8ssandra-relocate images \\\n  --registry a -o tsv > f\n' +
      'helm install --wait --post-renderer k8ssandra-relocate --post-renderer-args=--strict --atomic\n'
    expect(ownWords(script)).toEqual({ commands: ['images'], flags: ['registry', 'atomic', 'strict'] })
  })

  test('knows what a page shows for which commands', () => {
    const page = '```sh\na\n```\n\n```text\nb\n```\n\n```sh cluster\nc\n```\nwords\n```text\nd\n```\n'
    expect(blocksOf(page).map(({ marker, shown, line }) => [marker, shown, line])).toEqual([
      ['', 'b\n', 1],
      ['', undefined, 5],
      ['cluster', undefined, 9],
      ['', undefined, 13],
    ])
  })
})

/** The name GitHub gives to a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\w -]/g, '')
    .replaceAll(' ', '-')
}

import { describe, expect, test } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { filesWithParts, withGeneratedParts } from '../scripts/generated.ts'
import { shapeNames } from '../src/knowledge/fieldspecs/fieldspec.ts'
import { layouts } from '../src/rules/layout.ts'
import { flags } from '../src/cli/flags.ts'

const readme = readFileSync('README.md', 'utf8')

test.each(filesWithParts)('%s has the generated parts that npm run docs writes', file => {
  const document = readFileSync(file, 'utf8')
  expect(document).toContain('<!-- generated: ')
  expect(withGeneratedParts(document)).toBe(document)
})

test('a generated part is made anew wherever its markers stand', () => {
  const stale = 'before\n\n<!-- generated: exit-codes -->\nold\n<!-- end -->\n\nafter'
  const fresh = withGeneratedParts(stale)
  expect(fresh).toMatch(
    /^before\n\n<!-- generated: exit-codes -->\n\n\| Exit code [^]* \|\n\n<!-- end -->\n\nafter$/,
  )
  expect(withGeneratedParts(fresh)).toBe(fresh)
})

test('an unknown part and one without an end are refused', () => {
  expect(() => withGeneratedParts('<!-- generated: nothing -->\n<!-- end -->')).toThrow('nothing')
  expect(() => withGeneratedParts('<!-- generated: flags -->\n')).toThrow('flags')
})

test('CONTRIBUTING names every script that somebody calls', () => {
  const contributing = readFileSync('CONTRIBUTING.md', 'utf8')
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
  const called = Object.keys(scripts).filter(name => name !== 'pretest' && name !== 'prepack')
  expect(called.filter(name => !new RegExp(`[ \`]${name}[\` ]`).test(contributing))).toEqual([])
})

test('the page on field specs names every shape, and the reference every field of a row', () => {
  const shapes = Array.from(
    readFileSync('docs/field-specs.md', 'utf8').matchAll(/^\| `([a-z-]+)` +\| [a-z]/gm),
  )
  expect(shapes.map(([, name]) => name).sort()).toEqual([...shapeNames].sort())
  const reference = readFileSync('docs/reference.md', 'utf8')
  for (const field of ['path', 'parts.keys', 'serves'])
    expect(reference).toContain(`| \`fieldSpecs[].${field}\` `)
})

describe('the README', () => {
  const blocks = Array.from(readme.matchAll(/^```[\w ]*\n([^]*?)^```$/gm), match => match[1] ?? '')

  test('opens with a block of exactly two commands: the program, and its tests', () => {
    expect(blocks[0]).toBe('npm ci && npm run build && npm run demo\nnpm ci && npm test\n')
  })

  test('shows a configuration that the program takes', () => {
    const folder = mkdtempSync(join(tmpdir(), 'readme-'))
    const file = join(folder, 'relocate.yaml')
    writeFileSync(file, blocks.find(block => block.startsWith('apiVersion: k8ssandra-relocate.io')) ?? '')
    const pod = 'kind: Pod\nspec:\n  containers:\n  - image: quay.io/prometheus/prometheus:v2.28.1\n'
    // Most of its rules are for other images.
    const args = ['-q', '-c', file, '--strict=false']
    const output = execFileSync('./k8ssandra-relocate', args, { input: pod, encoding: 'utf8' })
    rmSync(folder, { recursive: true })
    expect(output).toContain('image: registry.internal:5000/quay/prometheus/prometheus:v2.28.1\n')
  })

  test('shows what each layout gives', () => {
    const rows = Array.from(
      readme.matchAll(new RegExp(`^\\| \`(${layouts.join('|')})\` +\\| \`([^\`]+)\` +\\|$`, 'gm')),
    )
    expect(rows.map(row => row[1])).toEqual([...layouts])
    for (const [, layout = '', target = ''] of rows) {
      const flags = ['-q', '--registry', 'registry.internal:5000/m', '--layout', layout]
      const input = 'kind: Pod\nspec:\n  containers:\n  - image: busybox:1.36\n'
      expect(execFileSync('./k8ssandra-relocate', flags, { input, encoding: 'utf8' })).toContain(
        `image: ${target}\n`,
      )
    }
  })

  test('names no flag that does not exist', () => {
    const known = [...flags.map(flag => flag.name as string), ...othersFlags]
    const written = Array.from(readme.matchAll(/(?<=[\s"'`[])--([a-z][a-z-]*)/g), match => match[1] ?? '')
    expect(written.length).toBeGreaterThan(20)
    expect(written.filter(name => !known.includes(name))).toEqual([])
  })
})

/** Flags of other programs that the README names. */
const othersFlags = ['post-renderer', 'post-renderer-args', 'include-crds', 'output-dir', 'rm']

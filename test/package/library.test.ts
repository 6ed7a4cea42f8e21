import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fastGlob from 'fast-glob'
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

import * as library from '../../src/index.ts'
import { runScript } from '../../scripts/run.ts'
import { version } from '../../src/cli/version.ts'
import { blocksOf } from '../docs/block.ts'

const compiler = resolve('node_modules/typescript/bin/tsc')
const texts = ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md']
const folders = ['bin', 'man', 'schema']
let scratch: string
let project: string
let sources: string[]
let packed: string[]

/** Packs a copy, so that nobody's `dist/` is touched, and puts it into a project of its own as npm would. */
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'library-'))
  const copy = join(scratch, 'copy')
  for (const path of [...texts, ...folders]) cpSync(path, join(copy, path), { recursive: true })
  sources = fastGlob.sync('src/**/*.ts', { ignore: ['**/*.d.ts'] })
  runScript('scripts/library.ts', [join(copy, 'dist')], { cwd: '.' })
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent'], { cwd: copy, stdio: 'pipe' })

  project = join(scratch, 'project')
  const home = join(project, 'node_modules/k8ssandra-relocate')
  mkdirSync(home, { recursive: true })
  const tarball = join(copy, `k8ssandra-relocate-${version}.tgz`)
  execFileSync('tar', ['-xzf', tarball, '--strip-components=1', '-C', home])
  packed = fastGlob.sync('**', { cwd: home, dot: true }).sort()
  for (const name of ['yaml', 'fast-glob', '@types/node', 'undici-types']) {
    mkdirSync(dirname(join(project, 'node_modules', name)), { recursive: true })
    symlinkSync(resolve('node_modules', name), join(project, 'node_modules', name))
  }
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }\n')
  cpSync('examples/library.ts', join(project, 'library.ts'))
}, 240_000)

afterAll(() => rmSync(scratch, { recursive: true, force: true }))

test('npm pack holds the compiled sources with their types, the manual, the schema, and nothing else', () => {
  const compiled = sources
    .map(path => `dist/${path.replace(/\.ts$/, '')}`)
    .flatMap(path => [`${path}.d.ts`, `${path}.js`, `${path}.js.map`])
  const others = folders.flatMap(folder => fastGlob.sync(`${folder}/**`))
  expect(packed).toEqual([...compiled, ...texts, ...others].sort())
})

test('the package starts as a program', () => {
  const program = join(project, 'node_modules/k8ssandra-relocate/bin/k8ssandra-relocate.js')
  const output = execFileSync(process.execPath, [program, '--version'], { encoding: 'utf8' })
  expect(output).toBe(`k8ssandra-relocate ${version}\n`)
})

describe('the example', () => {
  test('compiles against the package under the strictest settings', () => {
    const options = ['--strict', '--module', 'nodenext', '--target', 'es2023', '--types', 'node']
    const strictest = ['--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess']
    const args = [compiler, ...options, ...strictest, 'library.ts']
    const { status, stdout } = spawnSync(process.execPath, args, { cwd: project, encoding: 'utf8' })
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' })
  })

  test('relocates its input and reports every change', () => {
    const { status, stdout, stderr } = runExample(
      'kind: Pod\nspec:\n  containers:\n  - image: nginx # web\n  - image: registry.k8s.io/pause:3.9\n',
    )
    expect(status).toBe(0)
    expect(stdout).toBe(
      'kind: Pod\nspec:\n  imagePullSecrets:\n  - name: registry-key\n  containers:\n' +
        '  - image: registry.internal:5000/mirror/library/nginx # web\n  - image: registry.k8s.io/pause:3.9\n',
    )
    expect(stderr).toBe('line 4: nginx → registry.internal:5000/mirror/library/nginx\n')
  })

  test('writes nothing when a document cannot be read', () => {
    const { status, stdout, stderr } = runExample('kind: Pod\nspec: {containers: [\n')
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toContain('MANIFEST_UNREADABLE')
  })
})

test('the examples in the documentation compile', () => {
  const known = `import { ${Object.keys(library).join(', ')}, type Config } from 'k8ssandra-relocate'\n`
  const blocks = blocksOf(readFileSync('docs/library.md', 'utf8')).filter(({ language }) => language === 'ts')
  expect(blocks.length).toBeGreaterThan(2)
  const files = blocks.map(({ text, line }) => {
    const file = `line-${line}.ts`
    const given = 'declare const stream: string, operators: string, clusters: string, text: string\n'
    const config = text.includes('const config =') ? '' : 'declare const config: Config\n'
    const imports = text.includes('import ') ? "import type { Config } from 'k8ssandra-relocate'\n" : known
    writeFileSync(join(project, file), imports + given + config + text)
    return file
  })
  const args = [compiler, '--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', ...files]
  const { status, stdout } = spawnSync(process.execPath, args, { cwd: project, encoding: 'utf8' })
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' })
})

test('the documentation names every value that the library exports', () => {
  const page = readFileSync('docs/library.md', 'utf8')
  const values = Array.from(page.matchAll(/^\| `(\w+)(?:\([^`]*\))?` /gm), match => match[1] ?? '')
  expect([...new Set(values)].sort()).toEqual(Object.keys(library).sort())
})

function runExample(input: string) {
  const args = [join(project, 'library.js')]
  return spawnSync(process.execPath, args, { cwd: project, input, encoding: 'utf8' })
}

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { executable } from '../built.ts'
import { helmBinary, pinnedHelm } from '../helm/binaries.ts'
import { describeWith, tool } from './tools.ts'

const helmfile = tool('helmfile')
const registry = 'registry.internal:5000/k8ssandra'

describeWith(helmfile)('Helmfile, as its recipe says (needs helmfile 1.1.7, as .ci/run builds it)', () => {
  let folder: string

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'helmfile-'))
    cpSync('testdata/charts/k8ssandra-mini', join(folder, 'chart'), { recursive: true })
    mkdirSync(join(folder, 'bin'))
    symlinkSync(executable, join(folder, 'bin/k8ssandra-relocate'))
    symlinkSync(await helmBinary(pinnedHelm[3]), join(folder, 'bin/helm'))
    const recipes = readFileSync('docs/recipes.md', 'utf8')
    const [, recipe = ''] = /^## Helmfile\n\n```yaml\n(.*?)^```/ms.exec(recipes) ?? []
    expect(recipe).toContain('postRenderer: k8ssandra-relocate')
    writeFileSync(join(folder, 'helmfile.yaml'), recipe)
    writeFileSync(join(folder, 'plain.yaml'), recipe.replace(/^ +postRenderer(?:.|\n)*/m, ''))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('the post-renderer of a release relocates everything but the hooks, which Helm 3 does not pass', () => {
    const { status, stdout } = run(['template'])
    expect(status).toBe(0)
    expect(stdout).toContain('name: registry-key')
    const outside = verify(stdout).stderr.match(/^error: .*$/gm) ?? []
    expect(outside.length).toBeGreaterThan(0)
    const hooks = verify(run(['template', '--no-hooks']).stdout)
    expect(hooks.status).toBe(0)
  })

  test('a pipe relocates the hooks too', () => {
    const { stdout } = run(['--file', 'plain.yaml', 'template'])
    const piped = spawnSync(executable, ['--registry', registry], { input: stdout, encoding: 'utf8' })
    expect(piped.status).toBe(0)
    expect(verify(piped.stdout).status).toBe(0)
  })

  test('a relocation that fails ends the run with its message', () => {
    const recipe = readFileSync(join(folder, 'helmfile.yaml'), 'utf8')
    writeFileSync(join(folder, 'upper.yaml'), recipe.replace('5000/k8ssandra', '5000/UPPER'))
    const { status, stderr } = run(['--file', 'upper.yaml', 'template'])
    expect(status).not.toBe(0)
    expect(stderr).toContain('UPPER')
  })

  test('--output-dir writes files before it calls the post-renderer, and fails because there is nothing left for it', () => {
    const { status, stderr } = run(['template', '--output-dir', join(folder, 'out')])
    expect(status).not.toBe(0)
    expect(stderr).toContain('STREAM_EMPTY')
    const files = readdirSync(join(folder, 'out'), { recursive: true, encoding: 'utf8' })
    const texts = files
      .filter(file => file.endsWith('.yaml'))
      .map(file => readFileSync(join(folder, 'out', file), 'utf8'))
    expect(texts.length).toBeGreaterThan(0)
    expect(texts.join('\n')).not.toContain(registry)
  })

  function run(args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
    return spawnSync(helmfile ?? '', args, {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      env: {
        HOME: folder,
        PATH: [join(folder, 'bin'), '/usr/bin', '/bin', dirname(process.execPath)].join(':'),
      },
    })
  }
})

function verify(input: string): { status: number | null; stderr: string } {
  return spawnSync(executable, ['verify', '--registry', registry], { input, encoding: 'utf8' })
}

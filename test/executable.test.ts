import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { version } from '../src/cli/version.ts'
import { executable, nodeBundle } from './built.ts'

const stream = 'testdata/streams/k8ssandra-1.x.yaml'
const flags = ['--registry', 'registry.internal:5000/mirror', '--pull-secret', 'myregistrykey']

describe('the executable', () => {
  let folder: string
  let alone: string

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'executable-'))
    alone = join(folder, 'k8ssandra-relocate')
    copyFileSync(executable, alone)
  })

  afterAll(() => rmSync(folder, { recursive: true }))

  test('may be executed by everyone', () => {
    expect((statSync(executable).mode & 0o777).toString(8)).toBe('755')
  })

  test('begins, where it is the file for Node, with the line that starts Node', () => {
    expect(readFileSync(nodeBundle, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
  })

  test('needs nothing else: no package, no checkout', () => {
    expect(execFileSync(alone, ['--version'], { cwd: folder, encoding: 'utf8' })).toContain(version)
  })

  test('gives the same bytes in another directory as in the checkout', () => {
    const input = readFileSync(stream)
    const here = execFileSync(executable, flags, { input, stdio: 'pipe' })
    const there = execFileSync(alone, flags, { input, stdio: 'pipe', cwd: folder })
    expect(there.equals(here)).toBe(true)
    expect(here.includes('registry.internal:5000/mirror/')).toBe(true)
  })

  test('reads a configuration file and files by pattern with what is bundled', () => {
    const config = join(folder, 'relocate.yaml')
    writeFileSync(
      config,
      'apiVersion: k8ssandra-relocate.io/v1alpha1\nkind: RelocationConfig\nregistry: registry.internal:5000/mirror\n',
    )
    writeFileSync(join(folder, 'pod-1.yaml'), 'kind: Pod\nspec:\n  containers:\n  - image: busybox:1.36\n')
    const output = execFileSync(alone, ['--config', config, 'pod-*.yaml'], {
      cwd: folder,
      encoding: 'utf8',
      stdio: 'pipe',
    })
    expect(output).toContain('image: registry.internal:5000/mirror/library/busybox:1.36\n')
  })

  test('a plain run loads no package and none of the modules that only files and configurations need', () => {
    const plain = required(traced(flags))
    expect(plain.filter(name => !name.startsWith('node:'))).toEqual([])
    expect(plain).not.toContain('node:crypto')
    const configured = required(traced([...flags, '--config', join(folder, 'relocate.yaml')]))
    expect(configured.filter(name => !name.startsWith('node:'))).not.toEqual([])
  })

  test.each(['module', 'commonjs'])('starts in a folder whose package is of type %s', type => {
    const scope = mkdtempSync(join(folder, 'scope-'))
    writeFileSync(join(scope, 'package.json'), JSON.stringify({ type }))
    copyFileSync(nodeBundle, join(scope, 'k8ssandra-relocate'))
    const output = execFileSync(join(scope, 'k8ssandra-relocate'), ['--version'], {
      env: { PATH: dirname(process.execPath) },
      encoding: 'utf8',
    })
    expect(output).toContain(version)
  })

  test.each([...new Set([executable, nodeBundle])])(
    'fails without output in a working directory that was deleted: %s',
    program => {
      const gone = mkdtempSync(join(folder, 'gone-'))
      const script = 'cd "$1" && rmdir "$1" && exec "$0" --registry registry.internal:5000/m'
      const { status, signal, stdout, stderr } = spawnSync('sh', ['-c', script, program, gone], {
        env: { PATH: `${dirname(process.execPath)}:/usr/bin:/bin` },
        input: readFileSync(stream),
        encoding: 'utf8',
      })
      expect({ isFailed: status !== 0, signal, stdout }).toEqual({ isFailed: true, signal: null, stdout: '' })
      expect(stderr).toContain('working directory was deleted')
      expect(stderr).not.toMatch(/^ +at /m)
    },
  )

  /** Run with every `require` told on stderr. Our own code writes `node:` before Node's modules, the packages do not. */
  function traced(args: readonly string[]) {
    const hook = join(folder, 'trace.cjs')
    writeFileSync(
      hook,
      `const Module = require('node:module')
      const load = Module._load
      Module._load = function (name) {
        console.error('required ' + name)
        return load.apply(this, arguments)
      }`,
    )
    return spawnSync(process.execPath, ['--require', hook, nodeBundle, ...args], {
      input: 'kind: Pod\n',
      encoding: 'utf8',
    })
  }

  function required({ status, stderr }: { status: number | null; stderr: string }): string[] {
    if (status !== 0) throw new Error(stderr)
    return Array.from(stderr.matchAll(/^required (.*)$/gm), match => match[1] ?? '')
  }
})

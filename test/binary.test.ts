import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { binary, nodeBundle } from './built.ts'

const pod = 'kind: Pod\nspec:\n  containers:\n  - image: nginx\n'
const flags = ['--registry', 'registry.internal/m']
const describeBinary = binary === undefined ? describe.skip : describe

describeBinary(
  `the binary${binary === undefined ? ' (skipped: the package bun has no runtime here: npm ci)' : ''}`,
  () => {
    let folder: string
    let alone: string

    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'binary-'))
      alone = join(folder, 'k8ssandra-relocate')
      copyFileSync(binary ?? '', alone)
    })

    afterAll(() => rmSync(folder, { recursive: true }))

    /** Run by itself: an empty PATH, no variable but these, and nothing around but what the test put there. */
    function run(args: readonly string[], input: string | Buffer, env: Record<string, string> = {}) {
      const { status, stdout, stderr } = spawnSync(alone, args, {
        input,
        cwd: folder,
        env: { PATH: '', ...env },
        encoding: 'utf8',
        maxBuffer: 1e9,
      })
      return { status, stdout, stderr }
    }

    test('runs without Node, without packages and with an empty PATH', () => {
      expect(run(flags, pod).stdout).toBe(pod.replace('nginx', 'registry.internal/m/library/nginx'))
    })

    test.each([
      ['BUN_BE_BUN', '1'],
      ['BUN_OPTIONS', '--revision'],
      ['BUN_OPTIONS', '--preload ./evil.js'],
      ['BUN_INSPECT', 'localhost:0'],
      ['BUN_INSPECT_PRELOAD', './evil.js'],
      ['BUN_INSPECT_CONNECT_TO', 'localhost:1'],
      ['BUN_BYTECODE_ORDER_OUT', './written'],
      ['BUN_BYTECODE_ORDER_NAMES_OUT', './written'],
      ['BUN_BYTECODE_DIGEST_OUT', './written'],
    ])('%s=%s of the runtime does nothing to it', (name, value) => {
      writeFileSync(join(folder, 'evil.js'), 'console.log("evil")\n')
      expect(run(['--version'], '', { [name]: value })).toEqual(run(['--version'], ''))
      expect(existsSync(join(folder, 'written'))).toBe(false)
    })

    test('takes no variable from a .env file of the working directory', () => {
      for (const name of ['.env', '.env.local', '.env.production', '.env.development'])
        writeFileSync(join(folder, name), 'K8SSANDRA_RELOCATE_REGISTRY=evil.example/m\n')
      expect(run(['--pass-through'], pod).stdout).toBe(pod)
      expect(run(flags, pod).stdout).not.toContain('evil')
    })

    test('runs no code that a bunfig.toml, tsconfig.json or package.json of the working directory asks for', () => {
      writeFileSync(join(folder, 'evil.ts'), 'console.log("evil"); process.exit(7)\n')
      writeFileSync(join(folder, 'bunfig.toml'), 'preload = ["./evil.ts"]\n[run]\npreload = ["./evil.ts"]\n')
      writeFileSync(join(folder, 'tsconfig.json'), '{"compilerOptions":{"paths":{"node:fs":["./evil.ts"]}}}')
      writeFileSync(join(folder, 'package.json'), '{"imports":{"node:fs":"./evil.ts"},"type":"commonjs"}')
      const { status, stdout } = run(flags, pod)
      expect({ status, stdout }).toEqual({
        status: 0,
        stdout: pod.replace('nginx', 'registry.internal/m/library/nginx'),
      })
    })

    test('says and writes the same as the file for Node', () => {
      const stream = readFileSync('testdata/streams/k8ssandra-1.x.yaml')
      const args = [...flags, '--pull-secret', 'key', '--verbose']
      const { status, stdout, stderr } = spawnSync(process.execPath, [nodeBundle, ...args], {
        input: stream,
        encoding: 'utf8',
        maxBuffer: 1e9,
      })
      expect(run(args, stream)).toEqual({ status, stdout, stderr })
      expect(stdout).toContain('registry.internal/m/')
    })
  },
)

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { executable } from '../built.ts'

const pod = 'kind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - {name: a, image: quay.io/a/b:1}\n'
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mapping-'))
  const registry =
    '[[registry]]\nlocation = "quay.io"\n[[registry.mirror]]\nlocation = "mirror.example/quay"\n'
  writeFileSync(join(folder, 'registries.conf'), registry)
  writeFileSync(join(folder, 'two.conf'), `${registry}[[registry.mirror]]\nlocation = "other.example"\n`)
  writeFileSync(join(folder, 'blocked.conf'), '[[registry]]\nlocation = "quay.io"\nblocked = true\n')
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('--mapping takes the rules of a file kept for another tool', () => {
  expect(run('--mapping', 'registries.conf')).toMatchObject({
    status: 0,
    stdout: pod.replace('quay.io/a/b:1', 'mirror.example/quay/a/b:1'),
  })
  expect(run('verify', '--mapping', 'registries.conf').status).toBe(3)
})

test('a rule of ours counts before one of the mapping', () => {
  const { stdout } = run('--mapping', 'registries.conf', '--mirror', 'quay.io=ours.example/q')
  expect(stdout).toContain('image: ours.example/q/a/b:1')
})

test('a mapping that says what a manifest cannot say is refused with its line', () => {
  const { status, stdout, stderr } = run('--mapping', 'two.conf')
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr).toMatch(/two\.conf:5:1.*several mirrors.*\[MAPPING_INVALID\]/)
})

test('an image of a blocked registry has no target, whatever --registry would take', () => {
  const { status, stderr } = run('--mapping', 'blocked.conf', '--registry', 'reg.example')
  expect(status).toBe(3)
  expect(stderr).toContain('must not be pulled (blocked quay.io)')
})

test('a mapping that cannot be read is refused', () => {
  expect(run('--mapping', 'absent.conf')).toMatchObject({ status: 2, stdout: '' })
})

function run(...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(executable, args, { cwd: folder, input: pod, encoding: 'utf8' })
}

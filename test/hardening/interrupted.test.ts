import { afterAll, describe, expect, test } from '@jest/globals'
import { spawn, spawnSync } from 'node:child_process'
import { readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'

import { directoryWith, pod, relocatedPod, removeDirectories } from '../cli/program.ts'

afterAll(removeDirectories)

const executable = resolve('k8ssandra-relocate')
const flags = ['-q', '--registry=registry.internal/m', '--in-place', 'manifests']
const count = 400

function filesIn(cwd: string): readonly string[] {
  return readdirSync(join(cwd, 'manifests')).toSorted()
}

function manyFiles(): string {
  const names = Array.from(
    { length: count },
    (_, index) => `manifests/${String(index).padStart(4, '0')}.yaml`,
  )
  return directoryWith(Object.fromEntries(names.map(name => [name, pod])))
}

describe('--in-place that is killed at any moment', () => {
  test('leaves every file whole, old or new, and the next run finishes and cleans up', async () => {
    const leftovers: number[] = []
    for (const delay of [0, 1, 2, 4, 8, 16, 32, 64]) {
      const cwd = manyFiles()
      const child = spawn(executable, flags, { cwd, stdio: 'ignore' })
      const isOver = new Promise<void>(done => child.on('close', () => done()))
      while (child.exitCode === null && filesIn(cwd).length === count) await setTimeout(1)
      await setTimeout(delay)
      child.kill('SIGKILL')
      await isOver
      const names = filesIn(cwd)
      const manifests = names.filter(name => name.endsWith('.yaml') && !name.startsWith('.'))
      expect(manifests).toHaveLength(count)
      for (const name of manifests) {
        expect([pod, relocatedPod]).toContain(readFileSync(join(cwd, 'manifests', name), 'utf8'))
      }
      leftovers.push(names.length - count)
      expect(spawnSync(executable, flags, { cwd }).status).toBe(0)
      expect(filesIn(cwd)).toHaveLength(count)
      for (const name of filesIn(cwd)) {
        expect(readFileSync(join(cwd, 'manifests', name), 'utf8')).toBe(relocatedPod)
      }
    }
    expect(Math.max(...leftovers)).toBeGreaterThan(0)
  })

  test('files that only look like leftovers stay', () => {
    const cwd = directoryWith({ 'manifests/a.yaml': pod, 'manifests/.k8ssandra-relocate-notes.tmp': 'mine' })
    expect(spawnSync(executable, flags, { cwd }).status).toBe(0)
    expect(filesIn(cwd)).toEqual(['.k8ssandra-relocate-notes.tmp', 'a.yaml'])
  })

  test('a link out of the tree is refused, and nothing is written', () => {
    const cwd = directoryWith({ 'manifests/a.yaml': pod, 'other/b.yaml': pod })
    symlinkSync('../other/b.yaml', join(cwd, 'manifests/b.yaml'))
    const { status, stderr } = spawnSync(executable, flags, { cwd, encoding: 'utf8' })
    expect(status).toBe(1)
    expect(stderr).toContain('a link that leads out of')
    expect(readFileSync(join(cwd, 'manifests/a.yaml'), 'utf8')).toBe(pod)
    expect(readFileSync(join(cwd, 'other/b.yaml'), 'utf8')).toBe(pod)
  })

  test('leftovers of a run that is still going are not touched', () => {
    const cwd = directoryWith({ 'manifests/a.yaml': pod })
    const running = `.k8ssandra-relocate-${process.pid}-0123456789abcdef.tmp`
    writeFileSync(join(cwd, 'manifests', running), 'half')
    expect(spawnSync(executable, flags, { cwd }).status).toBe(0)
    expect(filesIn(cwd)).toEqual([running, 'a.yaml'])
  })
})

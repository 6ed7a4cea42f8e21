import { afterAll, expect, test } from '@jest/globals'
import { spawn } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

import { executable } from '../built.ts'
import { directoryWith, pod, relocatedPod, removeDirectories } from '../cli/program.ts'

afterAll(removeDirectories)

/** So many that two processes share them. */
const count = 240
/** In .ci/run as many as the promise says, elsewhere enough to see that it is kept. */
const moments = Number(process.env['K8SSANDRA_RELOCATE_TEST_SIGNALS'] ?? 12)
const names = Array.from({ length: count }, (_, index) => `m/${index % 3}/${index}.yaml`)
const manifests = Object.fromEntries(names.map(name => [name, pod]))

test(
  `a signal at ${moments} random moments of --in-place leaves the tree old or new, never mixed, and nothing else behind`,
  async () => {
    const whole = await run(undefined, 'SIGINT')
    expect(whole.tree).toBe('new')
    let interrupted = 0
    for (let moment = 0; moment < moments; moment++) {
      const signal = moment % 2 === 0 ? 'SIGINT' : 'SIGTERM'
      const { tree, endedBy, others } = await run(Math.random() * whole.took, signal)
      expect([tree, others]).toEqual([expect.stringMatching(/^(?:old|new)$/), []])
      if (endedBy !== null) interrupted++
    }
    expect(interrupted).toBeGreaterThan(0)
  },
  moments * 10_000 + 60_000,
)

/** One run over a new tree, with a signal after so many milliseconds. */
async function run(delay: number | undefined, signal: NodeJS.Signals) {
  const cwd = directoryWith(manifests)
  const started = performance.now()
  const child = spawn(executable, ['-q', '--registry=registry.internal/m', '--in-place', 'm'], {
    cwd,
    stdio: 'ignore',
  })
  const isOver = new Promise<NodeJS.Signals | null>(done => child.on('close', (_, by) => done(by)))
  if (delay !== undefined) {
    await setTimeout(delay)
    child.kill(signal)
  }
  const endedBy = await isOver
  const took = performance.now() - started
  const texts = new Set(names.map(name => readFileSync(join(cwd, name), 'utf8')))
  const tree = texts.size > 1 ? 'mixed' : texts.has(pod) ? 'old' : texts.has(relocatedPod) ? 'new' : 'broken'
  const others = readdirSync(join(cwd, 'm'), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && !entry.name.endsWith('.yaml'))
    .map(entry => entry.name)
  return { tree, endedBy, others, took }
}

import { expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { mergeConfigs } from '../../src/config/merge.ts'
import { openRun, plainShare } from '../../src/run.ts'
import { detachedText } from '../../src/yaml/detached-text.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

test('what is known of a file keeps none of its text in memory', () => {
  const release = readFileSync('testdata/streams/k8ssandra-operator-1.x.yaml', 'utf8')
  const padding = `# ${'x'.repeat(98)}\n`.repeat(10_000)
  const run = openRun(mergeConfigs({ registry: 'registry.internal:5000/m', imagePullSecrets: ['key'] }))
  const opened = run.open([run.collect({ text: release })])
  const told: unknown[] = []
  const relocateMany = (from: number, count: number): void => {
    for (let number = from; number < from + count; number++) {
      const text = `${padding}${release.replaceAll('payments', `payments${number}`)}${number}`
      told.push(run.collect({ text }), plainShare(opened.relocate({ text, file: 'f' }, 0).share))
    }
  }
  relocateMany(0, 10)
  const before = memoryUsed()
  relocateMany(10, 40)
  // The texts are 40 MB; the last of them may still be there.
  expect(memoryUsed() - before).toBeLessThan(12e6)
})

test.each([
  '',
  'a',
  'a longer text, which is cut from another',
  'é 漢 \u{1F600}',
  '\uD83D',
  'a\0"\\\n\u2028',
])('%j is the same text as one of its own', text => {
  expect(detachedText(`front${text}back`.slice(5, -4))).toBe(text)
})

function memoryUsed(): number {
  collectGarbage()
  return process.memoryUsage().heapUsed
}

import { expect, test } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

test('the demo shows every changed line as it is in the files, and ends with the result of the verification', () => {
  const stdout = execFileSync(process.execPath, ['--import', 'tsx', 'scripts/demo.ts'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const lines = stdout.trimEnd().split('\n')
  const files = [
    ['-', 'testdata/streams/k8ssandra-1.x.yaml'],
    ['+', 'dist/demo/relocated.yaml'],
  ] as const
  for (const [sign, file] of files) {
    const written = new Set(readFileSync(file, 'utf8').split('\n'))
    const shown = lines.filter(line => line.startsWith(sign)).map(line => line.slice(1))
    expect(shown.length).toBeGreaterThan(20)
    expect(shown.filter(line => !written.has(line))).toEqual([])
  }
  expect(lines.at(-1)).toMatch(
    /^Verified: \d+ images at the target, 0 excluded, 0 outside, 0 possible; \d+ of \d+ lines replaced, \d+ added, every other byte as it was\.$/,
  )
  expect(lines.at(-2)).toBe('')
})

import { expect, test } from '@jest/globals'
import fastGlob from 'fast-glob'
import { readFileSync } from 'node:fs'

const sizes = fastGlob
  .sync(['src/**/*.ts', 'scripts/**/*.ts'], { ignore: ['**/*.d.ts'] })
  .map(file => ({ file, lines: readFileSync(file, 'utf8').split('\n').length - 1 }))
  .toSorted((a, b) => a.lines - b.lines)

/** The size that this share of the files do not exceed. */
function share(of: number): number {
  return sizes[Math.ceil(sizes.length * of) - 1]?.lines ?? 0
}

test('a file is one noun: none has more than 200 lines', () => {
  expect(sizes.filter(({ lines }) => lines > 200)).toEqual([])
})

test('most files fit on a screen and a half', () => {
  expect(share(0.5)).toBeLessThanOrEqual(60)
  expect(share(0.9)).toBeLessThanOrEqual(150)
})

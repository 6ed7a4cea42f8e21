import { expect, test } from '@jest/globals'

import { applyEdits } from '../../src/edit/edit.ts'
import { originsOf } from '../../src/verify/origins.ts'

test('an offset of the output is that of the same character before, or of what it was written for', () => {
  const source = 'abcdefgh'
  const edits = [
    { start: 6, end: 6, text: 'NEW' },
    { start: 2, end: 4, text: 'X' },
  ]
  const output = applyEdits(source, edits)
  expect(output).toBe('abXefNEWgh')
  const originOf = originsOf(edits)
  expect(Array.from(output, (character, at) => [character, originOf(at)])).toEqual([
    ['a', 0],
    ['b', 1],
    ['X', 2],
    ['e', 4],
    ['f', 5],
    ['N', 6],
    ['E', 6],
    ['W', 6],
    ['g', 6],
    ['h', 7],
  ])
})

test('without edits every offset is its own', () => {
  expect([0, 1, 100].map(originsOf([]))).toEqual([0, 1, 100])
})

import { expect, test } from '@jest/globals'
import fc from 'fast-check'

import { positionsOf } from '../../src/yaml/position.ts'

test('lines and columns count from one', () => {
  const at = positionsOf('ab\r\nc\n\nd')
  expect([0, 1, 4, 5, 6, 7, 8].map(offset => Object.values(at(offset)).join(':'))).toEqual([
    '1:1',
    '1:2',
    '2:1',
    '2:2',
    '3:1',
    '4:1',
    '4:2',
  ])
})

test('an empty text has one place', () => {
  expect(positionsOf('')(0)).toEqual({ line: 1, column: 1 })
})

test('a long text gives places for any offsets, in any order', () => {
  const line = fc.nat(6000).map(length => `${'x'.repeat(length)}\n`)
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 12 }),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true })),
      (lines, parts) => {
        const text = lines.join('')
        const at = positionsOf(text)
        for (const offset of parts.map(part => Math.floor(part * text.length))) {
          const before = text.slice(0, offset).split('\n')
          expect(at(offset)).toEqual({ line: before.length, column: (before.at(-1) ?? '').length + 1 })
        }
      },
    ),
  )
})

import { expect, test } from '@jest/globals'

import { positionsOf } from '../../src/manifest/position.ts'

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

import { expect, test } from '@jest/globals'

import { messageOf } from '../../src/cluster/connection.ts'

test.each<[string, unknown, string]>([
  ['an error', new Error('a\n  b'), 'a b'],
  ['a long error', new Error('x'.repeat(300)), 'x'.repeat(200)],
  ['a text', 'refused', 'refused'],
  ['nothing', undefined, 'undefined'],
  ['null', null, 'null'],
])('what the client of a cluster throws is named on one short line: %s', (_, thrown, message) => {
  expect(messageOf(thrown)).toBe(message)
})

import { expect, test } from '@jest/globals'

import { excessOf } from '../../src/cli/io/input/pattern-bounds.ts'

test.each([
  'manifests/**/*.yaml',
  '**/charts/**/templates/**/*-web-*.{yaml,yml,json}',
  '{dev,stage,prod}/{a,b,{c,d}}/part-{1..500}.yaml',
  '**/'.repeat(50) + '*.yaml',
  'a\\*b\\*c\\*d\\*e\\*f*.yaml',
])('%s is looked for', pattern => {
  expect(excessOf(pattern)).toBeUndefined()
})

test.each([
  ['{a,b}'.repeat(30), 'braces for more than 10000 patterns'],
  ['{1..1000}{1..11}', 'braces for more than 10000 patterns'],
  ['{1..99999999}.yaml', 'a range of more than 1000'],
  ['{-9..999}', 'a range of more than 1000'],
  ['*a'.repeat(10) + 'b', 'more than 4 wildcards in one name or path'],
  ['[a-z]*'.repeat(6), 'more than 4 wildcards in one name or path'],
  ['+(*a)'.repeat(3), 'more than 4 wildcards in one name or path'],
  ['**/a/'.repeat(20) + '*', 'more than 4 wildcards in one name or path'],
])('%s is refused: %s', (pattern, excess) => {
  expect(excessOf(pattern)).toBe(excess)
})

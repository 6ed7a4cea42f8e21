import { expect, test } from '@jest/globals'

import { matches } from '../../src/cluster/registry-key.ts'

test.each([
  ['*.example.com', 'quay.example.com/a/b', true],
  ['*.example.com', 'example.com/a', false],
  ['*.example.com', 'a.b.example.com', false],
  ['re*y.example.com:5000/a', 'registry.example.com:5000/a/b', true],
  ['re*y.example.com', 'registry.example.com:5000', false],
  ['a?c*', 'abcd', true],
  ['a?c', 'ac', false],
  ['**x*y**', 'axbxcy', true],
  ['r[0-9a].io', 'r7.io', true],
  ['r[^0-9].io', 'r7.io', false],
  ['r[.io', 'r[.io', false],
  ['r[a', 'r[a', false],
  ['[::1]:5000', '[::1]:5000/a', true],
  ['*a*b', 'aaabab', true],
  ['*a*b', 'aaabac', false],
])('the key %s of a pull secret for %s: %s', (key, name, isFor) => {
  expect(matches(key, name)).toBe(isFor)
})

test('a key with many wildcards takes no longer than others', () => {
  const started = performance.now()
  expect(matches('*a'.repeat(100) + 'b', 'a'.repeat(5_000))).toBe(false)
  expect(performance.now() - started).toBeLessThan(5_000)
})

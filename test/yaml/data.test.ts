import { describe, expect, test } from '@jest/globals'

import { dataOf } from '../../src/yaml/data.ts'

describe('data of a small file', () => {
  test.each([
    ['a: b\nc: [1, -2.5, true, ~, "x\\ty"]\n', { a: 'b', c: [1, -2.5, true, null, 'x\ty'] }],
    ['{"a": {"b": []}, "c": "d"}', { a: { b: [] }, c: 'd' }],
    ['a: &x [1]\nb: *x\n', { a: [1], b: [1] }],
    ['a: |\n  b\n  c\n', { a: 'b\nc\n' }],
    ['__proto__: {a: b}\n', Object.fromEntries([['__proto__', { a: 'b' }]])],
  ])('%j is what it says', (text, data) => {
    expect(JSON.stringify(dataOf(text))).toBe(JSON.stringify(data))
  })

  test.each([
    ['nothing', ''],
    ['two documents', 'a: b\n---\nc: d\n'],
    ['a key twice', 'a: b\na: c\n'],
    ['no YAML', 'a: [b\n'],
    ['an alias without an anchor', 'a: *b\n'],
    ['a list as a key', '[a]: b\n'],
  ])('%s is undefined', (_, text) => {
    expect(dataOf(text)).toBeUndefined()
  })
})

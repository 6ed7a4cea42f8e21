import { describe, expect, test } from '@jest/globals'

import { Field } from '../../src/yaml/field.ts'
import { fieldsAt } from '../../src/yaml/fields-at.ts'
import { keyOf, pairsOf, textAt } from '../../src/yaml/lookup.ts'
import { joinIndex, joinKey, parsePath } from '../../src/yaml/path.ts'
import type { Mapping } from '../../src/yaml/node.ts'
import { read } from '../../src/yaml/reader.ts'
import { streamText } from '../../src/yaml/text.ts'
import { valueAt } from './value-at.ts'

function rootOf(source: string): Mapping {
  const reading = read(source)
  if ('fault' in reading) throw new Error(reading.fault.message)
  return reading.roots[0] as Mapping
}

/** Every place a path leads to, with its text. */
function places(source: string, path: string): readonly string[] {
  const root = Field.of(streamText(source), rootOf(source))
  return fieldsAt(root, parsePath(path)).map(
    field => `${field.path} = ${source.slice(field.node.start, field.node.end)}`,
  )
}

describe('a path leads to', () => {
  const cases: readonly (readonly [string, string, string, readonly string[]])[] = [
    ['a key', 'a: {b: c}', 'a/b', ['a/b = c']],
    ['every item of a list', 'a: [{b: c}, {b: d}]', 'a[]/b', ['a[0]/b = c', 'a[1]/b = d']],
    [
      'every item of a list in a list',
      'a: [[b], [c, d]]',
      'a[][]',
      ['a[0][0] = b', 'a[1][0] = c', 'a[1][1] = d'],
    ],
    ['every key', 'a: {b: {c: 1}, d: {c: 2}, e: 3}', 'a/*/c', ['a/b/c = 1', 'a/d/c = 2']],
    ['a key with a slash', 'a: {b/c: d}', 'a/b\\/c', ['a/b\\/c = d']],
    ['both pairs of a key that is written twice', 'a: 1\na: 2', 'a', ['a = 1', 'a = 2']],
    ['what a merge brings in', 'a: &x {b: c}\nd: {<<: *x}', 'd/b', ['d/b = c']],
    ['what an alias stands for', 'a: &x {b: c}\nd: *x', 'd/b', ['d/b = c']],
    ['the node itself', 'a: b', '', [' = a: b']],
    ['nothing where there is no list', 'a: {b: c}', 'a[]', []],
    ['nothing below a text', 'a: b', 'a/b', []],
    ['nothing below null', 'a:', 'a/b', []],
  ]
  test.each(cases)('%s', (_, source, path, expected) => {
    expect(places(source, path)).toEqual(expected)
  })

  test('a node once, however many aliases lead there', () => {
    expect(places('a: &x {b: c}\nd: [*x, *x, *x]', 'd[]/b')).toEqual(['d[0]/b = c'])
  })
})

describe('what counts for a key', () => {
  test('is the last pair with it', () => {
    const source = 'a: 1\n"a": 2'
    expect(textAt(source, rootOf(source), 'a')).toBe('2')
    expect(pairsOf(source, rootOf(source), 'a')).toHaveLength(2)
  })

  test('is the written value, not what a merge brings in', () => {
    const source = 'x: &x {a: 1, b: 2}\n<<: *x\na: 3'
    expect([textAt(source, rootOf(source), 'a'), textAt(source, rootOf(source), 'b')]).toEqual(['3', '2'])
  })

  test('is what the first of several merged mappings has', () => {
    const source = 'x: &x {a: 1}\ny: &y {a: 2, b: 3}\n<<: [*x, *y]'
    expect([textAt(source, rootOf(source), 'a'), textAt(source, rootOf(source), 'b')]).toEqual(['1', '3'])
  })

  test('is nothing for null, and nothing for a missing key', () => {
    const source = 'a:\nb: ~\nc: ""'
    const texts = ['a', 'b', 'c', 'd'].map(key => textAt(source, rootOf(source), key))
    expect(texts).toEqual([undefined, undefined, '', undefined])
  })

  test('merges of merges cost no more than their text', () => {
    const levels = Array.from({ length: 90 }, (_, at) => `l${at + 1}: &l${at + 1} {<<: *l${at}}`)
    const source = ['l0: &l0 {a: 1}', ...levels].join('\n')
    const last = valueAt(source, rootOf(source), 'l90') as Mapping
    expect([textAt(source, last, 'a'), textAt(source, last, 'b')]).toEqual(['1', undefined])
  })

  test('a merge counts at its place', () => {
    const source = 'x: &x {a: x}\ny: &y {a: y, b: y}\nz: {a: z, <<: *x, <<: *y, b: z, "<<": q}'
    const mapping = valueAt(source, rootOf(source), 'z') as Mapping
    expect(['a', 'b', '<<'].map(key => textAt(source, mapping, key))).toEqual(['y', 'z', 'q'])
  })
})

test('keys are read as JSON has them', () => {
  const source = '"a\\x62": 1\n!!binary YQ==: 2\nyes: 3\n0x10: 4\n1.50: 5\n? a\n  b\n: 6'
  const keys = ['ab', 'a', 'true', '16', '1.5', 'a b']
  expect(rootOf(source).pairs.map(pair => keyOf(source, pair))).toEqual(keys)
  expect(keys.map(key => textAt(source, rootOf(source), key))).toEqual(['1', '2', '3', '4', '5', '6'])
})

test('paths are written as they are parsed', () => {
  expect(parsePath(joinIndex(joinKey(joinKey('', 'a'), 'b/c'), 0).replace('[0]', '[]'))).toEqual([
    { key: 'a' },
    { key: 'b/c' },
    'every-item',
  ])
})

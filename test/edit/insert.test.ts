import { describe, expect, test } from '@jest/globals'

import { applyEdits, type Edit } from '../../src/edit/edit.ts'
import { appendItems, fillNull, insertPairs } from '../../src/edit/insert.ts'
import { valueAt } from '../yaml/value-at.ts'
import type { Mapping, Node } from '../../src/yaml/node.ts'
import { read } from '../../src/yaml/reader.ts'

const secrets = { secrets: [{ name: 'key' }] }

/** Apply an insertion into what is under the key `at` of a text, or into the text's own mapping. */
function change(source: string, at: string | undefined, edit: (node: Node) => Edit | undefined): string {
  const reading = read(source)
  if ('fault' in reading) throw new Error(reading.fault.message)
  const root = reading.roots[0] as Mapping
  const node = at === undefined ? root : valueAt(source, root, at)
  const made = node === undefined ? undefined : edit(node)
  return made === undefined ? 'nothing' : applyEdits(source, [made])
}

describe('keys added to a mapping', () => {
  const cases: readonly (readonly [string, string, string | undefined, string])[] = [
    ['go below the line that opens it', 'a:\n  b: 1\n', 'a', 'a:\n  secrets:\n  - name: key\n  b: 1\n'],
    ['take its indentation', 'a:\n     b: 1\n', 'a', 'a:\n     secrets:\n     - name: key\n     b: 1\n'],
    ['go to the top of the text', 'b: 1\n', undefined, 'secrets:\n- name: key\nb: 1\n'],
    ['stay behind a byte order mark', '\uFEFFb: 1\n', undefined, '\uFEFFsecrets:\n- name: key\nb: 1\n'],
    [
      'leave comments beside what they are about',
      'a: # what\n\n  # why\n  b: 1\n',
      'a',
      'a: # what\n  secrets:\n  - name: key\n\n  # why\n  b: 1\n',
    ],
    ['end as the line before them', 'a:\r\n  b: 1\n', 'a', 'a:\r\n  secrets:\r\n  - name: key\r\n  b: 1\n'],
    ['go inside braces', 'a: {b: 1}', 'a', 'a: {secrets: [{name: key}], b: 1}'],
    ['go inside empty braces', 'a: { }', 'a', 'a: {secrets: [{name: key}] }'],
    ['are JSON in JSON', '{"a": {"b": 1}}', 'a', '{"a": {"secrets": [{"name": "key"}], "b": 1}}'],
    ['are JSON below a key of JSON', '{"a" : {}}', 'a', '{"a" : {"secrets": [{"name": "key"}]}}'],
    [
      'get a line of their own where keys have one',
      '{"a": {\n  "b": 1\n}}',
      'a',
      '{"a": {\n  "secrets": [{"name": "key"}],\n  "b": 1\n}}',
    ],
    ['have no room in a single pair', 'a: [b: 1]', 'a', 'nothing'],
  ]
  test.each(cases)('%s', (_, source, at, expected) => {
    const result = change(source, at, node => {
      const mapping = node.type === 'sequence' ? node.items[0] : node
      return insertPairs(source, mapping as Mapping, secrets)
    })
    expect(result).toBe(expected)
  })

  test('take the place of the first key on the line of a dash', () => {
    const source = '-   b: 1\n    c: 2\n'
    const result = change(source, undefined, node =>
      insertPairs(source, (node as unknown as { items: Mapping[] }).items[0] as Mapping, secrets),
    )
    expect(result).toBe('-   secrets:\n    - name: key\n    b: 1\n    c: 2\n')
  })

  const last: readonly (readonly [string, string, string])[] = [
    ['behind the last value', 'a: 1\nb:\n- c\n# end\n', 'a: 1\nb:\n- c\nsecrets:\n- name: key\n# end\n'],
    ['behind the last value without line end', 'a: 1', 'a: 1\nsecrets:\n- name: key'],
    ['with the line ends of the text', 'a: 1\r\nb: 2', 'a: 1\r\nb: 2\r\nsecrets:\r\n- name: key'],
    ['behind a block of text', 'a: |\n  x\n', 'a: |\n  x\nsecrets:\n- name: key\n'],
    ['behind the line ends a block keeps', 'a: |+\n  x\n\n', 'a: |+\n  x\n\nsecrets:\n- name: key\n'],
  ]
  test.each(last)('go last on request: %s', (_, source, expected) => {
    expect(change(source, undefined, node => insertPairs(source, node as Mapping, secrets, true))).toBe(
      expected,
    )
  })
})

describe('items added to a list', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['at its dashes', 'a:\n- x\n', 'a:\n- x\n- name: key\n'],
    ['at its deeper dashes', 'a:\n    - x\nb: 1\n', 'a:\n    - x\n    - name: key\nb: 1\n'],
    ['in front of the comment behind it', 'a:\n- x # one\n# two\n', 'a:\n- x # one\n- name: key\n# two\n'],
    ['without a line end', 'a:\n- x', 'a:\n- x\n- name: key'],
    ['with the line ends of the text', 'a:\r\n- x\r\nb: 1', 'a:\r\n- x\r\n- name: key\r\nb: 1'],
    ['in brackets', 'a: [x]', 'a: [x, {name: key}]'],
    ['in empty brackets', 'a: []', 'a: [{name: key}]'],
    ['in front of a last comma', 'a: [ x , ]', 'a: [ x, {name: key} , ]'],
    ['in JSON', '{"a": [{"name":"x"}]}', '{"a": [{"name":"x"}, {"name": "key"}]}'],
    ['in JSON over several lines', '{"a": [\n {\n  "b": 1}]}', '{"a": [\n {\n  "b": 1}, {"name": "key"}]}'],
    ['in an empty list of JSON', '{"a":\n[]}', '{"a":\n[{"name": "key"}]}'],
  ]
  test.each(cases)('%s', (_, source, expected) => {
    const result = change(source, 'a', node =>
      node.type === 'sequence' ? appendItems(source, node, [{ name: 'key' }]) : undefined,
    )
    expect(result).toBe(expected)
  })
})

describe('a value given to a key without one', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['a:\nb: 1', 'a: [x]\nb: 1'],
    ['a: \nb: 1', 'a: [x] \nb: 1'],
    ['a:   # to do', 'a: [x]   # to do'],
    ['a: null # to do', 'a: [x] # to do'],
    ['a: ~', 'a: [x]'],
    ['a: !!null # to do', 'a: [x] # to do'],
    ['a: !!null\nb: 1', 'a: [x]\nb: 1'],
    ['{a: , b: 1}', '{a: [x] , b: 1}'],
    ['{a}', '{a: [x]}'],
  ]
  test.each(cases)('%j becomes %j', (source, expected) => {
    const result = change(source, 'a', node =>
      node.type === 'scalar' ? fillNull(source, node, ['x']) : undefined,
    )
    expect(result).toBe(expected)
  })
})

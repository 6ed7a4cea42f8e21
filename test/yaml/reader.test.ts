import { describe, expect, test } from '@jest/globals'

import { splitStream } from '../../src/manifest/stream.ts'
import { read, readDocument } from '../../src/yaml/reader.ts'
import { map, sketch, type Sketch } from './sketch.ts'

type Case = readonly [text: string, expected: Sketch]

const a = (value: Sketch): Sketch => map(['a', value])

describe('reads', () => {
  const tables: { readonly [what: string]: readonly Case[] } = {
    'block mappings': [
      ['a: b', a('b')],
      ['a:   b  # c', a('b')],
      ['a : b', a('b')],
      ['a:\n  b: c\nd: e', map(['a', map(['b', 'c'])], ['d', 'e'])],
      ['a:\n\n  # why\n  b: c', a(map(['b', 'c']))],
      ['a:', a(null)],
      ['a: # nothing\nb: ~', map(['a', null], ['b', '~'])],
      ['"a": b', a('b')],
      ["'a' : b", a('b')],
      ['? a\n: b', a('b')],
      ['? a\n? b', map(['a', null], ['b', null])],
      ['a: b\na: c', map(['a', 'b'], ['a', 'c'])],
      ['a:b: c', map(['a:b', 'c'])],
      ['a: b:c', a('b:c')],
      ['a: http://b', a('http://b')],
      ['a: -b', a('-b')],
    ],
    'block lists': [
      ['- a\n- b', ['a', 'b']],
      ['-\n  a\n-', ['a', null]],
      ['- - a\n  - b\n- c', [['a', 'b'], 'c']],
      ['- a: b\n  c: d', [map(['a', 'b'], ['c', 'd'])]],
      ['-   a: b\n    c: d', [map(['a', 'b'], ['c', 'd'])]],
      ['a:\n- b\n- c\nd: e', map(['a', ['b', 'c']], ['d', 'e'])],
      ['a:\n    - b\nd: e', map(['a', ['b']], ['d', 'e'])],
      ['- # c\n  a', ['a']],
    ],
    'flow collections': [
      ['{a: b, c: [d, e]}', map(['a', 'b'], ['c', ['d', 'e']])],
      ['[a, b, ]', ['a', 'b']],
      ['[]', []],
      ['{}', map()],
      ['{a}', a(null)],
      ['{a: , b}', map(['a', null], ['b', null])],
      ['[a: b]', [a('b')]],
      ['{"a":b}', a('b')],
      ['{a: b:c}', a('b:c')],
      ['[a,b]', ['a', 'b']],
      ['[-, -a]', ['-', '-a']],
      ['{? a : b}', a('b')],
      ['[ # c\n a # d\n, b ]', ['a', 'b']],
      ['[a\n b]', ['a b']],
    ],
    'plain text': [
      ['a: b c', a('b c')],
      ['a: b\n  c', a('b c')],
      ['a: b\n\n  c', a('b\nc')],
      ['a: b#c', a('b#c')],
      ['a: b, c]', a('b, c]')],
      ['a: b\n# c\nd: e', map(['a', 'b'], ['d', 'e'])],
    ],
    'quoted text': [
      ["a: 'b ''c'''", a("b 'c'")],
      ['a: "b \\"c\\" \\x41 \\u00e9 \\U0001F6A2 \\n \\\\"', a('b "c" A é 🚢 \n \\')],
      ['a: "b\n  c"', a('b c')],
      ['a: "b\n\n  c"', a('b\nc')],
      ['a: "b \\\n  c"', a('b c')],
      ["a: 'b\n  c'", a('b c')],
      ['a: "# b: - c"', a('# b: - c')],
      ["a: ''", a('')],
    ],
    'blocks of text': [
      ['a: |\n  b\n   c\n\n  d\n', a('b\n c\n\nd\n')],
      ['a: |-\n  b\n\nc: d', map(['a', 'b'], ['c', 'd'])],
      ['a: |+\n  b\n\nc: d', map(['a', 'b\n\n'], ['c', 'd'])],
      ['a: >\n  b\n  c\n\n  d\n   e\n  f\n', a('b c\nd\n e\nf\n')],
      ['a: >-  # c\n  b', a('b')],
      ['a: |2\n    b\n', a('  b\n')],
      ['a: |-2\n    b\n', a('  b')],
      ['a: |\n\n  b\n', a('\nb\n')],
      ['a: |\n  # b\n', a('# b\n')],
      ['a: |', a('')],
      ['a: |+\n    ', a('')],
      ['- |\n b\n- c', ['b\n', 'c']],
      ['|\n b\n', 'b\n'],
      ['a:\n|\n b\n', a('b\n')],
    ],
    'anchors, aliases and tags': [
      ['a: &x b\nc: *x', map(['a', 'b'], ['c', 'b'])],
      ['a: &x\n  b: c\nd: *x', map(['a', map(['b', 'c'])], ['d', map(['b', 'c'])])],
      ['- &x a\n- &x b\n- *x', ['a', 'b', 'b']],
      ['[&x a, *x ]', ['a', 'a']],
      ['a: !!str b', a('b')],
      ['a: ! "b"', a('b')],
      ['a: !<tag:b> &x c', a('c')],
      ['&x a: b', a('b')],
      ['a: &x\n  !t b', a('b')],
      ['!t\n&x\na: b', a('b')],
      ['&x\n&y a: *y', a('a')],
      ['a: &x', a(null)],
    ],
    'what surrounds documents': [
      ['---\na: b\n...\n', a('b')],
      ['%YAML 1.1\n---\na: b', a('b')],
      ['\uFEFFa: b', a('b')],
      ['# c\n\na: b # d', a('b')],
      ['--- |\n  b\n', 'b\n'],
      ['a: b\r\nc:\r\n- d\r\n', map(['a', 'b'], ['c', ['d']])],
      ['a:\tb\t\n \t\nc: d', map(['a', 'b'], ['c', 'd'])],
    ],
  }

  describe.each(Object.keys(tables))('%s', what => {
    test.each(tables[what] ?? [])('%j', (text, expected) => {
      expect(sketch(text)).toEqual([expected])
    })
  })
})

describe('reads what strict readers refuse', () => {
  const cases: readonly Case[] = [
    ['a: "b:\nc: d"\ne: f', map(['a', 'b: c: d'], ['e', 'f'])],
    ["a:\n  b: 'c\n  d\ne'\n  f: g", a(map(['b', 'c d e'], ['f', 'g']))],
    ['a:\n  b: [c,\nd\n]\n  e: f', a(map(['b', ['c', 'd']], ['e', 'f']))],
    ['a: 1\na: 2\n', map(['a', '1'], ['a', '2'])],
    ['a: b---\nc: d', map(['a', 'b---'], ['c', 'd'])],
  ]
  test.each(cases)('%j', (text, expected) => {
    expect(sketch(text)).toEqual([expected])
  })
})

describe('several documents', () => {
  const cases: readonly (readonly [string, readonly Sketch[]])[] = [
    ['a\n---\nb', ['a', 'b']],
    ['---\n---\n# nothing\n---\na', ['a']],
    ['a\n...\n---\nb', ['a', 'b']],
    ['{"a":1}\n{"a":2}', [a('1'), a('2')]],
    ['', []],
    ['# only this', []],
  ]
  test.each(cases)('%j', (text, expected) => {
    expect(sketch(text)).toEqual(expected)
  })

  test('an anchor ends with its document', () => {
    expect(() => sketch('&x a\n---\n*x')).toThrow('nothing is anchored as "x"')
  })
})

describe('refuses, and says where', () => {
  const cases: readonly (readonly [text: string, offset: number, message: RegExp])[] = [
    ['a: "b', 3, /without its closing quote/],
    ["a: 'b\n---\nc'", 3, /document marker inside quoted text/],
    ['[a', 1, /without its closing bracket/],
    ['[a,\n---\nb]', 0, /document marker/],
    ['a: {b: c]', 8, /"," or "}" was expected/],
    ['a: [b}', 5, /"," or "\]" was expected/],
    ['a: b: c', 4, /mapping values are not allowed here/],
    ['a: b\n  c: d', 3, /text over several lines cannot be a key/],
    ['a:\n\tb: c', 3, /tab in the indentation/],
    ['a: - b', 3, /list cannot start here/],
    ['a: @b', 3, /"@" cannot start a value/],
    ['a: `b', 3, /"`" cannot start a value/],
    ['a: &', 4, /without a name/],
    ['a: |b', 4, /text after/],
    ['- a: b\n   c: d', 5, /text over several lines cannot be a key/],
    ['- [a]\n  - b', 8, /indented deeper than the list/],
    ['a: [b]\n  c: d', 9, /indented deeper than the key/],
    ['a: b\nc', 5, /a key without ":"/],
    ['a: b\n- c', 5, /list item where a key was expected/],
    ['[a] b', 4, /unexpected text after the end/],
    ['a: &x !t\n  &y b', 0, /two sets of anchors/],
    ['|\na\n', 2, /unexpected text after the end/],
    ['a: *x', 3, /nothing is anchored as "x"/],
    ['a: &x [*x]', 7, /inside its own anchor/],
    ['a: &x *x', 3, /inside its own anchor|cannot have an anchor/],
    ['? - a\n: - b', 0, /a list or mapping cannot be a key/],
    [': b', 0, /cannot start a value/],
    ['~: b', 0, /nothing cannot be a key/],
    ['<<: a', 0, /needs a mapping/],
    ['a: "\\/"', 5, /an escape that YAML does not know/],
    ['a: "\\ud83d"', 5, /an escape that YAML does not know/],
    ['a: !!int b', 3, /not what its tag/],
    ['a: !x!y b', 3, /no tag handle/],
    ['a: .inf', 7, /infinite/],
    ['a: b\n\t\nc: d', 5, /tab in the indentation/],
    ['{a: b?c}', 5, /"," or "}" was expected/],
    ['a: \u0001', 3, /control character/],
    ['%YAML 1.2\n---\na: b', 0, /does not know/],
    ['%YAML 1.1\na: b', 10, /no "---" after it/],
    ['['.repeat(2000), 1000, /nested deeper than/],
    ['\ufeff\ufeffa: b', 1, /two byte order marks/],
    [' a: b\nc: d', 6, /after the end/],
    ['{"a": "b"} c', 11, /after a JSON object/],
    [doubled(40), 0, /comes from aliases/],
  ]
  test.each(cases)('%j', (text, offset, message) => {
    const reading = read(text)
    if (!('fault' in reading)) throw new Error('it was read')
    expect(reading.fault.message).toMatch(message)
    if (offset > 0) expect(reading.fault.offset).toBe(offset)
  })
})

test.each([
  ['one key of JSON', `{"${'a'.repeat(17_000)}": 1}`],
  ['keys in each other', nestedKeys(20, 900)],
])('refuses a text with addresses that are too long: %s', (_, text) => {
  expect(read(text)).toMatchObject({ fault: { message: expect.stringMatching(/^keys of more than 16384/) } })
  expect(read(text.replaceAll(/[ak]{800,}/g, 'a'))).not.toHaveProperty('fault')
})

/** As Kubernetes does: an empty value is the whole document, and what follows is ignored. */
test.each(['&a\n&b\nkind: Pod\n', '!!str\n!!str\nx: 1\n', '&a !!str\n&b c\n'])(
  'ends a document at a second set of anchors or tags: %j',
  text => {
    const second = text.indexOf('\n') + 1
    for (const document of splitStream(text))
      expect(readDocument(text, document)).toMatchObject({ roots: [{ type: 'scalar' }], unread: second })
  },
)

/** So many mappings, each in the one before, under a key of so many characters. */
function nestedKeys(levels: number, length: number): string {
  return Array.from({ length: levels }, (_, at) => `${' '.repeat(at)}${'k'.repeat(length)}:\n`).join('')
}

/** Lists that each have the one before twice. */
function doubled(levels: number): string {
  const lines = Array.from({ length: levels }, (_, at) => `l${at + 1}: &l${at + 1} [*l${at}, *l${at}]\n`)
  return `l0: &l0 [a]\n${lines.join('')}`
}

import { describe, expect, test } from '@jest/globals'

import { applyEdits } from '../../src/edit/edit.ts'
import { EditMap } from '../../src/edit/edit-map.ts'
import type { Data } from '../../src/edit/print.ts'
import { scalarText } from '../../src/edit/text.ts'
import { Field } from '../../src/yaml/field.ts'
import type { Scalar } from '../../src/yaml/node.ts'
import { read } from '../../src/yaml/reader.ts'
import { streamText } from '../../src/yaml/text.ts'

/** The root of a text, and a map that is asked for by what `ask` does with them. */
function change(
  source: string,
  ask: (root: Field, map: EditMap<string>) => void,
): { readonly output: string; readonly refused: readonly (readonly [string, string])[] } {
  const map = new EditMap<string>()
  ask(rootOf(source), map)
  const { edits, refused } = map.compose()
  return { output: applyEdits(source, edits), refused: Array.from(refused) }
}

function rootOf(source: string): Field {
  const reading = read(source)
  if ('fault' in reading || reading.roots[0] === undefined) throw new Error('not YAML')
  return Field.of(streamText(source), reading.roots[0])
}

function at(field: Field, ...keys: readonly string[]): Field {
  const below = keys.reduce<Field | undefined>((found, key) => found?.get(key), field)
  if (below === undefined) throw new Error(`nothing at ${keys.join('/')}`)
  return below
}

type Map = EditMap<string>

/** Asks for a value of a key; an object goes into what is there already. */
function set(map: Map, { inText, mapping, path }: Field, key: string, value: Data, entry: string): void {
  if (mapping === undefined) throw new TypeError(`${path} is no mapping`)
  map.add(inText, [{ mapping, key, value }], entry)
}

/** Asks for a text in the place of a scalar. */
function replace(map: Map, field: Field, text: string, entry: string): void {
  map.add(field.inText, [field.replace(text)], entry)
}

/** Asks for items after those that a list has. */
function append(map: Map, { inText, sequence, path }: Field, items: readonly Data[], entry: string): void {
  if (sequence === undefined) throw new TypeError(`${path} is no list`)
  map.add(inText, [{ list: sequence, items }], entry)
}

describe('keys of one mapping that several ask for', () => {
  const two = (root: Field, map: EditMap<string>): void => {
    set(map, at(root, 'a'), 'k', 'one', 'one')
    set(map, at(root, 'a'), 'l', { z: 'w' }, 'two')
  }
  const cases: readonly (readonly [string, string, string])[] = [
    ['go into empty braces together', 'a: {}', 'a: {k: one, l: {z: w}}'],
    ['go into braces together', 'a: { b: c }', 'a: {k: one, l: {z: w},  b: c }'],
    ['go into a block together', 'a:\n  b: c\n', 'a:\n  k: one\n  l:\n    z: w\n  b: c\n'],
    ['are written in place where they are null', 'a:\n  l:\n  k: ~\n', 'a:\n  l: {z: w}\n  k: one\n'],
    ['are written in place where they are empty', 'a: {k: "", l: {}}', 'a: {k: "one", l: {z: w}}'],
    ['go into the object that is there', 'a: {k: one, l: {v: u}}', 'a: {k: one, l: {z: w, v: u}}'],
  ]
  test.each(cases)('%s', (_, source, expected) => {
    expect(change(source, two)).toEqual({ output: expected, refused: [] })
  })

  test('go into a field that is null, through the mapping around it', () => {
    const { output } = change('a:\n', (root, map) => {
      set(map, root, 'a', { k: 'one' }, 'one')
      set(map, root, 'a', { l: { z: 'w' } }, 'two')
    })
    expect(output).toBe('a: {k: one, l: {z: w}}\n')
  })
})

describe('two who ask for one place', () => {
  test('make one edit when they ask for the same', () => {
    const map = new EditMap<string>()
    const root = rootOf('a: {}\nb: c\nl: [x]')
    for (const who of ['one', 'two']) {
      set(map, at(root, 'a'), 'x', 'y', who)
      replace(map, at(root, 'b'), 'd', who)
      append(map, at(root, 'l'), ['z'], who)
    }
    const { edits, byEntry, refused } = map.compose()
    expect(edits).toHaveLength(3)
    expect(byEntry.get('one')).toEqual(byEntry.get('two'))
    expect(refused.size).toBe(0)
  })

  const conflicts: readonly (readonly [string, (root: Field, map: EditMap<string>) => void, string])[] = [
    [
      'a text',
      (root, map) => {
        replace(map, at(root, 'a', 'b'), 'one', 'one')
        replace(map, at(root, 'a', 'b'), 'two', 'two')
      },
      'a: {b: one}',
    ],
    [
      'a key',
      (root, map) => {
        set(map, at(root, 'a'), 'x', 'one', 'one')
        set(map, at(root, 'a'), 'x', 'two', 'two')
      },
      'a: {x: one, b: c}',
    ],
    [
      'what is inside of another’s',
      (root, map) => {
        set(map, root, 'a', 'one', 'one')
        replace(map, at(root, 'a', 'b'), 'two', 'two')
      },
      'a: one',
    ],
    [
      'what is around another’s',
      (root, map) => {
        replace(map, at(root, 'a', 'b'), 'one', 'one')
        set(map, root, 'a', 'two', 'two')
      },
      'a: {b: one}',
    ],
    [
      'a key of an object that both add',
      (root, map) => {
        set(map, at(root, 'a'), 'x', { k: 'one' }, 'one')
        set(map, at(root, 'a'), 'x', { k: 'two', z: 'two' }, 'two')
      },
      'a: {x: {k: one}, b: c}',
    ],
  ]
  test.each(conflicts)('conflict when they need different things: %s', (_, ask, expected) => {
    expect(change('a: {b: c}', ask)).toEqual({ output: expected, refused: [['two', 'conflict']] })
  })
})

test('a merged key is written once where all want the same, and beside the merge where one wants another', () => {
  const source = 'base: &b {k: x}\nown: {<<: *b}\n'
  const asked = (value: string) =>
    change(source, (root, map) => {
      set(map, at(root, 'base'), 'k', 'one', 'one')
      set(map, at(root, 'own'), 'k', value, 'two')
    })
  expect(asked('one')).toEqual({ output: 'base: &b {k: one}\nown: {<<: *b}\n', refused: [] })
  expect(asked('two')).toEqual({ output: 'base: &b {k: one}\nown: {<<: *b, k: two}\n', refused: [] })
})

test('a field without room for an object stays as it is, and is reported', () => {
  const source = 'a: text'
  const { output, refused } = change(source, (root, map) => set(map, root, 'a', { name: 'x' }, 'one'))
  expect({ output, refused }).toEqual({ output: source, refused: [['one', 'no-room']] })
})

test('an alias is replaced where it is written', () => {
  const { output } = change('a: &x {b: c}\nd: &n\ne: *n\nf: *x\n', (root, map) => {
    set(map, root, 'e', 'text', 'one')
    set(map, root, 'f', 'text', 'two')
  })
  expect(output).toBe('a: &x {b: c}\nd: &n\ne: text\nf: text\n')
})

test('a text that was read twice is one text', () => {
  const source = "a: 'x, y'\n"
  const map = new EditMap<string>()
  const root = rootOf(source)
  for (const [who, start] of [
    ['one', 0],
    ['two', 3],
  ] as const) {
    const inner = scalarText(root.inText, at(root, 'a').node as Scalar)
    map.add(inner, [{ start, end: start + 1, text: `${who}\n` }], who)
  }
  // A line break has no room in single quotes: the whole text is written anew, once, with both.
  expect(applyEdits(source, map.compose().edits)).toBe('a: "one\\n, two\\n"\n')
})

test('lists that two ask for at one new key become one list, with each item once', () => {
  const { output, refused } = change('a: {}', (root, map) => {
    set(map, at(root, 'a'), 'l', ['x', 'v'], 'one')
    set(map, at(root, 'a'), 'l', ['v', 'z'], 'two')
  })
  expect({ output, refused }).toEqual({ output: 'a: {l: [x, v, z]}', refused: [] })
})

test('a list and a text at one new key are a conflict', () => {
  const { output, refused } = change('a: {}', (root, map) => {
    set(map, at(root, 'a'), 'l', ['x'], 'one')
    set(map, at(root, 'a'), 'l', 'v', 'two')
  })
  expect({ output, refused }).toEqual({ output: 'a: {l: [x]}', refused: [['two', 'conflict']] })
})

test('of spans that overlap, the one that was asked for later is refused, wherever it begins', () => {
  const { output, refused } = change('abcdef', ({ inText }, map) => {
    map.add(inText, [{ start: 2, end: 5, text: 'X' }], 'one')
    map.add(inText, [{ start: 0, end: 3, text: 'Y' }], 'two')
  })
  expect({ output, refused }).toEqual({ output: 'abXf', refused: [['two', 'conflict']] })
})

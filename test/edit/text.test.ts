import { describe, expect, test } from '@jest/globals'

import { applyEdits, type Edit } from '../../src/edit/edit.ts'
import { valueAt } from '../yaml/value-at.ts'
import { EditMap } from '../../src/edit/edit-map.ts'
import { scalarText } from '../../src/edit/text.ts'
import { streamText, type Text } from '../../src/yaml/text.ts'
import type { Mapping, Scalar } from '../../src/yaml/node.ts'
import { read } from '../../src/yaml/reader.ts'
import { valueOf } from '../../src/yaml/scalar.ts'

/** The scalar under a key of a text, as a text of its own. */
function textAt(parent: Text, key: string): Text {
  const reading = read(parent.source)
  if ('fault' in reading) throw new Error(reading.fault.message)
  return scalarText(parent, valueAt(parent.source, reading.roots[0] as Mapping, key) as Scalar)
}

function replace(text: Text, old: string, by: string): readonly Edit[] {
  const start = text.source.indexOf(old)
  return [{ start, end: start + old.length, text: by }]
}

function written(source: string, changes: readonly (readonly [Text, readonly Edit[]])[]): string {
  const map = new EditMap<string>()
  for (const [text, edits] of changes) map.add(text, edits, 'all')
  return applyEdits(source, map.compose().edits)
}

/** Replace a part of what the scalar under `a` says. */
function change(source: string, old: string, by: string): string {
  const stream = streamText(source)
  const text = textAt(stream, 'a')
  return written(source, [[text, replace(text, old, by)]])
}

describe('a change of what a scalar says', () => {
  const cases: readonly (readonly [string, string, string, string, string])[] = [
    ['a plain text', 'a: x y # c\n', 'x', 'zz', 'a: zz y # c\n'],
    ['a plain text over lines', 'a: x\n  y\nb: 1', 'y', 'z', 'a: x\n  z\nb: 1'],
    ['a text in single quotes', "a: 'x ''y'''", "'y'", "'z'", "a: 'x ''z'''"],
    ['a text in double quotes', 'a: "\\x41 b \\"c\\""', '"c"', '"d"', 'a: "\\x41 b \\"d\\""'],
    ['an escape in double quotes', 'a: "\\x41b"', 'A', 'Z', 'a: "Zb"'],
    ['a literal block', 'a: |\n  x\n  y # text\nb: 1', 'y', 'z', 'a: |\n  x\n  z # text\nb: 1'],
    ['a literal block with new lines', 'a: |\n  x\nb: 1', 'x', 'x\ny', 'a: |\n  x\n  y\nb: 1'],
    ['a literal block in CRLF', 'a: |\r\n  x\r\nb: 1', 'x', 'x\ny', 'a: |\r\n  x\r\n  y\r\nb: 1'],
    ['a folded block', 'a: >-\n  x\n  y\nb: 1', 'x', 'z', 'a: >-\n  z\n  y\nb: 1'],
    ['the end of a text', 'a: x y', 'y', 'longer', 'a: x longer'],
    ['the end of a text in quotes', 'a: "x\\x41"', 'A', 'B', 'a: "xB"'],
  ]
  test.each(cases)('%s', (_, source, old, by, expected) => {
    expect(change(source, old, by)).toBe(expected)
  })
})

describe('a change the way of writing has no room for', () => {
  const cases: readonly (readonly [string, string, string, string, string])[] = [
    ['a plain text that would be a number', 'a: x\n', 'x', '12:30', 'a: "12:30"\n'],
    ['a plain text in brackets', '{a: x}', 'x', 'y, z', '{a: "y, z"}'],
    ['a line break in single quotes', "a: 'x'", 'x', 'y\nz', 'a: "y\\nz"'],
    ['a line break in a folded block', 'a: >\n  x\n\nb: 1', 'x', 'y\nz', 'a: "y\\nz\\n"\n\nb: 1'],
    ['a line break in a folded block at the end', 'a: >+\n  x\n\n', 'x', 'y\nz', 'a: "y\\nz\\n\\n"\n\n'],
  ]
  test.each(cases)('%s puts the whole text in double quotes', (_, source, old, by, expected) => {
    const changed = change(source, old, by)
    expect(changed).toBe(expected)
    const value = textAt(streamText(source), 'a').source
    expect(textAt(streamText(changed), 'a').source).toBe(value.replace(old, by))
  })
})

describe('a text inside a text', () => {
  const source = 'a: |\n  b: "c: \\"d e\\"\\n"\n  # end\n'

  test('is changed through all layers', () => {
    const stream = streamText(source)
    const outer = textAt(stream, 'a')
    const inner = textAt(outer, 'b')
    const innermost = textAt(inner, 'c')
    expect(innermost.source).toBe('d e')
    const changed = written(source, [
      [innermost, replace(innermost, 'e', '"f"')],
      [outer, replace(outer, 'end', 'the end')],
    ])
    expect(changed).toBe('a: |\n  b: "c: \\"d \\\\\\"f\\\\\\"\\"\\n"\n  # the end\n')
    expect(textAt(textAt(textAt(streamText(changed), 'a'), 'b'), 'c').source).toBe('d "f"')
  })

  test('knows its place in the stream', () => {
    const inner = textAt(textAt(streamText(source), 'a'), 'b')
    expect(source.slice(inner.toStream(inner.source.indexOf('d')))).toMatch(/^d e/)
  })
})

test('the value of a scalar and the text made of it are the same', () => {
  const source = 'a: "x\\\n  y\\n"'
  const reading = read(source)
  if ('fault' in reading) throw new Error(reading.fault.message)
  const scalar = valueAt(source, reading.roots[0] as Mapping, 'a') as Scalar
  expect(scalarText(streamText(source), scalar).source).toBe(valueOf(source, scalar))
})

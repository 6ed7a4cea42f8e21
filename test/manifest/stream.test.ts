import { describe, expect, test } from '@jest/globals'
import fastCheck from 'fast-check'

import { splitStream } from '../../src/manifest/stream.ts'

function textsOf(stream: string): readonly string[] {
  return splitStream(stream).map(({ start, end }) => stream.slice(start, end))
}

describe('a stream splits at its separators', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['nothing at all', '', ['']],
    ['one document', 'a: b\n', ['a: b\n']],
    ['two documents', 'a\n---\nb\n', ['a\n', '\nb\n']],
    ['a separator first', '---\na\n', ['', '\na\n']],
    ['a separator last', 'a\n---', ['a\n', '']],
    ['text behind the dashes', '--- a\n---\t# b\n', ['', ' a\n', '\t# b\n']],
    ['Windows', 'a\r\n---\r\nb', ['a\r\n', '\r\nb']],
    ['separators only', '---\n---\n', ['', '\n', '\n']],
  ]
  test.each(cases)('%s', (_, stream, expected) => {
    expect(textsOf(stream)).toEqual(expected)
  })

  const whole = ['a: ---\n', 'a: b---\nc: d', '----\na', '---a\n', ' ---\n', '"a\n ---\n b"', '# ---\n']
  test.each(whole)('and nowhere else: %j', stream => {
    expect(textsOf(stream)).toEqual([stream])
  })
})

test('joined by its separators, the documents are the stream', () => {
  const pieces = fastCheck.constantFrom(
    '---',
    '\n',
    ' ',
    '\t',
    'a',
    ': ',
    '\r\n',
    '-',
    '|',
    '"',
    '\uFEFF',
    '# c',
  )
  fastCheck.assert(
    fastCheck.property(fastCheck.array(pieces, { maxLength: 40 }), parts => {
      const stream = parts.join('')
      expect(textsOf(stream).join('---')).toBe(stream)
      expect(splitStream(stream).map(({ index }) => index)).toEqual(
        splitStream(stream).map((_, index) => index),
      )
    }),
    { numRuns: 500 },
  )
})

import { describe, expect, test } from '@jest/globals'
import fastCheck from 'fast-check'
import { parse } from 'yaml'

import { isPlainSafe, quotePlain, quoteAs, quoteDouble } from '../../src/yaml/quote.ts'
import { sketch } from '../yaml/sketch.ts'

describe('a text that YAML 1.1 reads as something else is quoted', () => {
  const texts = [
    ['', ' ', '~', 'null', 'NULL', 'true', 'False', 'yes', 'No', 'on', 'OFF', 'y', 'N', '<<', '='],
    [
      '0',
      '-1',
      '+12',
      '1_000',
      '0x1f',
      '0o17',
      '017',
      '0b1',
      '1.5',
      '.5',
      '1e3',
      '1E3',
      '3.6e+06',
      '.inf',
      '-.INF',
    ],
    ['.nan', '12:30', '12:30:45', '190:20:30.15', '2001-12-14', '2001-12-14t21:59:43.10-05:00'],
    [
      'a: b',
      'a:',
      'a #b',
      '# a',
      '- a',
      '-',
      '? a',
      '? ',
      ': a',
      '!a',
      '&a',
      '*a',
      '|',
      '>',
      '%a',
      '@a',
      '`a',
    ],
    [
      '"a',
      "'a",
      '[a',
      ']',
      '{a',
      '}',
      ',a',
      ' a',
      'a ',
      '\ta',
      'a\nb',
      'a\u0085b',
      'a\u2028b',
      '\u007f',
      '\u0000',
    ],
  ].flat()
  test.each(texts)('%j', text => {
    expect(isPlainSafe(text, false)).toBe(false)
    expect(sketch(`a: ${quotePlain(text, false)}`)).toEqual([{ pairs: [['a', text]] }])
  })
})

describe('a text that is only itself stays plain', () => {
  const texts = ['a', 'a-b', 'a:b', 'a#b', '-a', 'v1', 'a b', 'a,b', 'a"b', 'é', 'nullable', 'a@b', 'a[0]']
  test.each([...texts, 'registry.internal:5000/mirror/library/busybox:1.36'])('%j', text => {
    expect(quotePlain(text, false)).toBe(text)
  })
})

test('inside brackets, brackets and commas are quoted', () => {
  expect(['a,b', 'a[b', 'a}b'].map(text => isPlainSafe(text, true))).toEqual([false, false, false])
})

test('the style of a value is kept', () => {
  expect(quoteAs("it's", 'single', false)).toBe("'it''s'")
  expect(quoteAs('a"b', 'double', false)).toBe('"a\\"b"')
  expect(quoteAs('a', 'plain', false)).toBe('a')
  expect(quoteAs('on', 'plain', false)).toBe('"on"')
  expect(quoteAs('a', 'literal', false)).toBe('"a"')
})

describe('any text, written in any way, is read back as it was', () => {
  const writers: readonly (readonly [string, (text: string) => string])[] = [
    ['as a value', text => `a: ${quotePlain(text, false)}`],
    ['inside brackets', text => `{a: ${quotePlain(text, true)}}`],
    ['in double quotes', text => `a: ${quoteDouble(text)}`],
  ]
  const texts = fastCheck.oneof(
    fastCheck.string({ unit: fastCheck.constantFrom(...'ab01:-#?[]{},&*!|>\'"%@` .~\\\n\t/=<_+eé') }),
    fastCheck.string(),
  )
  test.each(writers)('%s', (_, write) => {
    fastCheck.assert(
      fastCheck.property(texts, text => {
        expect(sketch(write(text))).toEqual([{ pairs: [['a', text]] }])
        expect(parse(write(text), { schema: 'failsafe' })).toEqual({ a: text })
        expect(parse(write(text), { version: '1.1' })).toEqual({ a: text })
      }),
    )
  })
})

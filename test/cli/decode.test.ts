import { expect, test } from '@jest/globals'
import fc from 'fast-check'

import { decodeText } from '../../src/cli/io/input/decode.ts'

function offsetOf(bytes: Buffer): string | undefined {
  const decoded = decodeText(bytes)
  return 'problem' in decoded ? /0x\w\w at offset (\d+)/.exec(decoded.problem.message)?.[0] : undefined
}

test('text gives its bytes back, byte order mark and replacement characters included', () => {
  for (const text of ['', 'a', '\uFEFFa', 'é\uFFFD图😀', 'a\r\n']) {
    expect(decodeText(Buffer.from(text))).toEqual({ text })
  }
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), text => {
      expect(decodeText(Buffer.from(text.replaceAll('\0', '')))).toEqual({ text: text.replaceAll('\0', '') })
    }),
  )
})

test.each([
  [[0x61, 0xff], '0xff at offset 1'],
  [[0x61, 0xc3], '0xc3 at offset 1'],
  [[0xe2, 0x82, 0x61], '0xe2 at offset 0'],
  [[0xef, 0xbf, 0xbd, 0x80], '0x80 at offset 3'],
  [[0xef, 0xbf], '0xef at offset 0'],
  [[0xc0, 0x80], '0xc0 at offset 0'],
  [[0xed, 0xa0, 0x80], '0xed at offset 0'],
  [[0xf0, 0x9f, 0x98, 0x80, 0xf5], '0xf5 at offset 4'],
  [[0x61, 0x00], '0x00 at offset 1'],
])('the first byte of %j that is no text is named', (bytes, expected) => {
  expect(offsetOf(Buffer.from(bytes))).toBe(expected)
})

test('a bad byte is found at any place in any text', () => {
  const text = fc.string({ unit: 'grapheme' }).map(part => Buffer.from(part.replaceAll('\0', '')))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const bytes = Buffer.concat([before, Buffer.from([0xff]), after])
      expect(offsetOf(bytes)).toBe(`0xff at offset ${before.length}`)
    }),
  )
})

test('the place counts lines and characters from one', () => {
  const decoded = decodeText(Buffer.concat([Buffer.from('é\nöä'), Buffer.from([0xff])]), 'a.yaml')
  expect(decoded).toMatchObject({ problem: { place: { file: 'a.yaml', line: 2, column: 3 } } })
})

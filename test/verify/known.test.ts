import { expect, test } from '@jest/globals'
import fc from 'fast-check'

import { applyEdits, type Edit } from '../../src/edit/edit.ts'
import { originsOf } from '../../src/verify/known.ts'

const digits = '0123456789'

test('an offset of the edited text leads to where it was, or to where it was written', () => {
  const edits: Edit[] = [
    { start: 8, end: 9, text: '' },
    { start: 2, end: 4, text: 'abcd' },
    { start: 6, end: 6, text: 'xy' },
  ]
  expect(applyEdits(digits, edits)).toBe('01abcd45xy679')
  const originOf = originsOf(edits)
  const origins = [...'01abcd45xy679'].map((_, offset) => originOf(offset))
  expect(origins).toEqual([0, 1, 2, 2, 2, 2, 4, 5, 6, 6, 6, 7, 9])
})

test('what was not edited is where it was, whatever the edits', () => {
  const text = Array.from({ length: 60 }, (_, index) => String.fromCodePoint(0x4e00 + index)).join('')
  const edit = fc
    .tuple(fc.nat(59), fc.nat(3), fc.string({ unit: 'grapheme-ascii', maxLength: 4 }))
    .map(([start, length, inserted]) => ({ start, end: Math.min(start + length, 60), text: inserted }))
  fc.assert(
    fc.property(fc.array(edit), many => {
      let floor = 0
      const edits = many
        .sort((a, b) => a.start - b.start)
        .filter(({ start, end }) => start >= floor && (floor = end + 1) > 0)
      const originOf = originsOf(edits)
      Array.from(applyEdits(text, edits)).forEach((character, offset) => {
        if (text.includes(character)) expect(text[originOf(offset)]).toBe(character)
      })
    }),
  )
})

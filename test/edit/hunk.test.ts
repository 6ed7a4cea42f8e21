import { describe, expect, test } from '@jest/globals'

import type { Edit } from '../../src/edit/edit.ts'
import { hunksOf } from '../../src/edit/hunk.ts'

const source = 'one\ntwo\nthree\n'

function hunksIn(text: string, ...edits: Edit[]) {
  const hunks = hunksOf(text, edits)
  return edits.map(edit => hunks.get(edit))
}

describe('the lines an edit changes', () => {
  test('are the line it is on', () => {
    expect(hunksIn(source, { start: 5, end: 6, text: 'oo' })).toEqual([{ line: 2, removed: 1, added: 1 }])
  })

  test('are only the new ones if whole lines go in, after a line or in front of one', () => {
    expect(hunksIn(source, { start: 3, end: 3, text: '\nx\ny' })).toEqual([{ line: 2, removed: 0, added: 2 }])
    expect(hunksIn(source, { start: 4, end: 4, text: 'x\n' })).toEqual([{ line: 2, removed: 0, added: 1 }])
  })

  test('are none but the new ones in a text with the line ends of Windows', () => {
    const text = 'one\r\ntwo\r\n'
    expect(hunksIn(text, { start: 3, end: 3, text: '\r\nx' })).toEqual([{ line: 2, removed: 0, added: 1 }])
  })

  test('after the last line, without a line end, are the new ones', () => {
    expect(hunksIn('one', { start: 3, end: 3, text: '\ntwo' })).toEqual([{ line: 2, removed: 0, added: 1 }])
  })

  test('do not count what an edit repeats', () => {
    expect(hunksIn(source, { start: 0, end: 7, text: 'one\ntoo' })).toEqual([
      { line: 2, removed: 1, added: 1 },
    ])
    expect(hunksIn(source, { start: 0, end: 3, text: 'one' })).toEqual([undefined])
  })

  test('grow and shrink with the lines of the text', () => {
    expect(hunksIn(source, { start: 1, end: 5, text: 'X' })).toEqual([{ line: 1, removed: 2, added: 1 }])
    expect(hunksIn(source, { start: 5, end: 6, text: 'a\nb' })).toEqual([{ line: 2, removed: 1, added: 2 }])
  })
})

describe('edits that meet on a line', () => {
  test('share one hunk', () => {
    const [first, second] = hunksIn(
      source,
      { start: 4, end: 5, text: 'T' },
      { start: 6, end: 7, text: 'O\n' },
    )
    expect(first).toEqual({ line: 2, removed: 1, added: 2 })
    expect(second).toBe(first)
  })

  test('share one when both add lines at one place', () => {
    const [first, second] = hunksIn(
      source,
      { start: 3, end: 3, text: '\na' },
      { start: 3, end: 3, text: '\nb' },
    )
    expect(first).toEqual({ line: 2, removed: 0, added: 2 })
    expect(second).toBe(first)
  })

  test('do not share one with lines that are added next to them', () => {
    expect(hunksIn(source, { start: 0, end: 1, text: 'O' }, { start: 3, end: 3, text: '\nx' })).toEqual([
      { line: 1, removed: 1, added: 1 },
      { line: 2, removed: 0, added: 1 },
    ])
  })
})

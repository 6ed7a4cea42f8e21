import { expect, test } from '@jest/globals'

import { applyEdits } from '../../src/edit/edit.ts'

test('edits apply in any order, and everything outside them is copied', () => {
  const edits = [
    { start: 4, end: 5, text: 'E' },
    { start: 0, end: 1, text: 'AA' },
    { start: 2, end: 2, text: '-' },
  ]
  expect(applyEdits('abcdef', edits)).toBe('AAb-cdEf')
})

test('insertions at one place keep their order', () => {
  const edits = ['x', 'y'].map(text => ({ start: 1, end: 1, text }))
  expect(applyEdits('ab', edits)).toBe('axyb')
})

test('an insertion may touch a replacement', () => {
  const edits = [
    { start: 0, end: 1, text: 'A' },
    { start: 1, end: 1, text: '-' },
    { start: 1, end: 2, text: 'B' },
  ]
  expect(applyEdits('ab', edits)).toBe('A-B')
})

test('overlapping edits are a mistake of the caller', () => {
  const edits = [
    { start: 0, end: 2, text: '' },
    { start: 1, end: 3, text: '' },
  ]
  expect(() => applyEdits('abc', edits)).toThrow(new RangeError('edits overlap at offset 1'))
})

test('no edits, no change', () => {
  expect(applyEdits('abc', [])).toBe('abc')
})

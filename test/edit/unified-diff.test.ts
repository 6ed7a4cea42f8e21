import { expect, test } from '@jest/globals'

import { unifiedDiff } from '../../src/edit/unified-diff.ts'

const lines = Array.from({ length: 24 }, (_, index) => `line ${index + 1}\n`)

/** The diff of a text in which these lines get another end. */
function diffOf(...changed: readonly number[]): readonly string[] {
  const after = lines.map((line, index) => (changed.includes(index + 1) ? `${line.trimEnd()} new\n` : line))
  const hunks = changed.map(line => ({ line, removed: 1, added: 1 }))
  const names = { before: 'a/x', after: 'b/x' }
  return unifiedDiff(lines.join(''), after.join(''), hunks, names).map(({ text }) => text)
}

const rangesOf = (diff: readonly string[]) => diff.filter(line => line.startsWith('@@'))

test('a change has three lines around it, fewer at the ends of a text', () => {
  expect(diffOf(2)).toEqual([
    '--- a/x',
    '+++ b/x',
    '@@ -1,5 +1,5 @@',
    ' line 1',
    '-line 2',
    '+line 2 new',
    ' line 3',
    ' line 4',
    ' line 5',
  ])
  expect(rangesOf(diffOf(24))).toEqual(['@@ -21,4 +21,4 @@'])
})

test('changes with six lines between them are one, with seven two, as diff -u has them', () => {
  expect(rangesOf(diffOf(5, 12))).toEqual(['@@ -2,14 +2,14 @@'])
  expect(rangesOf(diffOf(5, 13))).toEqual(['@@ -2,7 +2,7 @@', '@@ -10,7 +10,7 @@'])
})

test('no change is no diff', () => {
  expect(diffOf()).toEqual([])
})

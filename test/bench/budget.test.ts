import { expect, test } from '@jest/globals'

import { brokenPromises } from '../../bench/budget.ts'
import { median } from '../../bench/measure.ts'
import { formatTable } from '../../bench/table.ts'

const results = [result('node -e 0', 40), result('cat', 4), result('ours', 181)]
const promised = { stream: 'release', contender: 'ours', against: 'node -e 0', times: 2, milliseconds: 100 }

function result(contender: string, milliseconds: number) {
  return { stream: 'release', bytes: 10, contender, rounds: 3, milliseconds, megabytes: undefined }
}

test('a promise that is broken is named with both figures', () => {
  expect(brokenPromises(results, [promised])).toEqual([
    'ours on release: 181 ms, allowed 2 × node -e 0 + 100 ms = 180 ms',
  ])
})

test('a promise that is kept says nothing', () => {
  expect(brokenPromises(results, [{ ...promised, milliseconds: 101 }])).toEqual([])
})

test('a promise about a program that did not run is broken', () => {
  expect(brokenPromises(results, [{ ...promised, against: 'sed' }])).toEqual([
    'ours or sed did not run on release',
  ])
})

test.each([
  [[3, 1, 2], 2],
  [[4, 1, 3, 2], 2.5],
  [[7], 7],
])('the median of %j is %d', (numbers, middle) => {
  expect(median(numbers)).toBe(middle)
})

test('the table shows ratios to cat and to an empty Node', () => {
  const row = formatTable(results).split('\n').at(-1)
  expect(row?.split(/\s{2,}/)).toEqual(['release', 'ours', '181', '45.3', '4.5', '-', '3'])
})

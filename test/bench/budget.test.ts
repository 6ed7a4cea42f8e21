import { readFileSync } from 'node:fs'

import { expect, test } from '@jest/globals'

import { brokenPromises } from '../../bench/budget.ts'
import { drawChart } from '../../bench/chart.ts'
import { median } from '../../bench/measure.ts'
import { formatTable, type Result } from '../../bench/table.ts'

const results = [result('node -e 0', 40), result('cat', 4), result('ours', 181)]
const promised = { stream: 'release', contender: 'ours', against: 'node -e 0', times: 2, milliseconds: 100 }

function result(contender: string, milliseconds: number, megabytes?: number) {
  return {
    stream: 'release',
    bytes: 10,
    contender,
    rounds: 3,
    milliseconds,
    fastest: milliseconds,
    megabytes,
  }
}

test('a promise that is broken is named with both figures', () => {
  expect(brokenPromises(results, [promised])).toEqual([
    'ours on release: 181 ms, allowed 2 × node -e 0 + 100 ms = 180 ms',
  ])
})

test('a promise that is kept says nothing', () => {
  expect(brokenPromises(results, [{ ...promised, milliseconds: 101 }])).toEqual([])
})

test('a promise about memory is broken by more of it, and by unmeasured memory', () => {
  const memory = { ...promised, times: 9, megabytes: 60 }
  const [program, peer] = ['ours', 'node -e 0']
  expect(brokenPromises([result(program, 1, 100), result(peer, 1, 40)], [memory])).toEqual([])
  expect(brokenPromises([result(program, 1, 101), result(peer, 1, 40)], [memory])).toEqual([
    'ours on release: 101 MB and node -e 0 40 MB, allowed 60 MB more',
  ])
  expect(brokenPromises([result(program, 1, 100), result(peer, 1)], [memory])).toHaveLength(1)
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

test('the table shows ratios to cat, to an empty program of the same kind and to kustomize', () => {
  const measured = [
    result('cat', 4),
    result('ours, binary', 40),
    result('ours, Node', 90),
    result('empty binary', 8),
    result('empty Node', 45),
    result('kubectl kustomize', 600),
  ]
  const rows = formatTable(measured)
    .split('\n')
    .map(row => row.split(/\s{2,}/))
  expect(rows[3]).toEqual(['release', 'ours, binary', '40', '10.0', '5.0', '15.0', '-', '3'])
  expect(rows[4]).toEqual(['release', 'ours, Node', '90', '22.5', '2.0', '6.7', '-', '3'])
})

test('the chart has a bar and a figure for each program that ran', () => {
  const chart = drawChart([result('cat', 4), result('ours, binary', 40.4)], 'on <a machine>')
  expect(chart.match(/<rect x=/g)).toHaveLength(2)
  expect(chart).toContain('>40 ms<')
  expect(chart).toContain('on &lt;a machine>')
})

test('the chart in the documentation shows the results of the last run', () => {
  const {
    date,
    machine,
    results: last,
  } = JSON.parse(readFileSync('bench/results.json', 'utf8')) as {
    readonly date: string
    readonly machine: string
    readonly results: readonly Result[]
  }
  expect(readFileSync('docs/bench.svg', 'utf8')).toBe(drawChart(last, `${date}, ${machine}`))
})

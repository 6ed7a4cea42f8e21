import { expect, test } from '@jest/globals'

import { drawing } from '../../src/output/report/html/drawing.ts'
import { flowOf } from '../../src/output/report/html/flow.ts'

import { reportOn } from './sample.ts'

const shape = { width: 340, columns: [2, 330], hasComponents: false, unit: 5, label: 20, gap: 12 }

test('a drawing of many registries shows those with most images, and one bar for all others', () => {
  const images = [...Array.from({ length: 3_000 }, (_, index) => `r${index}.example/a:1`), 'r7.example/b:1']
  const containers = images.map((image, index) => `{name: c${index}, image: ${image}}`).join(', ')
  const report = reportOn(`kind: Pod\napiVersion: v1\nspec: {containers: [${containers}]}\n`, {
    layout: 'full',
  })
  const { columns, bands } = flowOf(report, shape)
  expect(columns.map(column => column.length)).toEqual([24, 1])
  expect(columns[0]?.slice(0, 2).map(({ name, count }) => [name, count])).toEqual([
    ['<2977 more', 2977],
    ['<r7.example', 2],
  ])
  expect(columns.map(column => column.reduce((sum, { count }) => sum + count, 0))).toEqual([3_001, 3_001])
  expect(bands.reduce((sum, { width }) => sum + width / shape.unit, 0)).toBe(3_001)
  expect(drawing(report)).toContain('From 2977 more (2977), r7.example (2), ')
})

import { expect, test } from '@jest/globals'

import { serverImageOf, serverImages, stargateImageOf } from '../../src/knowledge/operators/server-images.ts'

test.each([
  ['1.3.0', '4.0.0', 'k8ssandra/cass-management-api:4.0.0-v0.1.27'],
  ['1.3.0', '3.11.10', 'k8ssandra/cass-management-api:3.11.10-v0.1.27'],
  ['1.3.0', '3.11.11', undefined],
  ['1.5.2', '4.0.3', 'k8ssandra/cass-management-api:4.0.3-v0.1.37'],
  ['1.5.2', '3.11.8', 'k8ssandra/cass-management-api:3.11.8-v0.1.37'],
  ['1.5.2', '3.11.10', 'k8ssandra/cass-management-api:3.11.10-v0.1.27'],
  ['1.4.0', '4.0.1', undefined],
])('the chart %s maps Cassandra %s to %s', (chart, server, reference) => {
  expect(serverImageOf(chart, server)).toBe(reference)
})

test('a chart has one default', () => {
  expect(serverImages.filter(row => row.isDefault).map(row => `${row.charts} ${row.server}`)).toEqual([
    '=1.3.0 4.0.0',
    '=1.5.2 4.0.3',
  ])
})

test.each([
  ['1.0.0', '3.11.10', 'stargateio/stargate-3_11:v1.0.9'],
  ['1.2.0', '3.11.10', 'stargateio/stargate-3_11:v1.0.18'],
  ['1.3.1', '4.0.0', 'stargateio/stargate-4_0:v1.0.29'],
  ['1.4.1', '4.0.1', 'stargateio/stargate-4_0:v1.0.40'],
  ['1.5.1', '4.0.3', 'stargateio/stargate-4_0:v1.0.52'],
  ['1.5.2', '4.0.3', 'stargateio/stargate-4_0:v1.0.68'],
  ['1.6.0', '4.0.3', undefined],
])('the chart %s computes for Cassandra %s the Stargate %s', (chart, server, reference) => {
  expect(stargateImageOf(chart, server)).toBe(reference)
})

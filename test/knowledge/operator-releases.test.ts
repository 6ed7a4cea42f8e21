import { expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'

import { cassOperatorReleases } from '../../src/knowledge/operators/releases/cass-operator.ts'
import { k8ssandraOperatorReleases } from '../../src/knowledge/operators/releases/k8ssandra-operator.ts'
import { prometheusDefaults } from '../../src/knowledge/operators/releases/prometheus-operator.ts'
import { modelOf, namesOf } from './operator-model.ts'

type Row = { readonly release: string; readonly [component: string]: string }

function rowsOf(operator: string): readonly Row[] {
  const [head = '', ...lines] = readFileSync(`testdata/operators/${operator}.tsv`, 'utf8').trim().split('\n')
  const keys = head.split('\t')
  return lines.map(line => {
    const cells = line.split('\t')
    return Object.fromEntries(keys.map((key, index) => [key, cells[index] ?? ''])) as Row
  })
}

const datacenter = (type: string, version: string): string => `apiVersion: cassandra.datastax.com/v1beta1
kind: CassandraDatacenter
metadata: {name: dc1}
spec: {serverType: ${type}, serverVersion: ${version}}
`

const cluster = `apiVersion: k8ssandra.io/v1alpha1
kind: K8ssandraCluster
metadata: {name: demo}
spec:
  cassandra:
    serverVersion: 4.0.17
    serverImage: example/server:1
    datacenters: [{metadata: {name: dc1}, perNodeConfigMapRef: {name: tokens}}]
  reaper: {telemetry: {vector: {enabled: true}}}
  medusa: {}
  stargate: {}
`

const monitoring = ['Prometheus', 'Alertmanager', 'ThanosRuler']
  .map(
    kind => `apiVersion: monitoring.coreos.com/v1\nkind: ${kind}\nmetadata: {name: a}\nspec: {replicas: 1}\n`,
  )
  .join('---\n')

test.each(rowsOf('cass-operator'))('cass-operator $release', row => {
  const servers = [
    ['cassandra', '3.11.14'],
    ['cassandra', '4.1.7'],
    ['dse', '6.8.50'],
    ...(row['hcd'] === '-' ? [] : [['hcd', '1.0.0']]),
  ] as const
  for (const [type = '', version = ''] of servers) {
    const hasClient = row['k8ssandra-client'] !== '-' && (type === 'hcd' || version.startsWith('4.1'))
    const tool = hasClient ? 'k8ssandra-client' : 'config-builder'
    expect(namesOf(modelOf(datacenter(type, version), { 'cass-operator': row.release }))).toEqual([
      `${type} ${row[type]?.replace('SERVER', version)}`,
      `${tool} ${row[tool]}`,
      `system-logger ${row['system-logger']}`,
    ])
  }
})

test.each(rowsOf('k8ssandra-operator'))('k8ssandra-operator $release', row => {
  const names = new Set(
    namesOf(modelOf(cluster, { 'k8ssandra-operator': row.release })).filter(name => !name.endsWith(' ?')),
  )
  const wanted = Object.entries(row).flatMap(([component, image]) =>
    component === 'release' || image === '-' ? [] : `${component.replace(' of 4.0', '')} ${image}`,
  )
  names.delete('cassandra docker.io/example/server:1')
  expect(Array.from(names).sort()).toEqual(wanted.sort())
})

test.each(rowsOf('prometheus-operator'))('prometheus-operator $release', row => {
  const names = new Set(namesOf(modelOf(monitoring, { 'prometheus-operator': row.release })))
  const wanted = Object.entries(row).flatMap(([component, image]) =>
    component === 'release' || image === '-' ? [] : `${component} ${image}`,
  )
  expect(Array.from(names).sort()).toEqual(wanted.sort())
})

test('every release that the model knows has a row, and the other way round', () => {
  const released = (operator: string): readonly string[] => rowsOf(operator).map(({ release }) => release)
  const withImageConfig = cassOperatorReleases.slice(cassOperatorReleases.indexOf('1.8.0'))
  expect(released('cass-operator')).toEqual(withImageConfig)
  expect(released('k8ssandra-operator')).toEqual(k8ssandraOperatorReleases)
  expect(released('prometheus-operator')).toEqual([...prometheusDefaults().keys()])
})

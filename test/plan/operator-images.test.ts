import { describe, expect, test } from '@jest/globals'

import { emptyConfig } from '../../src/config/config.ts'
import { formatReference } from '../../src/reference/reference.ts'
import { relocate } from '../../src/relocate.ts'

const config = { ...emptyConfig, registry: 'registry.internal/m' }

function operator(image: string, labels = ''): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: operator
  labels: {${labels}}
spec:
  template:
    spec:
      containers:
      - name: manager
        image: ${image}
`
}

const datacenter = `---
apiVersion: cassandra.datastax.com/v1beta1
kind: CassandraDatacenter
metadata: {name: dc1}
spec: {serverType: cassandra, serverVersion: 4.1.5}
`

const cluster = `---
apiVersion: k8ssandra.io/v1alpha1
kind: K8ssandraCluster
metadata: {name: ledger}
spec:
  cassandra: {serverVersion: 4.0.1, serverImage: a/b:1}
  reaper: {heapSize: 512Mi}
`

function listed(stream: string): readonly string[] {
  return relocate(stream, config).operatorImages.map(
    ({ component, source, target, isPinned }) =>
      `${component} ${formatReference(source)} ${target === undefined ? '-' : formatReference(target)} ${isPinned}`,
  )
}

function warnings(stream: string): readonly string[] {
  return relocate(stream, config).problems.map(problem => problem.code)
}

describe('the image of the server, which ImageConfig makes of a repository and the version asked for', () => {
  test('v1beta2 puts prefix and suffix around the version', () => {
    const imageConfig = `---
apiVersion: config.k8ssandra.io/v1beta2
kind: ImageConfig
types:
  cassandra: {repository: k8ssandra, name: cass-management-api, prefix: v, suffix: -ubi}
`
    expect(listed(datacenter + imageConfig)).toEqual([
      'cassandra k8ssandra/cass-management-api:v4.1.5-ubi registry.internal/m/k8ssandra/cass-management-api:v4.1.5-ubi true',
    ])
  })

  test('v1beta1 has a suffix only', () => {
    const imageConfig = `---
apiVersion: config.k8ssandra.io/v1beta1
kind: ImageConfig
defaults:
  cassandra: {repository: k8ssandra/cass-management-api, suffix: -ubi8}
`
    expect(listed(datacenter + imageConfig)).toEqual([
      'cassandra k8ssandra/cass-management-api:4.1.5-ubi8 registry.internal/m/k8ssandra/cass-management-api:4.1.5-ubi8 true',
    ])
  })

  test('a resource that names its image needs no other', () => {
    const named = datacenter.replace('spec: {', 'spec: {serverImage: a/b:1, ')
    const imageConfig =
      '---\nkind: ImageConfig\napiVersion: config.k8ssandra.io/v1beta2\ntypes: {cassandra: {name: c, repository: a}}\n'
    expect(listed(named + imageConfig)).toEqual([])
  })
})

describe('the version of an operator', () => {
  test('is its tag', () => {
    expect(listed(operator('k8ssandra/k8ssandra-operator:v1.10.0') + cluster)).toEqual([
      'reaper thelastpickle/cassandra-reaper:3.4.0 registry.internal/m/thelastpickle/cassandra-reaper:3.4.0 true',
    ])
  })

  test('is that of the chart where the tag tells none and the chart goes with the operator', () => {
    const labels = 'helm.sh/chart: k8ssandra-operator-1.10.0'
    expect(listed(operator('k8ssandra/k8ssandra-operator:latest', labels) + cluster)).toEqual([
      'reaper thelastpickle/cassandra-reaper:3.4.0 registry.internal/m/thelastpickle/cassandra-reaper:3.4.0 true',
    ])
  })

  test('that nobody tells is a warning where a resource depends on it, and only there', () => {
    expect(warnings(operator('k8ssandra/k8ssandra-operator:latest') + cluster)).toEqual([
      'OPERATOR_VERSION_UNKNOWN',
    ])
    expect(warnings(operator('k8ssandra/k8ssandra-operator:latest'))).toEqual([])
  })
})

test('without its resources in the stream, what an operator takes by default is listed and not pinned', () => {
  expect(listed(operator('k8ssandra/reaper-operator:v0.3.5'))).toEqual([
    'reaper thelastpickle/cassandra-reaper:2.3.0 registry.internal/m/thelastpickle/cassandra-reaper:2.3.0 false',
  ])
})

test('two versions of an operator in one stream pin a field once', () => {
  const both =
    operator('k8ssandra/reaper-operator:v0.3.5') + '---\n' + operator('k8ssandra/reaper-operator:v0.3.2')
  const reaper =
    '---\napiVersion: reaper.cassandra-reaper.io/v1alpha1\nkind: Reaper\nmetadata: {name: r}\nspec:\n  keyspace: k\n'
  expect(relocate(both + reaper, config).output.match(/^  image: .*$/gm)).toEqual([
    '  image: registry.internal/m/thelastpickle/cassandra-reaper:2.3.0',
  ])
})

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

describe('the image of the server, which ImageConfig makes of a repository and the requested version', () => {
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

const reaper =
  'reaper docker.io/thelastpickle/cassandra-reaper:3.4.0 registry.internal/m/thelastpickle/cassandra-reaper:3.4.0 true'

describe('the version of an operator', () => {
  test('is its tag; Reaper and its init container have an image each', () => {
    expect(listed(operator('k8ssandra/k8ssandra-operator:v1.10.0') + cluster)).toEqual([reaper, reaper])
  })

  test('is that of the chart if the tag has none and the chart belongs to the operator', () => {
    const labels = 'helm.sh/chart: k8ssandra-operator-1.10.0'
    const latest = operator('k8ssandra/k8ssandra-operator:latest', labels)
    expect(listed(latest + cluster)).toEqual([reaper, reaper])
  })

  test('is declared where the operator is not in the stream', () => {
    const declared = { ...config, operators: { 'k8ssandra-operator': '1.10.0' } }
    expect(relocate(cluster.slice(4), declared).operatorImages).toHaveLength(2)
  })

  test('that is unknown is a warning if a resource depends on it, and only then', () => {
    const latest = operator('k8ssandra/k8ssandra-operator:latest')
    // One for each operator of the resource: cass-operator is not in the stream at all.
    expect(warnings(latest + cluster)).toEqual(['OPERATOR_VERSION_UNKNOWN', 'OPERATOR_VERSION_UNKNOWN'])
    expect(warnings(latest)).toEqual([])
  })

  test('is unknown for a build of a vendor', () => {
    const vendors = operator('bitnami/prometheus-operator:0.85.0-debian-12-r0')
    const prometheus =
      '---\napiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata: {name: p}\nspec: {version: v3.5.0}\n'
    expect(listed(vendors + prometheus)).toEqual([])
    expect(warnings(vendors + prometheus)).toEqual(['OPERATOR_VERSION_UNKNOWN'])
  })
})

test('without its resources in the stream, an operator pulls nothing', () => {
  expect(listed(operator('k8ssandra/reaper-operator:v0.3.5'))).toEqual([])
})

test('two versions of an operator in one stream pin nothing, unless the namespace decides', () => {
  const inNamespace = (text: string, namespace: string): string =>
    text.replace('metadata:\n', `metadata:\n  namespace: ${namespace}\n`)
  const old = operator('k8ssandra/reaper-operator:v0.3.2')
  const newer = operator('k8ssandra/reaper-operator:v0.3.5')
  const resource = (namespace: string): string =>
    `---\napiVersion: reaper.cassandra-reaper.io/v1alpha1\nkind: Reaper\nmetadata:\n  name: r\n${namespace}spec:\n  keyspace: k\n`
  const pinned = (stream: string): readonly string[] | null =>
    relocate(stream, config).output.match(/^  image: .*$/gm)
  expect(pinned(`${old}---\n${newer}${resource('')}`)).toBeNull()
  const apart = `${inNamespace(old, 'a')}---\n${inNamespace(newer, 'b')}`
  expect(pinned(apart + resource('  namespace: a\n'))).toEqual([
    '  image: registry.internal/m/thelastpickle/cassandra-reaper:2.2.1',
  ])
  expect(warnings(apart + resource('  namespace: a\n'))).toEqual(['OPERATOR_VERSION_UNKNOWN'])
})

test('a Prometheus without a version follows its operator, so its image cannot be named', () => {
  const prometheus = operator('quay.io/prometheus-operator/prometheus-operator:v0.85.0')
  const resource =
    '---\napiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata: {name: p}\nspec: {replicas: 1}\n'
  expect(warnings(prometheus + resource)).toEqual(['IMAGE_LEAK', 'IMAGE_LEAK'])
})

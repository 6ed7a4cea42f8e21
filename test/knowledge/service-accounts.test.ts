import { expect, test } from '@jest/globals'

import { components } from '../../src/knowledge/charts/components.ts'
import { docsQuirks } from '../../src/knowledge/charts/docs-quirks.ts'
import { podAccounts } from '../../src/knowledge/accounts.ts'
import { componentAccounts } from '../../src/knowledge/charts/service-accounts.ts'

test.each([
  ['cassandra', 'cassandra.serviceAccount', 'cassandra.serviceAccount', 'default', 'nowhere'],
  ['stargate', 'stargate.serviceAccount', 'stargate.serviceAccount', 'default', 'nowhere'],
  ['reaper', 'reaper.serviceAccount', 'reaper.serviceAccount', 'default', 'nowhere'],
  [
    'kube-prometheus-stack.prometheus-operator',
    'kube-prometheus-stack.prometheusOperator.serviceAccount.name',
    'kube-prometheus-stack.prometheusOperator.serviceAccount.name',
    '*-kube-prometheus-stack-operator',
    'stream',
  ],
  [
    'kube-prometheus-stack.prometheus-operator.prometheusSpec',
    'kube-prometheus-stack.prometheus.serviceAccountName',
    'kube-prometheus-stack.prometheus.serviceAccount.name',
    '*-kube-prometheus-stack-prometheus',
    'stream',
  ],
  [
    'reaper-operator',
    'reaper-operator.serviceAccount',
    'reaper-operator.serviceAccount.name',
    '*-reaper-operator',
    'stream',
  ],
  [
    'medusa-operator',
    'medusa-operator.serviceAccount.name',
    'medusa-operator.serviceAccount.name',
    '*-medusa-operator',
    'stream',
  ],
  [
    'cass-operator',
    'cass-operator.serviceAccount.name',
    'cass-operator.serviceAccount.name',
    '*-cass-operator',
    'stream',
  ],
  ['cleaner', 'cleaner.serviceAccount', 'cleaner.serviceAccount', '*-cleaner-k8ssandra', 'stream'],
  ['client', 'client.serviceAccount', 'client.serviceAccount', '*-crd-upgrader-k8ssandra', 'hook'],
  ['grafana', undefined, 'kube-prometheus-stack.grafana.serviceAccount.name', '*-grafana', 'stream'],
])(
  '%s is documented as %s, set by %s, named %s and stands in the %s',
  (component, documented, values, name, foundIn) => {
    const account = componentAccounts.find(row => row.component === component)
    expect(account).toMatchObject({ component, documented, values, name, foundIn })
  },
)

test('every account is one of a component', () => {
  const known = new Set(components.map(row => row.component))
  expect(componentAccounts.filter(row => !known.has(row.component))).toEqual([])
})

test('every account whose documented property is wrong is reported', () => {
  const wrong = componentAccounts.filter(row => row.documented !== undefined && row.documented !== row.values)
  expect(wrong.map(row => docsQuirks.find(quirk => quirk.documented === row.documented)?.real)).toEqual(
    wrong.map(row => row.values),
  )
  expect(wrong.map(row => row.component)).toEqual([
    'kube-prometheus-stack.prometheus-operator.prometheusSpec',
    'reaper-operator',
  ])
})

test('the key that replaces a wrong image key is one of a component', () => {
  const values = new Set(components.filter(row => row.chart === 'k8ssandra').map(row => row.values))
  const images = docsQuirks.filter(quirk => quirk.documented.endsWith('.image'))
  expect(images.length).toBe(4)
  expect(images.filter(quirk => !values.has(quirk.real))).toEqual([])
})

test('both Reapers name their account with a capital letter', () => {
  const reapers = podAccounts.filter(row => row.kind === 'Reaper')
  expect(reapers.map(row => row.fields)).toEqual([['spec/ServiceAccountName'], ['spec/ServiceAccountName']])
})

test('pods of custom resources run under default without a setting', () => {
  expect(podAccounts.map(row => `${row.kind} ${row.pods} ${row.default}`)).toEqual([
    'CassandraDatacenter Cassandra default',
    'K8ssandraCluster Cassandra default',
    'K8ssandraCluster Reaper default',
    'K8ssandraCluster Stargate default',
    'K8ssandraCluster Medusa default',
    'Stargate Stargate default',
    'Reaper Reaper default',
    'Reaper Reaper default',
    'Prometheus Prometheus default',
    'PrometheusAgent PrometheusAgent default',
    'Alertmanager Alertmanager default',
    'ThanosRuler ThanosRuler default',
  ])
})

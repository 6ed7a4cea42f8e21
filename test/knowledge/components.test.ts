import { describe, expect, test } from '@jest/globals'

import { components } from '../../src/knowledge/charts/components.ts'
import type { Whereabouts } from '../../src/knowledge/charts/component-matcher.ts'
import { componentOf, componentMatchers } from '../../src/knowledge/charts/component-matchers.ts'

const pod = 'spec/template/spec/containers[0]/image'
const init = 'spec/template/spec/initContainers[0]/image'
const dcInit = 'spec/podTemplateSpec/spec/initContainers[3]/image'
const dcContainer = 'spec/podTemplateSpec/spec/containers[1]/image'
const text = 'data/image_config.yaml'

/** Component, then group, kind, name, path, repository, container. */
type Row = readonly [string | undefined, string, string, string, string, string, string?]

const rows: readonly Row[] = [
  // K8ssandra 1.x
  [
    'cassandra',
    'cassandra.datastax.com',
    'CassandraDatacenter',
    'dc1',
    'spec/serverImage',
    'k8ssandra/cass-management-api',
  ],
  [
    'cassandra',
    'cassandra.datastax.com',
    'CassandraDatacenter',
    'dc1',
    dcInit,
    'k8ssandra/cass-management-api',
    'base-config-init',
  ],
  [
    'cassandra.configBuilder',
    'cassandra.datastax.com',
    'CassandraDatacenter',
    'dc1',
    'spec/configBuilderImage',
    'datastax/cass-config-builder',
  ],
  [
    'cassandra.jmxCredentialsConfig',
    'cassandra.datastax.com',
    'CassandraDatacenter',
    'dc1',
    dcInit,
    'library/busybox',
    'jmx-credentials',
  ],
  [
    'cassandra.loggingSidecar',
    'cassandra.datastax.com',
    'CassandraDatacenter',
    'dc1',
    'spec/systemLoggerImage',
    'k8ssandra/system-logger',
  ],
  [
    'cassandra.applyCustomConfig',
    'cassandra.datastax.com',
    'CassandraDatacenter',
    'dc1',
    dcInit,
    'mikefarah/yq',
    'apply-custom-config',
  ],
  [
    'medusa',
    'cassandra.datastax.com',
    'CassandraDatacenter',
    'dc1',
    dcContainer,
    'k8ssandra/medusa',
    'medusa',
  ],
  [
    'medusa',
    'cassandra.datastax.com',
    'CassandraDatacenter',
    'dc1',
    dcInit,
    'k8ssandra/medusa',
    'medusa-restore',
  ],
  [
    'reaper',
    'reaper.cassandra-reaper.io',
    'Reaper',
    'prod-reaper',
    'spec/image',
    'thelastpickle/cassandra-reaper',
  ],
  [
    'stargate',
    'apps',
    'Deployment',
    'prod-dc1-stargate',
    pod,
    'stargateio/stargate-4_0',
    'prod-dc1-stargate',
  ],
  ['stargate', 'apps', 'Deployment', 'prod-dc1-stargate', pod, 'ours/gateway', 'prod-dc1-stargate'],
  [
    'stargate.waitForCassandra',
    'apps',
    'Deployment',
    'prod-dc1-stargate',
    init,
    'library/alpine',
    'wait-for-cassandra',
  ],
  [
    'cleaner',
    'batch',
    'Job',
    'prod-cleaner-job-k8ssandra',
    pod,
    'k8ssandra/k8ssandra-tools',
    'cleaner-job-k8ssandra',
  ],
  [
    'client',
    'batch',
    'Job',
    'prod-crd-upgrader-job-k8ssandra',
    pod,
    'k8ssandra/k8ssandra-tools',
    'crd-upgrade-job-k8ssandra',
  ],
  [
    'cass-operator',
    'apps',
    'Deployment',
    'prod-cass-operator',
    pod,
    'k8ssandra/cass-operator',
    'cass-operator',
  ],
  [
    'reaper-operator',
    'apps',
    'Deployment',
    'prod-reaper-operator',
    pod,
    'k8ssandra/reaper-operator',
    'reaper-operator',
  ],
  ['medusa-operator', 'apps', 'Deployment', 'prod', pod, 'k8ssandra/medusa-operator', 'medusa-operator'],
  [
    'imageConfig.system-logger',
    '',
    'ConfigMap',
    'prod-cass-operator-manager-config',
    `${text}/images/system-logger`,
    'k8ssandra/system-logger',
  ],
  [
    'imageConfig.config-builder',
    '',
    'ConfigMap',
    'prod-cass-operator-manager-config',
    `${text}/images/config-builder`,
    'datastax/cass-config-builder',
  ],
  [
    'imageConfig.cassandra',
    '',
    'ConfigMap',
    'prod-cass-operator-manager-config',
    `${text}/defaults/cassandra/repository`,
    'k8ssandra/cass-management-api',
  ],
  [
    'imageConfig.dse',
    '',
    'ConfigMap',
    'prod-cass-operator-manager-config',
    `${text}/defaults/dse/repository`,
    'datastax/dse-server',
  ],

  // kube-prometheus-stack
  [
    'kube-prometheus-stack.prometheus-operator',
    'apps',
    'Deployment',
    'prod-kube-prometheus-stack-operator',
    pod,
    'prometheus-operator/prometheus-operator',
    'kube-prometheus-stack',
  ],
  [
    'kube-prometheus-stack.prometheusConfigReloader',
    'apps',
    'Deployment',
    'prod-kube-prometheus-stack-operator',
    'spec/template/spec/containers[0]/args[3]',
    'prometheus-operator/prometheus-config-reloader',
    'kube-prometheus-stack',
  ],
  [
    'kube-prometheus-stack.thanos',
    'apps',
    'Deployment',
    'prod-kube-prometheus-stack-operator',
    'spec/template/spec/containers[0]/args[8]',
    'thanos/thanos',
    'kube-prometheus-stack',
  ],
  [
    'kube-prometheus-stack.prometheus-operator.prometheusSpec',
    'monitoring.coreos.com',
    'Prometheus',
    'prod-kube-prometheus-stack-prometheus',
    'spec/image',
    'prometheus/prometheus',
  ],
  [
    'kube-prometheus-stack.thanos',
    'monitoring.coreos.com',
    'Prometheus',
    'prod-kube-prometheus-stack-prometheus',
    'spec/thanos/image',
    'thanos/thanos',
  ],
  [
    'kube-prometheus-stack.alertmanager',
    'monitoring.coreos.com',
    'Alertmanager',
    'prod-kube-prometheus-stack-alertmanager',
    'spec/image',
    'prometheus/alertmanager',
  ],
  [
    'kube-prometheus-stack.thanosRuler',
    'monitoring.coreos.com',
    'ThanosRuler',
    'prod',
    'spec/image',
    'thanos/thanos',
  ],
  [
    'kube-prometheus-stack.admissionWebhooks.patch',
    'batch',
    'Job',
    'prod-kube-prometheus-stack-admission-create',
    pod,
    'ingress-nginx/kube-webhook-certgen',
    'create',
  ],
  [
    'kube-prometheus-stack.admissionWebhooks.patch',
    'batch',
    'Job',
    'prod-kube-prometheus-stack-admission-patch',
    pod,
    'ingress-nginx/kube-webhook-certgen',
    'patch',
  ],
  [
    'kube-prometheus-stack.admissionWebhooks.deployment',
    'apps',
    'Deployment',
    'prod-webhook',
    pod,
    'prometheus-operator/admission-webhook',
    'prometheus-operator-admission-webhook',
  ],
  [
    'kube-prometheus-stack.crdUpgrade.kubectl',
    'batch',
    'Job',
    'prod-kube-prometheus-stack-crd-upgrade',
    pod,
    'kubectl',
    'kubectl',
  ],
  [
    'kube-prometheus-stack.crdUpgrade.busybox',
    'batch',
    'Job',
    'prod-kube-prometheus-stack-crd-upgrade',
    init,
    'library/busybox',
    'busybox',
  ],
  [
    'kube-state-metrics',
    'apps',
    'Deployment',
    'prod-kube-state-metrics',
    pod,
    'kube-state-metrics/kube-state-metrics',
    'kube-state-metrics',
  ],
  [
    'prometheus-node-exporter',
    'apps',
    'DaemonSet',
    'prod-prometheus-node-exporter',
    pod,
    'prometheus/node-exporter',
    'node-exporter',
  ],

  // Grafana
  ['grafana', 'apps', 'Deployment', 'prod-grafana', pod, 'grafana/grafana', 'grafana'],
  [
    'grafana.sidecar',
    'apps',
    'Deployment',
    'prod-grafana',
    init,
    'kiwigrid/k8s-sidecar',
    'grafana-sc-datasources',
  ],
  [
    'grafana.sidecar',
    'apps',
    'Deployment',
    'prod-grafana',
    pod,
    'kiwigrid/k8s-sidecar',
    'grafana-sc-dashboard',
  ],
  ['grafana.initChownData', 'apps', 'Deployment', 'prod-grafana', init, 'library/busybox', 'init-chown-data'],
  [
    'grafana.downloadDashboards',
    'apps',
    'Deployment',
    'prod-grafana',
    init,
    'curlimages/curl',
    'download-dashboards',
  ],
  [
    'grafana.imageRenderer',
    'apps',
    'Deployment',
    'prod-grafana-image-renderer',
    pod,
    'grafana/grafana-image-renderer',
    'grafana-image-renderer',
  ],
  [
    'grafana.testFramework',
    '',
    'Pod',
    'prod-grafana-test',
    'spec/containers[0]/image',
    'bats/bats',
    'prod-test',
  ],

  // k8ssandra-operator
  [
    'k8ssandra-operator',
    'apps',
    'Deployment',
    'prod-k8ssandra-operator',
    pod,
    'k8ssandra/k8ssandra-operator',
    'k8ssandra-operator',
  ],
  [
    'client',
    'batch',
    'Job',
    'prod-k8ssandra-operator-crd-upgrader-job-k8ssandra',
    pod,
    'k8ssandra/k8ssandra-client',
    'crd-upgrade-job-k8ssandra',
  ],
  [
    'imageConfig.reaper',
    'config.k8ssandra.io',
    'ImageConfig',
    'image-config',
    'images/reaper',
    'thelastpickle/cassandra-reaper',
  ],
  ['imageConfig.medusa', '', 'ConfigMap', 'prod-image-config', `${text}/images/medusa`, 'k8ssandra/medusa'],
  [
    'imageConfig.k8ssandra-client',
    '',
    'ConfigMap',
    'prod-image-config',
    `${text}/images/k8ssandra-client`,
    'k8ssandra/k8ssandra-client',
  ],
  ['imageConfig.hcd', '', 'ConfigMap', 'prod-image-config', `${text}/types/hcd`, 'datastax/hcd'],
  [
    'imageConfig.cassandra',
    '',
    'ConfigMap',
    'prod-image-config',
    `${text}/images/cassandra/4.0.0`,
    'k8ssandra/cassandra-ubi',
  ],
  [
    'cassandra',
    'k8ssandra.io',
    'K8ssandraCluster',
    'c',
    'spec/cassandra/datacenters[0]/serverImage',
    'k8ssandra/cass-management-api',
  ],
  [
    'cassandra',
    'k8ssandra.io',
    'K8ssandraCluster',
    'c',
    'spec/cassandra/containers[0]/image',
    'k8ssandra/cass-management-api',
    'cassandra',
  ],
  [
    'cassandra.perNodeConfig',
    'k8ssandra.io',
    'K8ssandraCluster',
    'c',
    'spec/cassandra/perNodeConfigInitContainerImage',
    'mikefarah/yq',
  ],
  [
    'cassandra.jmxCredentialsConfig',
    'k8ssandra.io',
    'K8ssandraCluster',
    'c',
    'spec/cassandra/jmxInitContainerImage',
    'library/busybox',
  ],
  [
    'vector',
    'k8ssandra.io',
    'K8ssandraCluster',
    'c',
    'spec/cassandra/telemetry/vector/image',
    'timberio/vector',
  ],
  [
    'vector',
    'k8ssandra.io',
    'K8ssandraCluster',
    'c',
    'spec/reaper/telemetry/vector/image',
    'timberio/vector',
  ],
  [
    'stargate',
    'k8ssandra.io',
    'K8ssandraCluster',
    'c',
    'spec/stargate/containerImage',
    'stargateio/stargate-4_0',
  ],
  [
    'stargate',
    'k8ssandra.io',
    'K8ssandraCluster',
    'c',
    'spec/cassandra/datacenters[1]/stargate/racks[0]/containerImage',
    'stargateio/stargate-4_0',
  ],
  [
    'reaper',
    'k8ssandra.io',
    'K8ssandraCluster',
    'c',
    'spec/reaper/containerImage',
    'thelastpickle/cassandra-reaper',
  ],
  ['medusa', 'k8ssandra.io', 'K8ssandraCluster', 'c', 'spec/medusa/containerImage', 'k8ssandra/medusa'],
  [
    'stargate',
    'stargate.k8ssandra.io',
    'Stargate',
    's',
    'spec/racks[0]/containerImage',
    'stargateio/stargate-4_0',
  ],
  [
    'vector',
    'stargate.k8ssandra.io',
    'Stargate',
    's',
    'spec/racks[0]/telemetry/vector/image',
    'timberio/vector',
  ],
  [
    'reaper',
    'reaper.k8ssandra.io',
    'Reaper',
    'r',
    'spec/initContainerImage',
    'thelastpickle/cassandra-reaper',
  ],
  ['medusa', 'medusa.k8ssandra.io', 'Medusa', 'm', 'spec/containerImage', 'k8ssandra/medusa'],

  // Neighbours that are not part of the stack
  [undefined, 'apps', 'Deployment', 'web', pod, 'library/nginx', 'nginx'],
  [undefined, 'apps', 'Deployment', 'cassandra-clone', pod, 'library/cassandra', 'cassandra'],
  [
    undefined,
    'cassandra.datastax.com',
    'CassandraDatacenter',
    'dc1',
    dcInit,
    'example/extra-init',
    'extra-init',
  ],
  [undefined, 'batch', 'Job', 'create', pod, 'library/alpine', 'create'],
  [
    undefined,
    'apps',
    'Deployment',
    'prod-metrics',
    'spec/template/spec/containers[0]/args[1]',
    'library/nginx',
    'main',
  ],
  [undefined, '', 'ConfigMap', 'dashboards', 'data/medusa.ini', 'k8ssandra/medusa'],
]

describe('an image belongs to', () => {
  test.each(rows.map(row => [row, row[0]] as const))('%j', (row, component) => {
    expect(componentOf(whereabouts(row))).toBe(component)
  })

  test('its component under any name of the release', () => {
    const renamed = rows
      .map(row => whereabouts(row))
      .map(where => ({ ...where, name: where.name.replace(/^prod/, 'x-1') }))
    expect(renamed.map(componentOf)).toEqual(rows.map(([component]) => component))
  })
})

test('every component of a chart is recognised by some sign', () => {
  const recognised = new Set(componentMatchers.map(sign => sign.component))
  expect(
    components.map(({ component }) => component).filter(component => !recognised.has(component)),
  ).toEqual([])
})

test('every sign names a component of a chart, or one that no chart has values for', () => {
  const known = new Set([
    ...components.map(({ component }) => component),
    'vector',
    'cassandra.perNodeConfig',
  ])
  expect(componentMatchers.filter(sign => !known.has(sign.component))).toEqual([])
})

test('every component with a sign is in the rows above', () => {
  const tested = new Set(rows.map(([component]) => component))
  expect(
    [...new Set(componentMatchers.map(sign => sign.component))].filter(component => !tested.has(component)),
  ).toEqual([])
})

test('the documented components are those of the table', () => {
  expect(
    components.filter(row => row.chart === 'k8ssandra' && row.isDocumented).map(row => row.component),
  ).toEqual([
    'cassandra',
    'cassandra.configBuilder',
    'cassandra.jmxCredentialsConfig',
    'cassandra.loggingSidecar',
    'stargate',
    'stargate.waitForCassandra',
    'reaper',
    'medusa',
    'cleaner',
    'client',
    'cass-operator',
    'reaper-operator',
    'medusa-operator',
    'kube-prometheus-stack.prometheus-operator',
    'kube-prometheus-stack.prometheus-operator.prometheusSpec',
    'grafana',
  ])
})

test('a component has one place in the values of a chart', () => {
  const keys = components.map(row => `${row.chart} ${row.component}`)
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
})

test.each([
  ['k8ssandra', 'cassandra.image', 'registry-repository-tag'],
  ['k8ssandra', 'kube-prometheus-stack.prometheus.prometheusSpec.image', 'repository-tag-sha'],
  ['k8ssandra', 'kube-prometheus-stack.grafana.testFramework', 'image-tag'],
  ['k8ssandra', 'kube-prometheus-stack.kube-state-metrics.image', 'repository-tag'],
  ['kube-prometheus-stack', 'prometheus.prometheusSpec.image', 'registry-repository-tag-sha'],
  ['k8ssandra-operator', 'global.imageConfig.images.reaper', 'name-tag'],
  ['k8ssandra-operator', 'image', 'registry-repository-tag'],
])('%s has the value %s, written %s', (chart, values, form) => {
  expect(components.find(row => row.chart === chart && row.values === values)?.form).toBe(form)
})

function whereabouts([, group, kind, name, path, repository, container]: Row): Whereabouts {
  return { group, kind, name, path, repository, container }
}

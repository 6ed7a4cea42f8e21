import type { Component } from './component.ts'
import { monitoringComponents } from './monitoring-components.ts'
import { successorComponents } from './successor-components.ts'

const base = {
  chart: 'k8ssandra',
  form: 'registry-repository-tag',
  versions: '>=1.3.0',
  isDocumented: true,
  isHook: false,
} as const

/**
 * The containers of the K8ssandra 1.x chart. Source: the documentation's table of image properties
 * (docs/content/en/tasks/manage/private-registries of k8ssandra v1.5.2), held against the charts 1.3.0 and 1.5.2.
 * Charts before 1.3.0 have plain strings or nothing at most of these paths.
 */
const ownComponents: readonly Component[] = [
  {
    ...base,
    component: 'cassandra',
    values: 'cassandra.image',
    location: 'CassandraDatacenter spec/serverImage and init container base-config-init',
    note: 'without it the chart looks cassandra.version up in cassandra.versionImageMap',
  },
  {
    ...base,
    component: 'cassandra.configBuilder',
    values: 'cassandra.configBuilder.image',
    location: 'CassandraDatacenter spec/configBuilderImage',
    note: 'the init container server-config-init has no image on purpose',
  },
  {
    ...base,
    component: 'cassandra.jmxCredentialsConfig',
    values: 'cassandra.jmxCredentialsConfig.image',
    location: 'CassandraDatacenter init container jmx-credentials',
  },
  {
    ...base,
    component: 'cassandra.loggingSidecar',
    values: 'cassandra.loggingSidecar.image',
    location: 'CassandraDatacenter spec/systemLoggerImage',
  },
  {
    ...base,
    component: 'cassandra.applyCustomConfig',
    isDocumented: false,
    versions: '>=1.4.0',
    values: 'cassandra.applyCustomConfig.image',
    location: 'CassandraDatacenter init container apply-custom-config',
    note: 'only with cassandra.cassandraYamlConfigMap',
  },
  {
    ...base,
    component: 'stargate',
    values: 'stargate.image',
    location: 'Deployment whose container has the name of the Deployment',
    note: 'without it the chart computes the image from cassandra.version and stargate.version',
  },
  {
    ...base,
    component: 'stargate.waitForCassandra',
    values: 'stargate.waitForCassandra.image',
    location: 'Stargate Deployment, init container wait-for-cassandra',
  },
  {
    ...base,
    component: 'reaper',
    values: 'reaper.image',
    location: 'Reaper spec/image',
    note: 'the defaults of 1.3.0 misspell registry; setting it still works',
  },
  {
    ...base,
    component: 'medusa',
    values: 'medusa.image',
    location: 'CassandraDatacenter container medusa and init container medusa-restore',
    note: 'only with medusa.enabled',
  },
  {
    ...base,
    component: 'cleaner',
    isHook: true,
    values: 'cleaner.image',
    location: 'Job, container cleaner-job-k8ssandra (pre-delete)',
  },
  {
    ...base,
    component: 'client',
    isHook: true,
    values: 'client.image',
    location: 'Job, container crd-upgrade-job-k8ssandra (pre-upgrade)',
  },
  {
    ...base,
    component: 'cass-operator',
    values: 'cass-operator.image',
    location: 'Deployment, container cass-operator',
  },
  {
    ...base,
    component: 'reaper-operator',
    values: 'reaper-operator.image',
    location: 'Deployment, container reaper-operator',
  },
  {
    ...base,
    component: 'medusa-operator',
    values: 'medusa-operator.image',
    location: 'Deployment, container medusa-operator',
    note: 'only with medusa.enabled',
  },
  ...['system-logger', 'config-builder', 'cassandra', 'dse'].map((name): Component => ({
    ...base,
    component: `imageConfig.${name}`,
    isDocumented: false,
    versions: '>=1.4.0',
    values: undefined,
    form: undefined,
    location: 'ConfigMap of cass-operator, key image_config.yaml',
    note: 'the chart has the name in its template',
  })),
]

/** Every container of every chart. A name is listed once a chart. */
export const components: readonly Component[] = [
  ...ownComponents,
  ...monitoringComponents,
  ...successorComponents,
]

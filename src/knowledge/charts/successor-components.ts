import type { Component, ValueForm } from './component.ts'

const base = {
  chart: 'k8ssandra-operator',
  isDocumented: false,
  isHook: false,
  form: 'registry-repository-tag',
} as const

const inImageConfig = 'ConfigMap of cass-operator, key image_config.yaml'

/**
 * The containers of the k8ssandra-operator chart, with cass-operator below it. Images of a K8ssandraCluster are no
 * values of this chart. Source: charts/k8ssandra-operator and charts/cass-operator of k8ssandra/k8ssandra.
 */
export const successorComponents: readonly Component[] = [
  {
    ...base,
    component: 'k8ssandra-operator',
    values: 'image',
    location: 'Deployment, container k8ssandra-operator',
  },
  {
    ...base,
    component: 'cass-operator',
    values: 'cass-operator.image',
    location: 'Deployment, container cass-operator',
  },
  {
    ...base,
    component: 'client',
    isHook: true,
    values: 'client.image',
    location: 'Job, container crd-upgrade-job-k8ssandra (pre-upgrade)',
    note: 'k8ssandra-tools up to 1.20.4, k8ssandra-client from 1.21.0 on',
  },
  ...['system-logger', 'config-builder', 'k8ssandra-client', 'medusa', 'reaper'].map(name =>
    imageConfig(name, `images.${name}`, 'name-tag'),
  ),
  ...['cassandra', 'dse', 'hcd'].map(name => imageConfig(name, `types.${name}`, 'name-suffix')),
]

/** The whole ImageConfig is a value from chart 0.63.1 of cass-operator on; 1.32 has 0.64, 1.30 still has 0.62. */
function imageConfig(name: string, path: string, form: ValueForm): Component {
  const versions = '>=1.32.0'
  return {
    ...base,
    component: `imageConfig.${name}`,
    values: `global.imageConfig.${path}`,
    form,
    versions,
    location: inImageConfig,
  }
}

import { words, type Since } from './table.ts'

/** Every release of k8ssandra-operator. Source: https://github.com/k8ssandra/k8ssandra-operator/tags */
export const k8ssandraOperatorReleases = words(`
  0.4.0 0.5.0 1.0.0 1.0.1 1.0.2 1.1.0 1.1.1 1.2.0 1.2.1 1.3.0 1.4.0 1.4.1 1.5.0 1.5.1 1.5.2
  1.6.0 1.6.1 1.7.0 1.7.1 1.8.0 1.8.1 1.9.0 1.9.1 1.9.2 1.10.0 1.10.1 1.10.2 1.10.3 1.11.0 1.11.1
  1.12.0 1.13.0 1.14.0 1.14.1 1.15.0 1.16.0 1.17.0 1.18.0 1.19.0 1.20.0 1.20.1 1.20.2 1.20.3 1.20.4
  1.21.0 1.21.1 1.21.2 1.22.0 1.23.0 1.23.1 1.24.0 1.25.0 1.26.0 1.27.0 1.27.1 1.28.0 1.29.0 1.29.1
  1.30.0 1.30.1 1.30.2 1.31.0 1.32.0 1.32.1 1.32.2 1.32.3 1.32.4 1.32.5
`)

/**
 * Tags and images in the code of each release. Up to 1.26 the schema of the custom resource has the same defaults; from
 * 1.27.0 on Reaper and Medusa are in the ImageConfig, and these rows are what the operator's own chart puts there.
 *
 * Sources: https://github.com/k8ssandra/k8ssandra-operator/blob/v1.20.2/pkg/medusa/reconcile.go, pkg/reaper/deployment.go,
 * pkg/stargate/deployments.go, pkg/vector/vector.go and pkg/nodeconfig/mount.go, each at every tag;
 * https://github.com/k8ssandra/k8ssandra-operator/blob/v1.32.5/charts/k8ssandra-operator/values.yaml
 */
export const operatorConstants = {
  reaper: [
    ['=0.4.0', '3.1.0'],
    ['=0.5.0', 'skip-migration'],
    ['>=1.0.0 <1.2.0', '3.1.1'],
    ['>=1.2.0 <1.4.0', '3.2.0'],
    ['>=1.4.0 <=1.9.0', '3.2.1'],
    ['>1.9.0 <1.10.0', '3.3.4'],
    ['>=1.10.0 <1.13.0', '3.4.0'],
    ['>=1.13.0 <1.15.0', '3.5.0'],
    ['>=1.15.0 <1.17.0', '3.6.0'],
    ['>=1.17.0 <1.21.0', '3.6.1'],
    ['>=1.21.0 <1.24.0', '3.8.0'],
    ['>=1.24.0 <1.26.0', '4.0.0-beta3'],
    ['>=1.26.0 <1.27.0', '4.0.0-rc1'],
    ['>=1.27.0 <1.29.0', '4.0.0'],
    ['=1.29.0', '4.0.1'],
    ['=1.29.1', '4.0.2'],
    ['>=1.30.0 <1.30.2', '4.1.0'],
    ['>=1.30.2 <1.32.0', '4.1.1'],
    ['=1.32.0', '4.2.1'],
    ['=1.32.1', '4.2.3'],
    ['=1.32.2', '4.2.4'],
    ['>=1.32.3 <1.32.5', '4.2.5'],
    ['>=1.32.5', '5.0.0'],
  ],
  medusa: [
    ['>=0.4.0 <1.1.0', '0.11.3'],
    ['>=1.1.0 <1.2.0', '0.13.1'],
    ['>=1.2.0 <1.8.0', '0.13.4'],
    ['>=1.8.0 <1.9.0', '0.15.0'],
    ['=1.9.0', '0.16.1'],
    ['>1.9.0 <1.11.0', '0.16.2'],
    ['>=1.11.0 <1.12.0', '0.17.0'],
    ['>=1.12.0 <1.13.0', '0.17.2'],
    ['>=1.13.0 <1.14.0', '0.19.1'],
    ['>=1.14.0 <1.16.0', '0.20.1'],
    ['>=1.16.0 <1.18.0', '0.21.0'],
    ['=1.18.0', '0.22.0'],
    ['>=1.19.0 <1.20.2', '0.22.2'],
    ['>=1.20.2 <1.20.4', '0.22.3'],
    ['=1.20.4', '0.24.0'],
    ['=1.21.0', '97aa0276'],
    ['=1.21.1', '0.23.0'],
    ['>=1.21.2 <1.24.0', '0.24.0'],
    ['>=1.24.0 <1.26.0', '0.24.1'],
    ['>=1.26.0 <1.27.0', '0.25.0'],
    ['>=1.27.0 <1.29.0', '0.25.1'],
    ['>=1.29.0 <1.30.0', '0.26.0'],
    ['>=1.30.0 <1.32.0', '0.27.0'],
    ['>=1.32.0 <1.32.2', '0.28.0'],
    ['>=1.32.2 <1.32.5', '0.29.0'],
    ['>=1.32.5', '0.29.1'],
  ],
  stargate: [
    ['>=0.4.0 <1.4.0', 'v1.0.45'],
    ['>=1.4.0 <1.11.0', 'v1.0.67'],
    ['>=1.11.0', 'v1.0.77'],
  ],
  vector: [['>=1.5.0 <1.30.0', 'timberio/vector:0.26.0-alpine']],
  'per-node-config': [
    ['>=1.4.0 <1.20.4', 'mikefarah/yq:4'],
    ['=1.20.4', 'k8ssandra/k8ssandra-client:v0.6.3'],
    ['>=1.21.0 <1.21.2', 'mikefarah/yq:4'],
    ['>=1.21.2 <1.23.0', 'k8ssandra/k8ssandra-client:v0.6.3'],
    ['>=1.23.0 <1.25.0', 'k8ssandra/k8ssandra-client:v0.7.0'],
    ['>=1.25.0 <1.27.0', 'k8ssandra/k8ssandra-client:v0.8.1'],
  ],
  'medusa-purge': [
    ['>=1.12.0 <1.14.0', 'bitnami/kubectl:1.17.3'],
    ['>=1.14.0 <1.27.0', 'bitnami/kubectl:1.29.3'],
  ],
} as const satisfies Record<string, readonly Since<string>[]>

/**
 * In which releases something is so, as `isInRange` reads it.
 * Sources: config/crd/bases/k8ssandra.io_k8ssandraclusters.yaml, controllers/k8ssandra and pkg at each tag of
 * https://github.com/k8ssandra/k8ssandra-operator
 */
export const operatorTraits = {
  /** Parts of images come from the ImageConfig; before, from the code. */
  readsImageConfig: '>=1.27.0',
  /** The schema gives every image object a registry. */
  schemaHasRegistry: '<1.15.0',
  /** The schema has a whole object for Reaper's image where none is written. */
  schemaHasReaper: '<1.27.0',
  /** The variables DEFAULT_REGISTRY and IMAGE_PULL_SECRETS are read. */
  readsVariables: '>=1.15.0',
  /** Reaper's schema is prepared by an image of its own. */
  hasReaperInitImage: '<1.15.0',
  /** An init container writes the credentials of JMX. */
  hasJmxInit: '<1.5.0',
  /** Stargate of DSE is an image of its own. */
  hasStargateOfDse: '>=1.11.0',
  /** Vector has a container of its own in the pods of Cassandra; later it runs inside the system logger. */
  vectorInCassandra: '>=1.5.0 <1.6.0',
  /** Vector next to Reaper and Stargate is the system logger's image of the ImageConfig. */
  vectorIsLogger: '>=1.30.0',
  /** The schema has Vector: before, what asks for it is dropped. */
  hasVector: '>=1.5.0',
  /** The schema has a per-node configuration. */
  hasPerNodeConfig: '>=1.4.0',
  /** A field names the image of the per-node configuration. */
  hasPerNodeField: '>=1.5.0',
  /** Few tokens make the operator write a per-node configuration. */
  makesPerNodeConfig: '>=1.4.0 <1.27.0',
  /** A cluster may use the Reaper of another one. */
  hasReaperRef: '>=1.19.0',
  /** A job purges Medusa's backups; later a schedule inside the operator does. */
  hasPurgeJob: '>=1.12.0 <1.27.0',
  /** The job can be switched off. */
  hasPurgeSwitch: '>=1.17.0',
  /** Medusa has a pod of its own besides its containers. */
  hasMedusaPod: '>=1.8.0 <1.16.0',
  /** That pod takes the secret of Medusa's image object; before, its account's only. */
  medusaPodHasSecret: '>=1.15.0',
} as const

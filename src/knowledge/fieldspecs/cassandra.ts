import { accountFields } from '../accounts.ts'
import { resources } from '../resource.ts'
import type { FieldSpec } from './fieldspec.ts'

/**
 * cass-operator and reaper-operator.
 * Sources: https://github.com/k8ssandra/cass-operator/blob/master/apis/cassandra/v1beta1/cassandradatacenter_types.go,
 * https://github.com/k8ssandra/reaper-operator/blob/main/api/v1alpha1/reaper_types.go
 *
 * The pod template's containers are required by the CRD in every version, so a template that is made for the sake of
 * its pull secrets gets an empty list of them.
 */
export const cassandra = [
  {
    group: 'cassandra.datastax.com',
    kind: 'CassandraDatacenter',
    path: 'spec/serverImage',
    shape: 'reference',
  },
  {
    group: 'cassandra.datastax.com',
    kind: 'CassandraDatacenter',
    path: 'spec/configBuilderImage',
    shape: 'reference',
  },
  {
    group: 'cassandra.datastax.com',
    kind: 'CassandraDatacenter',
    path: 'spec/systemLoggerImage',
    shape: 'reference',
  },
  {
    group: 'cassandra.datastax.com',
    kind: 'CassandraDatacenter',
    path: 'spec/reaper/image',
    shape: 'reference',
  },
  {
    group: 'cassandra.datastax.com',
    kind: 'CassandraDatacenter',
    path: 'spec/storageConfig/additionalVolumes[]/volumeSource/image/reference',
    shape: 'reference',
  },
  {
    group: 'cassandra.datastax.com',
    kind: 'CassandraDatacenter',
    path: 'spec/podTemplateSpec/spec/initContainers',
    shape: 'containers',
  },
  {
    group: 'cassandra.datastax.com',
    kind: 'CassandraDatacenter',
    path: 'spec/podTemplateSpec/spec/containers',
    shape: 'containers',
  },
  {
    group: 'cassandra.datastax.com',
    kind: 'CassandraDatacenter',
    path: 'spec/podTemplateSpec/spec/ephemeralContainers',
    shape: 'containers',
  },
  {
    group: 'cassandra.datastax.com',
    kind: 'CassandraDatacenter',
    path: 'spec/podTemplateSpec/spec/volumes',
    shape: 'volumes',
  },
  {
    group: 'cassandra.datastax.com',
    kind: 'CassandraDatacenter',
    path: 'spec/podTemplateSpec/spec/imagePullSecrets',
    shape: 'pull-secrets',
    account: accountFields(resources.datacenter),
    serves: 'spec',
    beside: ['containers'],
  },
  { group: 'reaper.cassandra-reaper.io', kind: 'Reaper', path: 'spec/image', shape: 'reference' },
  // The operator stops when it cannot read this one: https://github.com/k8ssandra/cass-operator/blob/v1.10.5/main.go
  {
    group: '',
    kind: 'ConfigMap',
    path: 'data/image_config.yaml',
    shape: 'embedded-manifest',
    mustRead: true,
  },
  { group: 'config.k8ssandra.io', kind: 'ImageConfig', path: '', shape: 'image-config' },
] as const satisfies readonly FieldSpec[]

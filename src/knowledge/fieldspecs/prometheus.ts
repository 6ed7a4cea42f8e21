import { accountFields } from '../accounts.ts'
import { resources } from '../resource.ts'
import type { FieldSpec } from './fieldspec.ts'

const account = accountFields(resources.prometheus)

/** prometheus-operator. Source: https://prometheus-operator.dev/docs/api-reference/api/ */
export const prometheus = [
  { group: 'monitoring.coreos.com', kind: 'Prometheus', path: 'spec/image', shape: 'reference' },
  { group: 'monitoring.coreos.com', kind: 'Prometheus', path: 'spec/baseImage', shape: 'repository' },
  { group: 'monitoring.coreos.com', kind: 'Prometheus', path: 'spec/thanos/image', shape: 'reference' },
  { group: 'monitoring.coreos.com', kind: 'Prometheus', path: 'spec/thanos/baseImage', shape: 'repository' },
  {
    group: 'monitoring.coreos.com',
    kind: 'Prometheus',
    path: 'spec/imagePullSecrets',
    shape: 'pull-secrets',
    account,
  },
  { group: 'monitoring.coreos.com', kind: 'PrometheusAgent', path: 'spec/image', shape: 'reference' },
  {
    group: 'monitoring.coreos.com',
    kind: 'PrometheusAgent',
    path: 'spec/imagePullSecrets',
    shape: 'pull-secrets',
    account,
  },
  { group: 'monitoring.coreos.com', kind: 'Alertmanager', path: 'spec/image', shape: 'reference' },
  { group: 'monitoring.coreos.com', kind: 'Alertmanager', path: 'spec/baseImage', shape: 'repository' },
  {
    group: 'monitoring.coreos.com',
    kind: 'Alertmanager',
    path: 'spec/imagePullSecrets',
    shape: 'pull-secrets',
    account,
  },
  { group: 'monitoring.coreos.com', kind: 'ThanosRuler', path: 'spec/image', shape: 'reference' },
  {
    group: 'monitoring.coreos.com',
    kind: 'ThanosRuler',
    path: 'spec/imagePullSecrets',
    shape: 'pull-secrets',
    account,
  },
  ...['Prometheus', 'PrometheusAgent', 'Alertmanager', 'ThanosRuler'].flatMap(
    kind =>
      [
        { group: 'monitoring.coreos.com', kind, path: 'spec/initContainers', shape: 'containers' },
        { group: 'monitoring.coreos.com', kind, path: 'spec/containers', shape: 'containers' },
        { group: 'monitoring.coreos.com', kind, path: 'spec/volumes', shape: 'volumes' },
      ] as const,
  ),
] as const satisfies readonly FieldSpec[]

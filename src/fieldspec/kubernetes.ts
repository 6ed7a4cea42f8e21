import type { FieldSpec } from './fieldspec.ts'

/**
 * The kinds of Kubernetes itself, and the widely used ones that hold a whole PodSpec.
 * Sources: https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.36/ for the core kinds (checked against the
 * typings of @kubernetes/client-node by a test); the project named beside each other row.
 */
export const kubernetes = [
  { group: '', kind: 'Pod', path: 'spec', shape: 'pod-spec' },
  { group: '', kind: 'PodTemplate', path: 'template/spec', shape: 'pod-spec' },
  { group: '', kind: 'ReplicationController', path: 'spec/template/spec', shape: 'pod-spec' },
  { group: 'apps', kind: 'Deployment', path: 'spec/template/spec', shape: 'pod-spec' },
  { group: 'apps', kind: 'ReplicaSet', path: 'spec/template/spec', shape: 'pod-spec' },
  { group: 'apps', kind: 'StatefulSet', path: 'spec/template/spec', shape: 'pod-spec' },
  { group: 'apps', kind: 'DaemonSet', path: 'spec/template/spec', shape: 'pod-spec' },
  { group: 'extensions', kind: 'Deployment', path: 'spec/template/spec', shape: 'pod-spec' },
  { group: 'extensions', kind: 'ReplicaSet', path: 'spec/template/spec', shape: 'pod-spec' },
  { group: 'extensions', kind: 'DaemonSet', path: 'spec/template/spec', shape: 'pod-spec' },
  { group: 'batch', kind: 'Job', path: 'spec/template/spec', shape: 'pod-spec' },
  { group: 'batch', kind: 'CronJob', path: 'spec/jobTemplate/spec/template/spec', shape: 'pod-spec' },
  { group: '', kind: 'ServiceAccount', path: 'imagePullSecrets', shape: 'pull-secrets' },
  { group: '', kind: 'ConfigMap', path: 'data/*', shape: 'embedded-manifest' },
] as const satisfies readonly FieldSpec[]

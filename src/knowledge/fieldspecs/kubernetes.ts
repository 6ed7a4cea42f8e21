import type { FieldSpec } from './fieldspec.ts'

/** Groups of Kubernetes itself beside the core group: their workloads become pods, and pods are checked themselves. */
export const workloadGroups: ReadonlySet<string> = new Set(['apps', 'batch', 'extensions'])

/**
 * The kinds of Kubernetes itself, and the widely used ones that hold a whole PodSpec.
 * Sources: https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.36/ for the core kinds (checked against the
 * typings of @kubernetes/client-node by a test); the project named at each other row.
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
  // https://docs.openshift.com/container-platform/latest/rest_api/workloads_apis/deploymentconfig-apps-openshift-io-v1.html
  { group: 'apps.openshift.io', kind: 'DeploymentConfig', path: 'spec/template/spec', shape: 'pod-spec' },
  // https://argo-rollouts.readthedocs.io/en/stable/features/specification/
  { group: 'argoproj.io', kind: 'Rollout', path: 'spec/template/spec', shape: 'pod-spec' },
  // https://knative.dev/docs/serving/reference/serving-api/
  { group: 'serving.knative.dev', kind: 'Service', path: 'spec/template/spec', shape: 'pod-spec' },
  { group: 'serving.knative.dev', kind: 'Configuration', path: 'spec/template/spec', shape: 'pod-spec' },
  // https://openkruise.io/docs/user-manuals/cloneset
  { group: 'apps.kruise.io', kind: 'CloneSet', path: 'spec/template/spec', shape: 'pod-spec' },
  { group: 'apps.kruise.io', kind: 'StatefulSet', path: 'spec/template/spec', shape: 'pod-spec' },
  { group: 'apps.kruise.io', kind: 'DaemonSet', path: 'spec/template/spec', shape: 'pod-spec' },
] as const satisfies readonly FieldSpec[]

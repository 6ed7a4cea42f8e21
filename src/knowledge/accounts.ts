import type { OperatorName } from './operators/operator.ts'
import { resources } from './resource.ts'

/** Something an operator is configured with that puts pull secrets into pods: its ImageConfig, or a variable of its own. */
export type SecretProvider =
  'ImageConfig' | 'IMAGE_PULL_SECRETS' | 'DEFAULT_CONTAINER_REGISTRY_OVERRIDE_PULL_SECRETS'

/**
 * The service account that pods of a resource run under, and what else gives them pull secrets. This is the one table of
 * such fields: lists of pull secrets, chart values, operators and reports all read it.
 */
export type PodAccount = {
  readonly group: string
  readonly kind: string
  /** The pods, as a message names them and as operators name theirs. */
  readonly pods: string
  /** Where pods have an account each: the items, and the fields in an item, the strongest first. */
  readonly each?: { readonly items: string; readonly fields: readonly string[] }
  /** Where pods may be in a namespace each: the items, and the field in an item; without it, in that of the resource. */
  readonly namespaces?: { readonly items: string; readonly field: string }
  /** The fields that name the account, the strongest first. */
  readonly fields: readonly string[]
  /** Versions of an operator, as `isInRange` reads them, that read only these of all fields, and none in an item. */
  readonly older?: {
    readonly operator: OperatorName
    readonly versions: string
    readonly fields: readonly string[]
  }
  /** The field to write if none is present; by default the strongest. */
  readonly made?: string
  /** The account without any of the fields. */
  readonly default: string
  /** Fields of the resource whose pull secrets reach the pods; absent for those that the field specs know. */
  readonly lists?: readonly string[]
  /** Fields with the images of these pods, with everything below them. */
  readonly images?: readonly string[]
  /** What else may give the pods secrets; the models of the operators know in which versions. */
  readonly providers?: readonly SecretProvider[]
  readonly source: string
}

/** PodSpec of core/v1: `serviceAccount` is the old name of the field; the new one counts. */
export const podSpecFields = ['serviceAccountName', 'serviceAccount'] as const

const cassOperator = 'https://github.com/k8ssandra/cass-operator/blob/v1.32.0'
const clusterOperator = 'https://github.com/k8ssandra/k8ssandra-operator/blob'
const prometheusOperator = 'https://prometheus-operator.dev/docs/api-reference/api/'

/** The pods of a datacenter are in its namespace. Source: dcNamespace in controllers/k8ssandra/medusa_reconciler.go. */
const ofDatacenters = { items: 'spec/cassandra/datacenters[]', field: 'metadata/namespace' }

const stack: readonly PodAccount[] = [
  {
    // Before 1.16 the operator writes over the one of the template.
    ...resources.datacenter,
    pods: 'Cassandra',
    fields: [
      'spec/serviceAccountName',
      'spec/serviceAccount',
      'spec/podTemplateSpec/spec/serviceAccountName',
    ],
    older: { operator: 'cass-operator', versions: '<1.16.0', fields: ['spec/serviceAccount'] },
    made: 'spec/serviceAccount',
    default: 'default',
    lists: ['spec/podTemplateSpec/spec/imagePullSecrets'],
    images: ['spec'],
    providers: ['ImageConfig', 'DEFAULT_CONTAINER_REGISTRY_OVERRIDE_PULL_SECRETS'],
    source: `${cassOperator}/pkg/reconciliation/construct_podtemplatespec.go`,
  },
  {
    ...resources.cluster,
    pods: 'Cassandra',
    namespaces: ofDatacenters,
    each: { items: 'spec/cassandra/datacenters[]', fields: ['serviceAccount'] },
    fields: ['spec/cassandra/serviceAccount'],
    older: { operator: 'k8ssandra-operator', versions: '<1.5.0', fields: [] },
    default: 'default',
    lists: [],
    images: ['spec/cassandra', 'spec/medusa'],
    providers: ['ImageConfig'],
    source: `${clusterOperator}/v1.32.5/pkg/cassandra/datacenters.go`,
  },
  {
    ...resources.cluster,
    pods: 'Reaper',
    namespaces: ofDatacenters,
    fields: ['spec/reaper/ServiceAccountName'],
    default: 'default',
    lists: ['spec/reaper/containerImage/pullSecretRef', 'spec/reaper/initContainerImage/pullSecretRef'],
    images: ['spec/reaper'],
    providers: ['ImageConfig', 'IMAGE_PULL_SECRETS'],
    source: `${clusterOperator}/v1.32.5/pkg/reaper/deployment.go`,
  },
  {
    ...resources.cluster,
    pods: 'Stargate',
    namespaces: ofDatacenters,
    each: { items: 'spec/cassandra/datacenters[]/stargate', fields: ['serviceAccount'] },
    fields: ['spec/stargate/serviceAccount'],
    default: 'default',
    lists: [
      'spec/stargate/containerImage/pullSecretRef',
      'spec/cassandra/datacenters[]/stargate/containerImage/pullSecretRef',
      'spec/cassandra/datacenters[]/stargate/racks[]/containerImage/pullSecretRef',
    ],
    images: ['spec/stargate', 'spec/cassandra/datacenters[]/stargate'],
    providers: ['IMAGE_PULL_SECRETS'],
    source: `${clusterOperator}/v1.26.0/pkg/stargate/deployments.go`,
  },
  {
    // A pod of its own, in these versions only; no datacenter is made before it runs.
    ...resources.cluster,
    pods: 'Medusa',
    namespaces: ofDatacenters,
    fields: [],
    default: 'default',
    lists: [],
    source: `${clusterOperator}/v1.10.3/pkg/medusa/reconcile.go`,
  },
  {
    ...resources.stargate,
    pods: 'Stargate',
    each: { items: 'spec/racks[]', fields: ['serviceAccount'] },
    fields: ['spec/serviceAccount'],
    default: 'default',
    lists: ['spec/containerImage/pullSecretRef', 'spec/racks[]/containerImage/pullSecretRef'],
    images: ['spec'],
    providers: ['IMAGE_PULL_SECRETS'],
    source: `${clusterOperator}/v1.26.0/pkg/stargate/deployments.go`,
  },
  {
    ...resources.reaper,
    pods: 'Reaper',
    fields: ['spec/ServiceAccountName'],
    default: 'default',
    lists: ['spec/containerImage/pullSecretRef', 'spec/initContainerImage/pullSecretRef'],
    images: ['spec'],
    providers: ['ImageConfig', 'IMAGE_PULL_SECRETS'],
    source: `${clusterOperator}/v1.32.5/apis/reaper/v1alpha1/reaper_types.go`,
  },
  {
    ...resources.reaperOfOperator,
    pods: 'Reaper',
    fields: ['spec/ServiceAccountName'],
    older: { operator: 'reaper-operator', versions: '<0.3.2', fields: [] },
    default: 'default',
    lists: [],
    images: ['spec'],
    source: 'https://github.com/k8ssandra/reaper-operator/blob/v0.3.5/pkg/reconcile/reconcilers.go',
  },
]

const monitoring: readonly PodAccount[] = [
  resources.prometheus,
  resources.prometheusAgent,
  resources.alertmanager,
  resources.thanosRuler,
].map(resource => ({
  ...resource,
  pods: resource.kind,
  fields: ['spec/serviceAccountName'],
  default: 'default',
  lists: ['spec/imagePullSecrets'],
  images: ['spec'],
  source: prometheusOperator,
}))

/** Every resource whose operator starts pods for it, if their accounts are known. */
export const podAccounts: readonly PodAccount[] = [...stack, ...monitoring]

export function isProvider(name: string): name is SecretProvider {
  return podAccounts.some(({ providers = [] }) => providers.some(provider => provider === name))
}

/** The rows of a kind. */
export function podAccountsOf({
  group,
  kind,
}: {
  readonly group: string
  readonly kind: string
}): readonly PodAccount[] {
  return podAccounts.filter(row => row.group === group && row.kind === kind)
}

/** The fields of a kind that name the account of its first pods, the strongest first. */
export function accountFields(resource: {
  readonly group: string
  readonly kind: string
}): readonly string[] {
  return podAccountsOf(resource)[0]?.fields ?? []
}

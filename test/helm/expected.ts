import { parse } from 'yaml'
import type { KubernetesObject } from './objects.ts'

/** What the tests ask for. */
export const flags = ['--registry=registry.internal:5000/mirror', '--pull-secret=myregistrykey']

/** Every image of the chart, and where it has to point: written by hand, not by the program. */
export const images: Readonly<Record<string, string>> = {
  'docker.io/k8ssandra/cass-management-api:4.0.1-v0.1.37':
    'registry.internal:5000/mirror/k8ssandra/cass-management-api:4.0.1-v0.1.37',
  'docker.io/k8ssandra/system-logger:6c64f9c4':
    'registry.internal:5000/mirror/k8ssandra/system-logger:6c64f9c4',
  'docker.io/datastax/cass-config-builder:1.0.4-ubi7':
    'registry.internal:5000/mirror/datastax/cass-config-builder:1.0.4-ubi7',
  'docker.io/datastax/dse-server:6.8.14': 'registry.internal:5000/mirror/datastax/dse-server:6.8.14',
  'docker.io/busybox:1.35.0': 'registry.internal:5000/mirror/library/busybox:1.35.0',
  'docker.io/k8ssandra/medusa:0.11.3': 'registry.internal:5000/mirror/k8ssandra/medusa:0.11.3',
  'quay.io/acme/models:v3': 'registry.internal:5000/mirror/acme/models:v3',
  'docker.io/thelastpickle/cassandra-reaper:3.1.1':
    'registry.internal:5000/mirror/thelastpickle/cassandra-reaper:3.1.1',
  'quay.io/prometheus/prometheus:v2.28.1': 'registry.internal:5000/mirror/prometheus/prometheus:v2.28.1',
  'quay.io/prometheus/alertmanager:v0.22.2': 'registry.internal:5000/mirror/prometheus/alertmanager:v0.22.2',
  'quay.io/oauth2-proxy/oauth2-proxy:v7.1.3@sha256:d6e22fabce7de7ac8b33a4d0b3f1b0f6ae0e6e4e4a0e7c4fa9c7b9a3f0d1c2b3':
    'registry.internal:5000/mirror/oauth2-proxy/oauth2-proxy:v7.1.3@sha256:d6e22fabce7de7ac8b33a4d0b3f1b0f6ae0e6e4e4a0e7c4fa9c7b9a3f0d1c2b3',
  'quay.io/prometheus-operator/prometheus-config-reloader:v0.50.0':
    'registry.internal:5000/mirror/prometheus-operator/prometheus-config-reloader:v0.50.0',
  'quay.io/thanos/thanos:v0.22.0': 'registry.internal:5000/mirror/thanos/thanos:v0.22.0',
  'quay.io/prometheus-operator/prometheus-operator:v0.50.0':
    'registry.internal:5000/mirror/prometheus-operator/prometheus-operator:v0.50.0',
  'docker.io/k8ssandra/cass-operator:v1.10.5':
    'registry.internal:5000/mirror/k8ssandra/cass-operator:v1.10.5',
  'busybox:1.31.1': 'registry.internal:5000/mirror/library/busybox:1.31.1',
  'docker.io/library/busybox:1.31.1': 'registry.internal:5000/mirror/library/busybox:1.31.1',
  'quay.io/kiwigrid/k8s-sidecar:1.12.2': 'registry.internal:5000/mirror/kiwigrid/k8s-sidecar:1.12.2',
  'grafana/grafana:7.5.11': 'registry.internal:5000/mirror/grafana/grafana:7.5.11',
  'quay.io/prometheus/node-exporter:v1.1.2': 'registry.internal:5000/mirror/prometheus/node-exporter:v1.1.2',
  'docker.io/stargateio/stargate-4_0:v1.0.40':
    'registry.internal:5000/mirror/stargateio/stargate-4_0:v1.0.40',
  'registry.k8s.io/kubectl:v1.30.0': 'registry.internal:5000/mirror/kubectl:v1.30.0',
  'k8s.gcr.io/ingress-nginx/kube-webhook-certgen:v1.0@sha256:f3b6b39a6062328c095337b4cadcefd1612348fdd5190b1dcbcb9b9e90bd8068':
    'registry.internal:5000/mirror/ingress-nginx/kube-webhook-certgen:v1.0@sha256:f3b6b39a6062328c095337b4cadcefd1612348fdd5190b1dcbcb9b9e90bd8068',
  'docker.io/k8ssandra/k8ssandra-tools:latest':
    'registry.internal:5000/mirror/k8ssandra/k8ssandra-tools:latest',
  'bats/bats:v1.4.1': 'registry.internal:5000/mirror/bats/bats:v1.4.1',
}

/** The text of cass-operator's ImageConfig: images, and repositories without a tag. */
const imageConfig: readonly (readonly [string, string])[] = [
  ['"docker.io/k8ssandra/system-logger:', '"registry.internal:5000/mirror/k8ssandra/system-logger:'],
  [
    ' docker.io/datastax/cass-config-builder:',
    ' registry.internal:5000/mirror/datastax/cass-config-builder:',
  ],
  [
    '"docker.io/k8ssandra/cass-management-api"',
    '"registry.internal:5000/mirror/k8ssandra/cass-management-api"',
  ],
  [' docker.io/datastax/dse-server', ' registry.internal:5000/mirror/datastax/dse-server'],
]

/** Where an object of a kind has its list of pull secrets; kinds that have no place for one are not here. */
const secretLists: Readonly<Record<string, string>> = {
  ServiceAccount: 'imagePullSecrets',
  Pod: 'spec.imagePullSecrets',
  Deployment: 'spec.template.spec.imagePullSecrets',
  StatefulSet: 'spec.template.spec.imagePullSecrets',
  DaemonSet: 'spec.template.spec.imagePullSecrets',
  Job: 'spec.template.spec.imagePullSecrets',
  CronJob: 'spec.jobTemplate.spec.template.spec.imagePullSecrets',
  CassandraDatacenter: 'spec.podTemplateSpec.spec.imagePullSecrets',
  Prometheus: 'spec.imagePullSecrets',
  Alertmanager: 'spec.imagePullSecrets',
}

const containers = ['spec', 'podTemplateSpec', 'spec', 'containers']

/** Pods of the service account that lists `chart-key`: a list of their own hides the account's, so it has to hold it. */
const accountLists = ['CassandraDatacenter/dc1', 'StatefulSet/small-stargate']

/** The object as it has to come out: images and pull secrets replaced, all else as it was. */
export function relocated(object: KubernetesObject): KubernetesObject {
  if (object.kind === 'CustomResourceDefinition') return object
  const result = relocateStrings(object) as KubernetesObject
  for (const item of itemsOf(result)) addSecrets(item)
  return result
}

function relocateStrings(value: unknown, key?: string): unknown {
  if (Array.isArray(value)) return value.map(item => relocateStrings(item))
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, field]) => [name, relocateStrings(field, name)]),
    )
  }
  if (typeof value !== 'string') return value
  if (key === 'image_config.yaml') {
    // No pull secret in there: every CassandraDatacenter of the chart has one of its own, and one is enough.
    return imageConfig.reduce((result, [from, to]) => result.replace(from, to), value)
  }
  const [, flag = '', reference = ''] = /^(--[a-z-]+=)?(.*)$/s.exec(value) ?? []
  return images[reference] === undefined ? value : flag + images[reference]
}

function addSecrets(object: KubernetesObject): void {
  const path = secretLists[object.kind]?.split('.')
  if (path === undefined) return
  const names = ['myregistrykey']
  const identity = `${object.kind}/${object.metadata?.name ?? ''}`
  if (accountLists.includes(identity)) names.push('chart-key')
  if (names.length === 0) return
  const present = (get(object, path) ?? []) as readonly { readonly name: string }[]
  put(object, path, [...present, ...names.map(name => ({ name }))])
  // The definition of the kind wants containers next to them.
  if (object.kind === 'CassandraDatacenter' && get(object, containers) === undefined)
    put(object, containers, [])
}

/**
 * The same objects in a form that compares: every list of pull secrets in the order of the alphabet, because its order
 * has no meaning, and ImageConfig as a value, because Helm trims the end of a text.
 */
export function comparable(objects: readonly KubernetesObject[]): unknown {
  return JSON.parse(JSON.stringify(objects), (key, value: unknown) => {
    if (key === 'image_config.yaml') return parse(value as string) as unknown
    if (key !== 'imagePullSecrets' || !Array.isArray(value)) return value
    return value.map(item => JSON.stringify(item)).sort((a, b) => (a < b ? -1 : 1))
  })
}

/** A List as what is in it. Helm 4.3 takes Lists apart when it has a post-renderer, and not without one. */
export function itemsOf(object: KubernetesObject): readonly KubernetesObject[] {
  return object.kind === 'List' ? (object['items'] as readonly KubernetesObject[]) : [object]
}

function get(value: unknown, path: readonly string[]): unknown {
  return path.reduce((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value)
}

function put(value: unknown, path: readonly string[], field: unknown): void {
  let inner = value as Record<string, unknown>
  for (const key of path.slice(0, -1)) inner = (inner[key] ??= {}) as Record<string, unknown>
  inner[path.at(-1) ?? ''] = field
}

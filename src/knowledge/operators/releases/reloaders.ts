import { isInRange, type Version } from '../../version.ts'
import { factOf, numbersOf, type Since } from './table.ts'

/** A container with which prometheus-operator reloads the configuration of a program. */
export type Reloader = {
  readonly versions: string
  readonly pods: readonly string[]
  readonly list: 'containers' | 'initContainers'
  readonly container: string
  readonly image: 'config' | 'configmap'
}

/** The two images: the operator's own, and one of somebody else that came before it. */
export const reloaderKinds = {
  config: { flag: '--prometheus-config-reloader', component: 'config-reloader' },
  configmap: { flag: '--config-reloader-image', component: 'configmap-reload' },
} as const

/**
 * Which containers there are in which pods. Before 0.43.0 a container of its own watches the rules, and Alertmanager has
 * no other; from 0.49.0 on the first configuration is written by an init container.
 *
 * Sources: https://github.com/prometheus-operator/prometheus-operator/blob/v0.42.1/pkg/prometheus/statefulset.go,
 * pkg/alertmanager/statefulset.go and pkg/thanos/statefulset.go there, and the same at v0.43.0, v0.49.0 and v0.64.0.
 */
const reloaders: readonly Reloader[] = [
  {
    versions: '>=0.43.0',
    pods: ['Prometheus', 'PrometheusAgent', 'Alertmanager', 'ThanosRuler'],
    list: 'containers',
    container: 'config-reloader',
    image: 'config',
  },
  {
    versions: '>=0.49.0',
    pods: ['Prometheus', 'PrometheusAgent'],
    list: 'initContainers',
    container: 'init-config-reloader',
    image: 'config',
  },
  {
    versions: '>=0.64.0',
    pods: ['Alertmanager'],
    list: 'initContainers',
    container: 'init-config-reloader',
    image: 'config',
  },
  {
    versions: '<0.43.0',
    pods: ['Prometheus'],
    list: 'containers',
    container: 'prometheus-config-reloader',
    image: 'config',
  },
  {
    versions: '<0.43.0',
    pods: ['Prometheus', 'ThanosRuler'],
    list: 'containers',
    container: 'rules-configmap-reloader',
    image: 'configmap',
  },
  {
    versions: '<0.43.0',
    pods: ['Alertmanager'],
    list: 'containers',
    container: 'config-reloader',
    image: 'configmap',
  },
]

/** The containers of one kind of pods; those of the newest release where the version is not known. */
export function reloadersOf(pods: string, operator: Version | undefined): readonly Reloader[] {
  return reloaders.filter(
    row =>
      row.pods.includes(pods) &&
      (operator === undefined ? !row.versions.startsWith('<') : isInRange(operator, row.versions)),
  )
}

/**
 * The repository of the operator's own: it moved from CoreOS with 0.38.3, went back for a while, and stays since 0.42.0.
 * Source: https://github.com/prometheus-operator/prometheus-operator/blob/v0.42.1/pkg/operator/defaults.go, at each tag.
 */
const ownRepositories: readonly Since<string>[] = [
  ['=0.38.3', 'quay.io/prometheus-operator/prometheus-config-reloader'],
  ['<0.42.0', 'quay.io/coreos/prometheus-config-reloader'],
  ['>=0.42.0', 'quay.io/prometheus-operator/prometheus-config-reloader'],
]

/** The other one, by release. Source: the same file. */
const configmapReloads: readonly Since<string>[] = [
  ['<0.41.0', 'docker.io/jimmidyson/configmap-reload:v0.3.0'],
  ['>=0.41.0', 'docker.io/jimmidyson/configmap-reload:v0.4.0'],
]

/** What a release takes where no flag names the image. */
export function reloaderDefault(image: Reloader['image'], release: Version): string {
  if (image === 'configmap') return factOf(configmapReloads, release) ?? ''
  return `${factOf(ownRepositories, release) ?? ''}:v${numbersOf(release)}`
}

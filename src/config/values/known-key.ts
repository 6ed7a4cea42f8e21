import type { Component } from '../../knowledge/charts/component.ts'
import { components } from '../../knowledge/charts/components.ts'
import { componentAccounts } from '../../knowledge/charts/service-accounts.ts'

/** What a key of the chart's values decides, and for which components. */
export type KnownKey = {
  readonly components: readonly string[]
  readonly part:
    'registry' | 'repository' | 'tag' | 'digest' | 'pull-policy' | 'account' | 'pull-secrets' | 'image'
  /** Whether the chart has no key for the component's registry. */
  readonly registryIsInRepository?: boolean
}

const ofChart = components.filter(
  (component): component is Component & { readonly values: string } =>
    component.chart === 'k8ssandra' && component.values !== undefined,
)

/** Objects of kube-prometheus-stack itself; the charts below it have pull secrets of their own. */
const monitoring = ofChart
  .map(({ component }) => component)
  .filter(component => component.startsWith('kube-prometheus-stack.'))

/** Every key of the chart's values that this program takes over, by its path. */
export const knownKeys: ReadonlyMap<string, KnownKey> = new Map([
  ...ofChart.flatMap(imageKeys),
  ...componentAccounts.flatMap(({ component, values, pullSecrets }) => [
    ...(values === undefined ? [] : [entry(values, { components: [component], part: 'account' })]),
    ...(pullSecrets === undefined
      ? []
      : [entry(pullSecrets, { components: [component], part: 'pull-secrets' })]),
  ]),
  // Of a key that is here twice, the later entry counts: one list of the chart may be for several components.
  ...['global.imagePullSecrets', 'kube-prometheus-stack.global.imagePullSecrets'].map(key =>
    entry(key, { components: monitoring, part: 'pull-secrets' }),
  ),
  entry('kube-prometheus-stack.grafana.image.pullSecrets', { components: ['grafana'], part: 'pull-secrets' }),
])

function imageKeys({ component, values, form }: Component & { readonly values: string }): Entry[] {
  const registryIsInRepository = form !== 'registry-repository-tag'
  const known = (key: string, part: KnownKey['part']): Entry =>
    entry(`${values}${key}`, { components: [component], part, registryIsInRepository })
  if (form === 'image-tag') {
    return [known('.image', 'repository'), known('.tag', 'tag'), known('.imagePullPolicy', 'pull-policy')]
  }
  return [
    known('', 'image'),
    known('.registry', 'registry'),
    known('.repository', 'repository'),
    known('.tag', 'tag'),
    known('.pullPolicy', 'pull-policy'),
    ...(form === 'repository-tag-sha' ? [known('.sha', 'digest')] : []),
  ]
}

type Entry = readonly [string, KnownKey]

function entry(key: string, known: KnownKey): Entry {
  return [key, known]
}

import type { ChartName } from '../../knowledge/charts/component.ts'

type SecretRow = {
  readonly chart: ChartName
  /** The key is written when a component of this name, or below it, is in the stream. */
  readonly component: string
  readonly path: string
  /** How the chart wants the names: it prints objects as they are, and makes objects of texts. */
  readonly form: 'objects' | 'texts'
}

/** Source: the charts named with the components; K8ssandra 1.3.0 and 1.5.2 print their lists as they are. */
export const rows: readonly SecretRow[] = [
  ...['cass-operator', 'reaper-operator', 'medusa-operator'].map(component => ({
    chart: 'k8ssandra' as const,
    component,
    path: `${component}.imagePullSecrets`,
    form: 'objects' as const,
  })),
  {
    chart: 'k8ssandra',
    component: 'kube-prometheus-stack',
    path: 'global.imagePullSecrets',
    form: 'objects',
  },
  {
    chart: 'k8ssandra',
    component: 'grafana',
    path: 'kube-prometheus-stack.grafana.image.pullSecrets',
    form: 'texts',
  },
  { chart: 'k8ssandra-operator', component: 'k8ssandra-operator', path: 'imagePullSecrets', form: 'objects' },
  {
    chart: 'k8ssandra-operator',
    component: 'cass-operator',
    path: 'cass-operator.imagePullSecrets',
    form: 'objects',
  },
  {
    chart: 'kube-prometheus-stack',
    component: 'kube-prometheus-stack',
    path: 'global.imagePullSecrets',
    form: 'objects',
  },
  {
    chart: 'kube-prometheus-stack',
    component: 'grafana',
    path: 'grafana.image.pullSecrets',
    form: 'texts',
  },
]

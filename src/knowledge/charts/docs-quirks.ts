/**
 * Where the documentation of K8ssandra 1.x is wrong: what users write because of it, and what the charts read.
 * Source: docs/content/en/tasks/manage/private-registries of k8ssandra v1.5.2 against the charts of v1.3.0 and v1.5.2.
 */
type DocsQuirk = {
  /** The path in values as documented. `*` stands for one key. */
  readonly documented: string
  /** The path that works; undefined when the path is right and its form is not. */
  readonly real: string | undefined
  /** What goes wrong, as one sentence without final stop. */
  readonly effect: string
}

export const docsQuirks: readonly DocsQuirk[] = [
  {
    documented: 'kube-prometheus-stack.prometheus.image',
    real: 'kube-prometheus-stack.prometheus.prometheusSpec.image',
    effect: 'the chart does not read it, and Prometheus keeps its public image',
  },
  {
    documented: 'kube-prometheus-stack.prometheus-operator.image',
    real: 'kube-prometheus-stack.prometheusOperator.image',
    effect: 'the table names the component with a hyphen, the chart reads it without',
  },
  {
    documented: 'kube-prometheus-stack.prometheus-operator.prometheusSpec.image',
    real: 'kube-prometheus-stack.prometheus.prometheusSpec.image',
    effect: 'the table puts prometheusSpec below the operator, the chart reads it below prometheus',
  },
  {
    documented: 'grafana.image',
    real: 'kube-prometheus-stack.grafana.image',
    effect: 'the table leaves the parent chart out, and Grafana keeps its public image',
  },
  {
    documented: 'kube-prometheus-stack.prometheus.serviceAccountName',
    real: 'kube-prometheus-stack.prometheus.serviceAccount.name',
    effect: 'the chart does not read it, and makes an account under its own name',
  },
  {
    documented: 'reaper-operator.serviceAccount',
    real: 'reaper-operator.serviceAccount.name',
    effect: 'serviceAccount is a mapping in the chart, and a name in its place breaks it',
  },
]

import type { ChartName, Component, ValueForm } from './component.ts'

type Row = {
  readonly component: string
  /** Path below the values of kube-prometheus-stack. */
  readonly values: string
  /** The path in kube-prometheus-stack 88, where it is another one. */
  readonly after?: string
  readonly location: string
  readonly isDocumented?: boolean
  readonly isHook?: boolean
  readonly isArgument?: true
  /** The form in kube-prometheus-stack 12 and 20, which K8ssandra 1.x brings; absent for containers they do not have. */
  readonly before: ValueForm | undefined
  readonly note?: string
}

const offByDefault = 'off in K8ssandra 1.x unless asked for'

/**
 * The containers of kube-prometheus-stack, alone or below K8ssandra 1.x. Source: the charts 12.11.3 (K8ssandra 1.3),
 * 20.0.1 (K8ssandra 1.5) and 88.5.3.
 */
const rows: readonly Row[] = [
  {
    component: 'kube-prometheus-stack.prometheus-operator',
    isDocumented: true,
    values: 'prometheusOperator.image',
    before: 'repository-tag-sha',
    location: 'Deployment, container kube-prometheus-stack',
    note: 'the registry is part of repository; there is no key for it in K8ssandra 1.x',
  },
  {
    component: 'kube-prometheus-stack.prometheus-operator.prometheusSpec',
    isDocumented: true,
    values: 'prometheus.prometheusSpec.image',
    before: 'repository-tag-sha',
    location: 'Prometheus spec/image',
    note: "the path in the documentation's example, prometheus.image, does nothing",
  },
  {
    component: 'grafana',
    isDocumented: true,
    values: 'grafana.image',
    before: 'repository-tag-sha',
    location: 'Deployment, container grafana',
  },
  {
    component: 'grafana.sidecar',
    values: 'grafana.sidecar.image',
    before: 'repository-tag-sha',
    location: 'Deployment, containers grafana-sc-datasources and grafana-sc-dashboard',
  },
  {
    component: 'grafana.testFramework',
    isHook: true,
    values: 'grafana.testFramework',
    after: 'grafana.testFramework.image',
    before: 'image-tag',
    location: 'Pod grafana-test (test)',
    note: 'image is one string in K8ssandra 1.x',
  },
  {
    component: 'grafana.initChownData',
    values: 'grafana.initChownData.image',
    before: 'repository-tag-sha',
    location: 'Deployment, init container init-chown-data',
    note: 'only with grafana.persistence',
  },
  {
    component: 'grafana.downloadDashboards',
    values: 'grafana.downloadDashboardsImage',
    before: 'repository-tag-sha',
    location: 'Deployment, init container download-dashboards',
    note: 'only with dashboards to download',
  },
  {
    component: 'grafana.imageRenderer',
    values: 'grafana.imageRenderer.image',
    before: 'repository-tag-sha',
    location: 'Deployment, container grafana-image-renderer',
    note: 'only with grafana.imageRenderer.enabled',
  },
  {
    component: 'kube-prometheus-stack.prometheusConfigReloader',
    values: 'prometheusOperator.prometheusConfigReloaderImage',
    after: 'prometheusOperator.prometheusConfigReloader.image',
    before: 'repository-tag-sha',
    isArgument: true,
    location: 'argument --prometheus-config-reloader= of the Prometheus operator',
  },
  {
    component: 'kube-prometheus-stack.thanos',
    values: 'prometheusOperator.thanosImage',
    before: 'repository-tag-sha',
    isArgument: true,
    location: 'argument --thanos-default-base-image= of the Prometheus operator',
    note: 'from kube-prometheus-stack 20 (K8ssandra 1.4) on',
  },
  {
    component: 'kube-prometheus-stack.admissionWebhooks.patch',
    isHook: true,
    values: 'prometheusOperator.admissionWebhooks.patch.image',
    before: 'repository-tag-sha',
    location: 'Jobs admission-create and admission-patch, containers create and patch',
  },
  {
    component: 'kube-prometheus-stack.admissionWebhooks.deployment',
    values: 'prometheusOperator.admissionWebhooks.deployment.image',
    before: undefined,
    location: 'Deployment of the admission webhook, image admission-webhook',
  },
  {
    component: 'kube-prometheus-stack.crdUpgrade.busybox',
    isHook: true,
    values: 'crds.upgradeJob.image.busybox',
    before: undefined,
    location: 'Job of the CRD upgrade, init container busybox',
    note: 'its sha is read under another key and does nothing',
  },
  {
    component: 'kube-prometheus-stack.crdUpgrade.kubectl',
    isHook: true,
    values: 'crds.upgradeJob.image.kubectl',
    before: undefined,
    location: 'Job of the CRD upgrade, container kubectl',
    note: 'without a tag it takes the version of the cluster',
  },
  {
    component: 'kube-prometheus-stack.alertmanager',
    values: 'alertmanager.alertmanagerSpec.image',
    before: 'repository-tag-sha',
    location: 'Alertmanager spec/image',
    note: offByDefault,
  },
  {
    component: 'kube-prometheus-stack.thanosRuler',
    values: 'thanosRuler.thanosRulerSpec.image',
    before: 'repository-tag-sha',
    location: 'ThanosRuler spec/image',
    note: offByDefault,
  },
  {
    component: 'kube-state-metrics',
    values: 'kube-state-metrics.image',
    before: 'repository-tag',
    location: 'Deployment, container kube-state-metrics',
    note: offByDefault,
  },
  {
    component: 'prometheus-node-exporter',
    values: 'prometheus-node-exporter.image',
    before: 'repository-tag',
    location: 'DaemonSet, container node-exporter',
    note: offByDefault,
  },
]

/** The rows twice: with the parent's prefix for K8ssandra 1.x, and as they are for the chart alone. */
export const monitoringComponents: readonly Component[] = [
  ...rows.flatMap(row =>
    row.before === undefined
      ? []
      : [componentOfRow(row, 'k8ssandra', `kube-prometheus-stack.${row.values}`, row.before)],
  ),
  ...rows.map(row =>
    componentOfRow(row, 'kube-prometheus-stack', row.after ?? row.values, 'registry-repository-tag-sha'),
  ),
]

function componentOfRow(row: Row, chart: ChartName, values: string, form: ValueForm): Component {
  const { component, location, isDocumented = false, isHook = false, isArgument, note } = row
  return {
    chart,
    component,
    isDocumented,
    values,
    form,
    isHook,
    location,
    ...(isArgument === undefined ? {} : { isArgument }),
    ...(note === undefined ? {} : { note }),
  }
}

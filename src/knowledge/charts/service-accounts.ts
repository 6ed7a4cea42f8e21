/** Which service account the pods of a component of K8ssandra 1.x run under. */
type ComponentAccount = {
  readonly component: string
  /** The property in the documentation's table; undefined where the table has no row. */
  readonly documented: string | undefined
  /** The value that really sets it; undefined if there is none. */
  readonly values: string | undefined
  /** Its name when no value is set: `*` stands for the release, with or without the name of the chart. */
  readonly name: string
  /** Is the account an object of the rendered stream? A pull secret can be added to such an account only. */
  readonly foundIn: 'stream' | 'hook' | 'nowhere'
  /** The value with the pull secrets of the account, as the chart reads it. */
  readonly pullSecrets?: string
}

const monitoringSecrets = 'global.imagePullSecrets'

/**
 * Source: the documentation's table of service accounts, compared with K8ssandra 1.3.0 and 1.5.2 rendered with Medusa.
 * Rows that the table lacks follow at the end.
 */
export const componentAccounts: readonly ComponentAccount[] = [
  chosen('cassandra', 'cassandra.serviceAccount'),
  chosen('stargate', 'stargate.serviceAccount'),
  chosen('reaper', 'reaper.serviceAccount'),
  {
    component: 'kube-prometheus-stack.prometheus-operator',
    documented: 'kube-prometheus-stack.prometheusOperator.serviceAccount.name',
    values: 'kube-prometheus-stack.prometheusOperator.serviceAccount.name',
    name: '*-kube-prometheus-stack-operator',
    foundIn: 'stream',
    pullSecrets: monitoringSecrets,
  },
  {
    component: 'kube-prometheus-stack.prometheus-operator.prometheusSpec',
    documented: 'kube-prometheus-stack.prometheus.serviceAccountName',
    values: 'kube-prometheus-stack.prometheus.serviceAccount.name',
    name: '*-kube-prometheus-stack-prometheus',
    foundIn: 'stream',
    pullSecrets: monitoringSecrets,
  },
  ofOperator('reaper-operator', 'reaper-operator.serviceAccount'),
  ofOperator('medusa-operator', 'medusa-operator.serviceAccount.name'),
  ofOperator('cass-operator', 'cass-operator.serviceAccount.name'),
  {
    component: 'cleaner',
    documented: 'cleaner.serviceAccount',
    values: 'cleaner.serviceAccount',
    name: '*-cleaner-k8ssandra',
    foundIn: 'stream',
  },
  {
    component: 'client',
    documented: 'client.serviceAccount',
    values: 'client.serviceAccount',
    name: '*-crd-upgrader-k8ssandra',
    foundIn: 'hook',
  },
  ofGrafana('grafana', '*-grafana', 'kube-prometheus-stack.grafana.serviceAccount.name'),
  ofGrafana(
    'grafana.testFramework',
    '*-grafana-test',
    'kube-prometheus-stack.grafana.serviceAccount.nameTest',
  ),
  {
    component: 'kube-prometheus-stack.alertmanager',
    documented: undefined,
    values: 'kube-prometheus-stack.alertmanager.serviceAccount.name',
    name: '*-kube-prometheus-stack-alertmanager',
    foundIn: 'stream',
    pullSecrets: monitoringSecrets,
  },
]

/** The chart never creates this account: it must exist, and is `default` unless set. */
function chosen(component: string, values: string): ComponentAccount {
  return { component, documented: values, values, name: 'default', foundIn: 'nowhere' }
}

function ofOperator(component: string, documented: string): ComponentAccount {
  return {
    component,
    documented,
    values: `${component}.serviceAccount.name`,
    name: `*-${component}`,
    foundIn: 'stream',
    pullSecrets: `${component}.imagePullSecrets`,
  }
}

function ofGrafana(component: string, name: string, values: string): ComponentAccount {
  return { component, documented: undefined, values, name, foundIn: 'stream' }
}

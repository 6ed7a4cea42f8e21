import { matchesComponent, type ComponentMatcher, type Whereabouts } from './component-matcher.ts'
import { components } from './components.ts'

const inDatacenter = { kinds: ['CassandraDatacenter', 'K8ssandraCluster'] } as const
const inCluster = { group: 'k8ssandra.io', kinds: ['K8ssandraCluster'] } as const
const inImageConfig = { kinds: ['ConfigMap', 'ImageConfig'] } as const

const cassandra: readonly ComponentMatcher[] = [
  { component: 'medusa', ...inDatacenter, container: 'medusa*' },
  { component: 'cassandra.jmxCredentialsConfig', ...inDatacenter, container: 'jmx-credentials' },
  { component: 'cassandra.applyCustomConfig', ...inDatacenter, container: 'apply-custom-config' },
  { component: 'cassandra.configBuilder', ...inDatacenter, container: 'server-config-init' },
  { component: 'cassandra.loggingSidecar', ...inDatacenter, container: 'server-system-logger' },
  { component: 'cassandra', ...inDatacenter, container: 'base-config-init' },
  { component: 'cassandra', ...inDatacenter, container: 'server-config-init-base' },
  { component: 'cassandra', ...inDatacenter, container: 'cassandra' },
  { component: 'cassandra.configBuilder', ...inDatacenter, path: 'spec/configBuilderImage' },
  { component: 'cassandra.loggingSidecar', ...inDatacenter, path: 'spec/systemLoggerImage' },
  { component: 'cassandra', ...inDatacenter, path: '*/serverImage' },
  { component: 'reaper', ...inDatacenter, path: 'spec/reaper/image' },
]

const cluster: readonly ComponentMatcher[] = [
  { component: 'vector', path: '*/telemetry/vector/image' },
  { component: 'cassandra.jmxCredentialsConfig', ...inCluster, path: '*/jmxInitContainerImage*' },
  { component: 'cassandra.perNodeConfig', ...inCluster, path: '*/perNodeConfigInitContainerImage' },
  { component: 'reaper', ...inCluster, path: 'spec/reaper/*' },
  { component: 'medusa', ...inCluster, path: 'spec/medusa/*' },
  { component: 'stargate', ...inCluster, path: '*/stargate/*' },
  { component: 'stargate', group: 'stargate.k8ssandra.io', path: 'spec/*' },
  { component: 'reaper', group: 'reaper.k8ssandra.io', path: 'spec/*' },
  { component: 'reaper', group: 'reaper.cassandra-reaper.io', path: 'spec/*' },
  { component: 'medusa', group: 'medusa.k8ssandra.io', kinds: ['Medusa'], path: 'spec/*' },
]

const imageConfig: readonly ComponentMatcher[] = [
  ...['system-logger', 'config-builder', 'k8ssandra-client', 'medusa', 'reaper'].map(name => ({
    component: `imageConfig.${name}`,
    ...inImageConfig,
    path: `*images/${name}*`,
  })),
  ...['cassandra', 'dse', 'hcd'].flatMap(name =>
    ['types', 'defaults', 'images'].map(section => ({
      component: `imageConfig.${name}`,
      ...inImageConfig,
      path: `*${section}/${name}*`,
    })),
  ),
]

/** Also for operators of other charts: the container has the operator's name, or the image has. */
const operators: readonly ComponentMatcher[] = [
  ...['cass-operator', 'reaper-operator', 'medusa-operator', 'k8ssandra-operator'].flatMap(name => [
    { component: name, kinds: ['Deployment'], container: name },
    { component: name, kinds: ['Deployment'], image: name },
  ]),
]

const monitoring: readonly ComponentMatcher[] = [
  {
    component: 'kube-prometheus-stack.prometheusConfigReloader',
    path: '*/args[]',
    image: 'prometheus-config-reloader',
  },
  {
    component: 'kube-prometheus-stack.prometheusConfigReloader',
    path: '*/args[]',
    image: 'configmap-reload',
  },
  { component: 'kube-prometheus-stack.thanos', path: '*/args[]', image: 'thanos' },
  { component: 'kube-prometheus-stack.alertmanager', path: '*/args[]', image: 'alertmanager' },
  {
    component: 'kube-prometheus-stack.prometheus-operator.prometheusSpec',
    path: '*/args[]',
    image: 'prometheus',
  },
  { component: 'kube-prometheus-stack.thanos', kinds: ['Prometheus'], path: 'spec/thanos/*' },
  ...['spec/image', 'spec/baseImage'].map(path => ({
    component: 'kube-prometheus-stack.prometheus-operator.prometheusSpec',
    group: 'monitoring.coreos.com',
    kinds: ['Prometheus', 'PrometheusAgent'],
    path,
  })),
  {
    component: 'kube-prometheus-stack.alertmanager',
    group: 'monitoring.coreos.com',
    kinds: ['Alertmanager'],
  },
  { component: 'kube-prometheus-stack.thanosRuler', group: 'monitoring.coreos.com', kinds: ['ThanosRuler'] },
  {
    component: 'kube-prometheus-stack.admissionWebhooks.deployment',
    kinds: ['Deployment'],
    image: 'admission-webhook',
  },
  {
    component: 'kube-prometheus-stack.prometheus-operator',
    kinds: ['Deployment'],
    container: 'kube-prometheus-stack',
  },
  {
    component: 'kube-prometheus-stack.prometheus-operator',
    kinds: ['Deployment'],
    image: 'prometheus-operator',
  },
  { component: 'kube-prometheus-stack.admissionWebhooks.patch', kinds: ['Job'], name: '*-admission-create' },
  { component: 'kube-prometheus-stack.admissionWebhooks.patch', kinds: ['Job'], name: '*-admission-patch' },
  {
    component: 'kube-prometheus-stack.crdUpgrade.busybox',
    kinds: ['Job'],
    name: '*crd-upgrade',
    container: 'busybox',
  },
  {
    component: 'kube-prometheus-stack.crdUpgrade.kubectl',
    kinds: ['Job'],
    name: '*crd-upgrade',
    container: 'kubectl',
  },
  { component: 'kube-state-metrics', kinds: ['Deployment', 'StatefulSet'], container: 'kube-state-metrics' },
  { component: 'prometheus-node-exporter', kinds: ['DaemonSet'], container: 'node-exporter' },
]

const grafana: readonly ComponentMatcher[] = [
  { component: 'grafana.sidecar', container: 'grafana-sc-*' },
  { component: 'grafana.imageRenderer', container: '*grafana-image-renderer' },
  { component: 'grafana.initChownData', container: 'init-chown-data' },
  { component: 'grafana.downloadDashboards', container: 'download-dashboards' },
  { component: 'grafana', kinds: ['Deployment', 'StatefulSet'], container: 'grafana' },
  { component: 'grafana.testFramework', kinds: ['Pod'], name: '*grafana-test' },
]

const releases: readonly ComponentMatcher[] = [
  { component: 'stargate.waitForCassandra', kinds: ['Deployment'], container: 'wait-for-cassandra' },
  { component: 'stargate', kinds: ['Deployment'], container: '*-stargate' },
  { component: 'stargate', kinds: ['Deployment'], name: '*-stargate', image: 'stargate-*' },
  { component: 'cleaner', kinds: ['Job'], container: 'cleaner-job*' },
  { component: 'client', kinds: ['Job'], container: 'crd-upgrade-job*' },
]

/**
 * The first matcher that fits gives the component. Source: the charts named with the components,
 * rendered under several names and values.
 */
export const componentMatchers: readonly ComponentMatcher[] = [
  ...cluster,
  ...cassandra,
  ...imageConfig,
  ...releases,
  ...monitoring,
  ...grafana,
  ...operators,
]

/**
 * The component an image belongs to, by the name it has in `components.ts` (or `vector`, `cassandra.perNodeConfig`: no
 * chart has values for these); undefined for images that are not part of the stack.
 */
export function componentOf(where: Whereabouts): string | undefined {
  return componentMatchers.find(matcher => matchesComponent(matcher, where))?.component
}

const inArguments = new Set(
  components.filter(({ isArgument }) => isArgument === true).map(({ component }) => component),
)

/**
 * The component whose value in the chart decides this image. Unlike `componentOf`, what is in the arguments and
 * variables of a container does not count as the container's own image, which the value is about.
 */
export function valueComponentOf(where: Whereabouts): string | undefined {
  const component = componentOf(where)
  if (component === undefined || inArguments.has(component)) return component
  return /(?:^|\/)(?:args|command|env)(?:\[|\/|$)/.test(where.path) ? undefined : component
}

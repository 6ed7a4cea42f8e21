/** The images of a release, as its charts write them. A stream of any size speaks of these and no others. */
export const releaseImages = {
  cassandra: 'k8ssandra/cass-management-api:4.0.3-v0.1.37',
  configBuilder: 'docker.io/datastax/cass-config-builder:1.0.4',
  systemLogger: 'docker.io/k8ssandra/system-logger:6c64f9c4',
  jmxCredentials: 'docker.io/busybox:1.35.0',
  medusa: 'docker.io/k8ssandra/medusa:0.12.2',
  reaper: 'docker.io/thelastpickle/cassandra-reaper:3.2.1',
  stargate: 'stargateio/stargate-4_0:v1.0.68',
  cassOperator: 'docker.io/k8ssandra/cass-operator:v1.10.5',
  reaperOperator: 'docker.io/k8ssandra/reaper-operator:v0.3.5',
  medusaOperator: 'docker.io/k8ssandra/medusa-operator:v0.4.0',
  grafana: 'grafana/grafana:7.5.17',
  prometheus: 'quay.io/prometheus/prometheus:v2.28.1',
  prometheusOperator: 'quay.io/prometheus-operator/prometheus-operator:v0.52.0',
  configReloader: 'quay.io/prometheus-operator/prometheus-config-reloader:v0.52.0',
  tools: 'docker.io/k8ssandra/k8ssandra-tools:latest',
} as const

/**
 * The documents of releases that are short: pods, custom resources, accounts and roles; three in four of the `count`
 * documents that are not definitions (the rest is rules and dashboards). Every hundred begin a new release.
 */
export function releaseManifests(count: number): string[] {
  return Array.from({ length: Math.ceil(count * 0.75) }, (_, index) =>
    manifest(index % 100, Math.floor(index / 100)),
  )
}

function manifest(index: number, release: number): string {
  const name = `r${release}-${index}`
  const known = withImages[index]
  if (known !== undefined) return known(name)
  return index % 4 === 0 ? account(name) : role(name, index % 2 === 0 ? 'Role' : 'ClusterRole')
}

const withImages: readonly ((name: string) => string)[] = [
  datacenter,
  reaper,
  prometheus,
  name => deployment(name, releaseImages.cassOperator),
  name => deployment(name, releaseImages.reaperOperator),
  name => deployment(name, releaseImages.medusaOperator),
  name => deployment(name, releaseImages.stargate),
  name => deployment(name, releaseImages.grafana),
  name =>
    deployment(
      name,
      releaseImages.prometheusOperator,
      `--prometheus-config-reloader=${releaseImages.configReloader}`,
    ),
  name => job(name, 'pre-delete'),
  name => job(name, 'pre-upgrade'),
]

function head(apiVersion: string, kind: string, name: string): string {
  return `# Source: bench/templates/${name}.yaml
apiVersion: ${apiVersion}
kind: ${kind}
metadata:
  name: ${name}
  labels:     
    app.kubernetes.io/instance: bench
    app.kubernetes.io/managed-by: Helm
`
}

function datacenter(name: string): string {
  const { cassandra, configBuilder, systemLogger, jmxCredentials, medusa } = releaseImages
  return `${head('cassandra.datastax.com/v1beta1', 'CassandraDatacenter', name)}spec:
  clusterName: bench
  serverType: cassandra
  serverVersion: "4.0.3"
  serverImage: ${cassandra}
  configBuilderImage: ${configBuilder}
  systemLoggerImage: ${systemLogger}
  config:
    cassandra-yaml:
      roles_validity_in_ms: 3.6e+06
    jvm-server-options:
  podTemplateSpec:
    spec:
      initContainers:
      - name: base-config-init
        image: ${cassandra}
      - name: server-config-init
      - name: jmx-credentials
        image: ${jmxCredentials}
      - name: medusa-restore
        image: ${medusa}
      containers:
      - name: cassandra
        env:
          - name: LOCAL_JMX
            value: "no"
      - name: medusa
        image: ${medusa}
        readinessProbe:
          exec:
            command: [ "/bin/grpc_health_probe", "-addr=:50051" ]
`
}

function reaper(name: string): string {
  return `${head('reaper.cassandra-reaper.io/v1alpha1', 'Reaper', name)}spec:
  image: ${releaseImages.reaper}
  ServiceAccountName: default
`
}

function prometheus(name: string): string {
  return `${head('monitoring.coreos.com/v1', 'Prometheus', name)}spec:
  alerting:
    alertmanagers:
      []
  image: "${releaseImages.prometheus}"
  version: v2.28.1
`
}

function deployment(name: string, image: string, argument = '--leader-elect'): string {
  return `${head('apps/v1', 'Deployment', name)}spec:
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      serviceAccountName:  ${name}
      containers:
      - args:
        # Between two items.
        - ${argument}
        image: "${image}"
        name: ${name}
        resources:
          {}
        readinessProbe:
          httpGet:
            path: /readyz
            port: 8081
`
}

function job(name: string, hook: string): string {
  return `${head('batch/v1', 'Job', name)}  annotations:
    "helm.sh/hook": ${hook}
spec:
  template:
    spec:
      restartPolicy: OnFailure
      containers:
        - name: tools
          image: ${releaseImages.tools}
          imagePullPolicy: IfNotPresent
`
}

function account(name: string): string {
  return head('v1', 'ServiceAccount', name)
}

function role(name: string, kind: string): string {
  return `${head('rbac.authorization.k8s.io/v1', kind, name)}rules:
- apiGroups:
  - ""
  resources:
  - pods
  - services
  - secrets
  verbs:
  - get
  - list
  - watch
`
}

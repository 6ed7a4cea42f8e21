import type { FieldSpec } from './fieldspec.ts'
import { lists } from './secret-lists.ts'

const openSearch = ['general', 'dashboards', 'initHelper'].map(part => `spec/${part}/imagePullSecrets`)

/** Sources: the types of each operator, in the repository or the reference that is named. */
export const pullSecrets: readonly FieldSpec[] = [
  // https://docs.tigera.io/calico/latest/reference/installation/api
  ...lists('operator.tigera.io', ['Installation'], ['spec/imagePullSecrets']),
  // https://github.com/opensearch-project/opensearch-k8s-operator/blob/main/docs/designs/crd.md
  ...lists('opensearch.opster.io', ['OpenSearchCluster'], openSearch),
  ...lists('opensearch.org', ['OpenSearchCluster'], openSearch),
  // https://dev.mysql.com/doc/mysql-operator/en/mysql-operator-properties.html
  ...lists('mysql.oracle.com', ['InnoDBCluster'], ['spec/imagePullSecrets']),
  // https://kubevirt.io/api-reference/main/definitions.html
  ...lists('kubevirt.io', ['KubeVirt'], ['spec/imagePullSecrets']),
  // https://knative.dev/docs/install/operator/configuring-with-operator/
  ...lists('operator.knative.dev', ['KnativeServing', 'KnativeEventing'], ['spec/registry/imagePullSecrets']),
  // https://github.com/RedisLabs/redis-enterprise-k8s-docs/blob/master/redis_enterprise_cluster_api.md
  ...lists('app.redislabs.com', ['RedisEnterpriseCluster'], ['spec/pullSecrets']),
  // https://docs.percona.com/percona-operator-for-mongodb/operator.html
  ...lists('psmdb.percona.com', ['PerconaServerMongoDB'], ['spec/imagePullSecrets']),
  // https://docs.percona.com/percona-operator-for-mysql/pxc/operator.html
  ...lists(
    'pxc.percona.com',
    ['PerconaXtraDBCluster'],
    ['pxc', 'haproxy', 'proxysql', 'backup'].map(part => `spec/${part}/imagePullSecrets`),
  ),
  // https://docs.percona.com/percona-operator-for-postgresql/2.0/operator.html
  ...lists('pgv2.percona.com', ['PerconaPGCluster'], ['spec/imagePullSecrets']),
  // https://access.crunchydata.com/documentation/postgres-operator/latest/references/crd/5.7.x/postgrescluster
  ...lists('postgres-operator.crunchydata.com', ['PostgresCluster'], ['spec/imagePullSecrets']),
  // https://cloudnative-pg.io/documentation/current/cloudnative-pg.v1/#clusterspec
  ...lists('postgresql.cnpg.io', ['Cluster'], ['spec/imagePullSecrets']),
  // https://www.enterprisedb.com/docs/postgres_for_kubernetes/latest/pg4k.v1/
  ...lists('postgresql.k8s.enterprisedb.io', ['Cluster'], ['spec/imagePullSecrets']),
  // https://www.keycloak.org/operator/advanced-configuration
  ...lists('k8s.keycloak.org', ['Keycloak'], ['spec/imagePullSecrets']),
  // https://www.rabbitmq.com/kubernetes/operator/using-operator
  ...lists('rabbitmq.com', ['RabbitmqCluster'], ['spec/imagePullSecrets']),
  // https://docs.victoriametrics.com/operator/api/
  ...lists(
    'operator.victoriametrics.com',
    [
      ...['VMAgent', 'VMAlert', 'VMAlertmanager', 'VMAuth', 'VMSingle', 'VMCluster', 'VMAnomaly'],
      ...['VLAgent', 'VLSingle', 'VLCluster', 'VTSingle', 'VTCluster'],
    ],
    ['spec/imagePullSecrets'],
  ),
  // https://github.com/NVIDIA/gpu-operator/blob/main/api/nvidia/v1/clusterpolicy_types.go: plain names
  ...lists('nvidia.com', ['ClusterPolicy', 'GPUCluster'], ['spec/*/imagePullSecrets'], { items: 'names' }),
  ...lists('nvidia.com', ['NVIDIADriver'], ['spec/imagePullSecrets'], { items: 'names' }),
  // https://github.com/rancher/system-upgrade-controller/blob/master/pkg/apis/upgrade.cattle.io/v1/types.go
  ...lists('upgrade.cattle.io', ['Plan'], ['spec/imagePullSecrets']),
  // https://www.elastic.co/docs/reference/cloud-on-k8s/api-docs: a template without containers is completed
  ...lists(
    'elasticsearch.k8s.elastic.co',
    ['Elasticsearch'],
    ['spec/nodeSets[]/podTemplate/spec/imagePullSecrets'],
    {
      serves: 'spec',
    },
  ),
  ...lists('kibana.k8s.elastic.co', ['Kibana'], ['spec/podTemplate/spec/imagePullSecrets'], {
    serves: 'spec',
  }),
  ...lists('logstash.k8s.elastic.co', ['Logstash'], ['spec/podTemplate/spec/imagePullSecrets'], {
    serves: 'spec',
  }),
  // https://docs.seldon.io/projects/seldon-core/en/latest/reference/seldon-deployment.html: a PodSpec, no template
  {
    group: 'machinelearning.seldon.io',
    kind: 'SeldonDeployment',
    path: 'spec/predictors[]/componentSpecs[]/spec',
    shape: 'pod-spec',
  },
  // https://grafana.github.io/grafana-operator/docs/api/#grafanaspecdeploymentspectemplatespec: no container is required
  ...lists('grafana.integreatly.org', ['Grafana'], ['spec/deployment/spec/template/spec/imagePullSecrets'], {
    serves: 'spec',
  }),
  // https://github.com/grafana/grafana-operator/blob/v4/api/integreatly/v1alpha1/grafana_types.go
  ...lists('integreatly.org', ['Grafana'], ['spec/serviceAccount/imagePullSecrets'], { serves: 'spec' }),
  // https://docs.crossplane.io/latest/packages/providers/
  ...lists('pkg.crossplane.io', ['Provider', 'Configuration', 'Function'], ['spec/packagePullSecrets'], {
    serves: 'spec',
  }),
  // https://github.com/operator-framework/api/blob/master/pkg/operators/v1alpha1/catalogsource_types.go: plain names
  ...lists('operators.coreos.com', ['CatalogSource'], ['spec/secrets'], { items: 'names' }),
  // https://github.com/kaasops/vector-operator/blob/main/api/v1alpha1/vector_common_types.go
  ...lists('observability.kaasops.io', ['Vector'], ['spec/agent/imagePullSecrets']),
  ...lists(
    'observability.kaasops.io',
    ['VectorAggregator', 'ClusterVectorAggregator'],
    ['spec/imagePullSecrets'],
  ),
  // https://cert-manager.io/docs/reference/api-docs/#acme.cert-manager.io/v1.ACMEChallengeSolverHTTP01IngressPodSpec
  ...['ingress', 'gatewayHTTPRoute'].flatMap(key => {
    const solver = `spec/acme/solvers[]/http01/${key}`
    const list = `${solver}/podTemplate/spec/imagePullSecrets`
    return lists('cert-manager.io', ['Issuer', 'ClusterIssuer'], [list], { needs: solver })
  }),
  // https://github.com/jaegertracing/jaeger-operator/blob/main/apis/v1/jaeger_types.go
  ...lists('jaegertracing.io', ['Jaeger'], ['spec/imagePullSecrets']),
  // https://gateway.envoyproxy.io/docs/api/extension_types/#kubernetespodspec
  ...['envoyDeployment', 'envoyDaemonSet'].flatMap(key =>
    lists('gateway.envoyproxy.io', ['EnvoyProxy'], [`spec/provider/kubernetes/${key}/pod/imagePullSecrets`], {
      serves: `spec/provider/kubernetes/${key}`,
    }),
  ),
  // https://github.com/pingcap/tidb-operator/blob/v1.6.0/docs/api-references/docs.md
  ...lists('pingcap.com', ['TidbCluster', 'TidbMonitor', 'Backup', 'Restore'], ['spec/imagePullSecrets']),
  // https://github.com/kubeflow/spark-operator/blob/master/docs/api-docs.md: plain names
  ...lists('sparkoperator.k8s.io', ['SparkApplication'], ['spec/imagePullSecrets'], { items: 'names' }),
  ...lists('sparkoperator.k8s.io', ['ScheduledSparkApplication'], ['spec/template/imagePullSecrets'], {
    items: 'names',
  }),
  // https://operator.docs.scylladb.com/stable/reference/api/groups/scylla.scylladb.com/scylladbdatacenters.html
  ...lists('scylla.scylladb.com', ['ScyllaDBDatacenter'], ['spec/imagePullSecrets']),
  // https://github.com/grafana/k6-operator/blob/main/api/v1alpha1/testrun_types.go
  ...lists(
    'k6.io',
    ['TestRun'],
    ['runner', 'starter', 'initializer'].map(part => `spec/${part}/imagePullSecrets`),
  ),
  // https://github.com/datainfrahq/druid-operator/blob/master/docs/api_specifications/druid.md
  ...lists('druid.apache.org', ['Druid'], ['spec/imagePullSecrets']),
  // https://strimzi.io/docs/operators/latest/configuring.html#type-PodTemplate-reference
  ...['kafka', 'zookeeper', 'entityOperator', 'cruiseControl', 'kafkaExporter'].flatMap(part =>
    lists('kafka.strimzi.io', ['Kafka'], [`spec/${part}/template/pod/imagePullSecrets`], {
      serves: `spec/${part}`,
    }),
  ),
  ...lists(
    'kafka.strimzi.io',
    ['KafkaConnect', 'KafkaBridge', 'KafkaMirrorMaker2'],
    ['spec/template/pod/imagePullSecrets'],
    { serves: 'spec' },
  ),
  // https://github.com/actions/actions-runner-controller/blob/master/apis/actions.summerwind.net/v1alpha1/runner_types.go
  ...lists('actions.summerwind.dev', ['RunnerDeployment'], ['spec/template/spec/imagePullSecrets']),
  // https://github.com/knative/caching/blob/main/pkg/apis/caching/v1alpha1/image_types.go
  ...lists('caching.internal.knative.dev', ['Image'], ['spec/imagePullSecrets']),
]

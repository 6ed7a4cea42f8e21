import type { ChoosingResource } from './row.ts'

const elastic = {
  operator: 'ECK',
  images: ['eck-operator', 'eck-operator-ubi', 'eck-operator-ubi8'],
  fields: ['spec/image'],
  settings: ['--container-registry', 'container-registry', 'CONTAINER_REGISTRY'],
  fact: 'https://www.elastic.co/docs/deploy-manage/deploy/cloud-on-k8s/air-gapped-install',
} as const

const strimzi = {
  group: 'kafka.strimzi.io',
  operator: 'Strimzi',
  images: ['operator'],
  fact: 'https://strimzi.io/docs/operators/latest/configuring.html',
} as const

const jaeger = {
  group: 'jaegertracing.io',
  kind: 'Jaeger',
  operator: 'the Jaeger operator',
  images: ['jaeger-operator'],
  fact: 'https://github.com/jaegertracing/jaeger-operator/blob/main/apis/v1/jaeger_types.go',
} as const

const loki = {
  group: 'loki.grafana.com',
  kind: 'LokiStack',
  operator: 'the Loki operator',
  images: ['loki-operator'],
  fields: [],
  fact: 'https://github.com/grafana/loki/blob/main/operator/internal/manifests/var.go',
} as const

const tempo = {
  group: 'tempo.grafana.com',
  kind: 'TempoStack',
  operator: 'the Tempo operator',
  images: ['tempo-operator'],
  fact: 'https://github.com/grafana/tempo-operator/blob/main/docs/operator/api.md',
} as const

const victoriaMetrics = {
  group: 'operator.victoriametrics.com',
  operator: 'the VictoriaMetrics operator',
  images: ['operator'],
  fact: 'https://docs.victoriametrics.com/operator/configuration/',
} as const

/** Stacks of many kinds, each with one operator. */
export const stacks: readonly ChoosingResource[] = [
  { ...elastic, group: 'elasticsearch.k8s.elastic.co', kind: 'Elasticsearch', component: 'elasticsearch' },
  { ...elastic, group: 'kibana.k8s.elastic.co', kind: 'Kibana', component: 'kibana' },
  { ...elastic, group: 'logstash.k8s.elastic.co', kind: 'Logstash', component: 'logstash' },
  { ...elastic, group: 'beat.k8s.elastic.co', kind: 'Beat', component: 'beat' },
  { ...elastic, group: 'agent.k8s.elastic.co', kind: 'Agent', component: 'agent' },
  { ...elastic, group: 'apm.k8s.elastic.co', kind: 'ApmServer', component: 'apm-server' },
  {
    ...elastic,
    group: 'enterprisesearch.k8s.elastic.co',
    kind: 'EnterpriseSearch',
    component: 'enterprise-search',
  },
  {
    ...elastic,
    group: 'maps.k8s.elastic.co',
    kind: 'ElasticMapsServer',
    component: 'elastic-maps-server',
  },
  {
    ...strimzi,
    kind: 'Kafka',
    component: 'kafka',
    fields: ['spec/kafka/image'],
    settings: ['STRIMZI_KAFKA_IMAGES'],
  },
  ...(
    [
      ['zookeeper', 'zookeeper', 'STRIMZI_KAFKA_IMAGES'],
      ['topic-operator', 'entityOperator/topicOperator', 'STRIMZI_DEFAULT_TOPIC_OPERATOR_IMAGE'],
      ['user-operator', 'entityOperator/userOperator', 'STRIMZI_DEFAULT_USER_OPERATOR_IMAGE'],
      ['cruise-control', 'cruiseControl', 'STRIMZI_DEFAULT_CRUISE_CONTROL_IMAGE'],
      ['kafka-exporter', 'kafkaExporter', 'STRIMZI_DEFAULT_KAFKA_EXPORTER_IMAGE'],
    ] as const
  ).map(([component, field, setting]) => ({
    ...strimzi,
    kind: 'Kafka',
    component,
    asked: `spec/${field}`,
    fields: [`spec/${field}/image`],
    settings: [setting],
  })),
  {
    ...strimzi,
    kind: 'KafkaConnect',
    component: 'connect',
    fields: ['spec/image'],
    settings: ['STRIMZI_KAFKA_CONNECT_IMAGES'],
  },
  {
    ...strimzi,
    kind: 'KafkaMirrorMaker2',
    component: 'mirror-maker-2',
    fields: ['spec/image'],
    settings: ['STRIMZI_KAFKA_MIRROR_MAKER_2_IMAGES'],
  },
  {
    ...strimzi,
    kind: 'KafkaBridge',
    component: 'bridge',
    fields: ['spec/image'],
    settings: ['STRIMZI_DEFAULT_KAFKA_BRIDGE_IMAGE'],
  },
  ...(
    [
      ['all-in-one', 'allInOne', ['', 'allinone', 'all-in-one']],
      ['collector', 'collector', ['production', 'streaming']],
      ['query', 'query', ['production', 'streaming']],
      ['ingester', 'ingester', ['streaming']],
    ] as const
  ).map(([component, field, is]) => ({
    ...jaeger,
    component,
    where: { field: 'spec/strategy', is },
    fields: [`spec/${field}/image`],
    settings: [`--jaeger-${component}-image`, `JAEGER-${component.toUpperCase()}-IMAGE`],
  })),
  { ...loki, component: 'loki', settings: ['RELATED_IMAGE_LOKI'] },
  { ...loki, component: 'gateway', asked: 'spec/tenants', settings: ['RELATED_IMAGE_GATEWAY'] },
  { ...tempo, component: 'tempo', fields: ['spec/images/tempo'], settings: ['RELATED_IMAGE_TEMPO'] },
  {
    ...tempo,
    component: 'tempo-gateway',
    where: { field: 'spec/template/gateway/enabled', is: ['true'] },
    fields: ['spec/images/tempoGateway'],
    settings: ['RELATED_IMAGE_TEMPO_GATEWAY'],
  },
  ...(['VMAgent', 'VMAlert', 'VMAlertmanager', 'VMAuth', 'VMSingle'] as const).map(kind => ({
    ...victoriaMetrics,
    kind,
    component: kind.toLowerCase(),
    fields: ['spec/image/repository'],
    settings: [`VM_${kind.toUpperCase()}DEFAULT_IMAGE`, 'VM_CONTAINERREGISTRY'],
  })),
  ...(['vmstorage', 'vmselect', 'vminsert'] as const).map(component => ({
    ...victoriaMetrics,
    kind: 'VMCluster',
    component,
    asked: `spec/${component}`,
    fields: [`spec/${component}/image/repository`],
    settings: [`VM_VMCLUSTERDEFAULT_${component.toUpperCase()}DEFAULT_IMAGE`, 'VM_CONTAINERREGISTRY'],
  })),
]

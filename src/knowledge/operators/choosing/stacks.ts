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

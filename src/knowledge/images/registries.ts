/**
 * Registries that are known by their name. A whole reference to one of them is an image wherever it is written.
 *
 * Sources: the documentation of each registry; for private ones of a cloud
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html,
 * https://learn.microsoft.com/azure/container-registry/container-registry-concepts,
 * https://cloud.google.com/artifact-registry/docs/docker/names,
 * https://www.ibm.com/docs/en/cloud/container-registry, https://docs.oracle.com/iaas/Content/Registry/Concepts/registryprerequisites.htm.
 */
const registryHosts: readonly RegExp[] = [
  /^docker\.io$/,
  /^quay\.io$/,
  /^(?:[a-z0-9-]+\.)?gcr\.io$/,
  /^ghcr\.io$/,
  /^(?:registry\.)?k8s\.io$/,
  /^[a-z0-9-]+\.pkg\.dev$/,
  /^public\.ecr\.aws$/,
  /^mcr\.microsoft\.com$/,
  /^nvcr\.io$/,
  /^cr\.(?:k8ssandra|dtsx|fluentbit|l5d|kgateway|weaviate|agentgateway)\.(?:io|dev)$/,
  /^registry\.(?:(?:access|connect)\.)?redhat\.(?:com|io)$/,
  /^docker\.elastic\.co$/,
  /^cr\.yandex$/,
  /^(?:cgr\.dev|dhi\.io|lscr\.io)$/,
  /^registry\.gitlab\.com$/,
  /^registry\.(?:istio|suse|opensource\.zalan|developers\.crunchydata|connect\.redhat)\.(?:io|com|do)$/,
  /^xpkg\.(?:upbound|crossplane)\.io$/,
  /^(?:container-registry|phx|iad)\.(?:oracle\.com|ocir\.io)$/,
  /^icr\.io$|^[a-z]{2,3}\.icr\.io$/,
  /^\d{12}\.dkr\.ecr(?:-fips)?\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?$/,
  /^[a-z0-9]+\.azurecr\.(?:io|cn|us)$/,
]

/** The project's own domain names controllers and annotations as well; only with a version it names an image. */
const ambiguousHosts: ReadonlySet<string> = new Set(['k8s.io'])

/** Hosts in front of paths and versions that are no registries: module paths, labels, services in a cluster. */
const otherHosts =
  /^(?:github\.com|gitlab\.com|bitbucket\.org|golang\.org|go\.[a-z]+\.[a-z]+|[a-z0-9-]+\.github\.io|helm\.sh|kubernetes\.io|[a-z0-9.-]+\.kubernetes\.io|[a-z0-9.-]+\.svc(?:\.cluster\.local)?)(?::\d+)?$/

/** Namespaces of Docker Hub whose images K8ssandra and its usual neighbours run: a versioned tag behind them is enough. */
const knownNamespaces =
  /^(?:library|k8ssandra|datastax|stargateio|thelastpickle|grafana|kiwigrid|jettech|bats|prom|bitnami|bitnamilegacy|jaegertracing|timberio|cassandra|minio|curlimages|hashicorp|rancher|istio|calico|traefik|jenkins|elastic|percona|strimzi|apache|mikefarah|alpine)\//

/**
 * Official images of Docker Hub that charts name by a bare word.
 * Source: https://github.com/docker-library/official-images/tree/master/library
 */
const officialImages: ReadonlySet<string> = new Set(
  (
    'almalinux alpine amazoncorretto archlinux bash busybox caddy cassandra centos clickhouse composer consul couchbase couchdb ' +
    'debian docker eclipse-temurin elasticsearch fedora flink fluentd ghost golang gradle groovy haproxy httpd hello-world influxdb ' +
    'jetty jruby julia kibana kong logstash mariadb maven memcached mongo mongo-express mysql nats neo4j nextcloud nginx node ' +
    'openjdk oraclelinux percona perl photon php postgres pypy python rabbitmq redis registry rethinkdb rockylinux ros ruby rust ' +
    'sonarqube spark solr swift telegraf tomcat traefik ubuntu valkey varnish vault wordpress zookeeper'
  ).split(' '),
)

/** Whether a host, in canonical spelling, is a registry that is known. */
export function isKnownRegistry(host: string): boolean {
  let isKnown = knownHosts.get(host)
  if (isKnown === undefined) {
    isKnown = registryHosts.some(pattern => pattern.test(host))
    if (knownHosts.size < mostHosts) knownHosts.set(host, isKnown)
  }
  return isKnown
}

/** What was answered: a stream names few hosts, and hostile ones are not remembered. */
const knownHosts = new Map<string, boolean>()
const mostHosts = 4096

/** Whether a host also names things that are no images. */
export function isAmbiguousHost(host: string): boolean {
  return ambiguousHosts.has(host)
}

/** Whether what comes before the first `/` belongs to something else than images. */
export function isOtherHost(host: string): boolean {
  return otherHosts.test(host)
}

/** Whether a path on Docker Hub begins with a namespace that is known. */
export function isKnownNamespace(repository: string): boolean {
  return knownNamespaces.test(repository)
}

/** Whether a bare word is the name of an official image. */
export function isOfficialImage(name: string): boolean {
  return officialImages.has(name)
}

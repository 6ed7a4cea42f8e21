/** Namespaces of Docker Hub whose images K8ssandra and its usual neighbours run: a versioned tag after them is enough. */
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

/** Those that are operating systems: the disk of a machine has such a name too. */
const systems: ReadonlySet<string> = new Set([
  'almalinux',
  'alpine',
  'archlinux',
  'centos',
  'debian',
  'fedora',
  'oraclelinux',
  'photon',
  'rockylinux',
  'ubuntu',
])

/** Whether a path on Docker Hub begins with a namespace that is known. */
export function isKnownNamespace(repository: string): boolean {
  return knownNamespaces.test(repository)
}

/** Whether a bare word is the name of an official image. */
export function isOfficialImage(name: string): boolean {
  return officialImages.has(name)
}

/** Whether a bare word is the name of an official image of a program. */
export function isProgramImage(name: string): boolean {
  return officialImages.has(name) && !systems.has(name)
}

import { describe, expect, test } from '@jest/globals'

import { emptyConfig } from '../../src/config/config.ts'
import { formatReference } from '../../src/reference/reference.ts'
import { relocate } from '../../src/relocate.ts'

const config = { ...emptyConfig, registry: 'registry.internal/m' }

function operator(image: string, labels = ''): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: operator
  labels: {${labels}}
spec:
  template:
    spec:
      containers:
      - name: manager
        image: ${image}
`
}

const datacenter = `---
apiVersion: cassandra.datastax.com/v1beta1
kind: CassandraDatacenter
metadata: {name: dc1}
spec: {serverType: cassandra, serverVersion: 4.1.5}
`

const cluster = `---
apiVersion: k8ssandra.io/v1alpha1
kind: K8ssandraCluster
metadata: {name: ledger}
spec:
  cassandra: {serverVersion: 4.0.1, serverImage: a/b:1}
  reaper: {heapSize: 512Mi}
`

function listed(stream: string): readonly string[] {
  return relocate(stream, config).operatorImages.map(
    ({ component, source, target, isPinned }) =>
      `${component} ${formatReference(source)} ${target === undefined ? '-' : formatReference(target)} ${isPinned}`,
  )
}

function warnings(stream: string): readonly string[] {
  return relocate(stream, config).problems.map(problem => problem.code)
}

describe('the image of the server, which ImageConfig makes of a repository and the requested version', () => {
  test('v1beta2 puts prefix and suffix around the version', () => {
    const imageConfig = `---
apiVersion: config.k8ssandra.io/v1beta2
kind: ImageConfig
types:
  cassandra: {repository: k8ssandra, name: cass-management-api, prefix: v, suffix: -ubi}
`
    expect(listed(datacenter + imageConfig)).toEqual([
      'cassandra k8ssandra/cass-management-api:v4.1.5-ubi registry.internal/m/k8ssandra/cass-management-api:v4.1.5-ubi true',
    ])
  })

  test('v1beta1 has a suffix only', () => {
    const imageConfig = `---
apiVersion: config.k8ssandra.io/v1beta1
kind: ImageConfig
defaults:
  cassandra: {repository: k8ssandra/cass-management-api, suffix: -ubi8}
`
    expect(listed(datacenter + imageConfig)).toEqual([
      'cassandra k8ssandra/cass-management-api:4.1.5-ubi8 registry.internal/m/k8ssandra/cass-management-api:4.1.5-ubi8 true',
    ])
  })

  test('a resource that names its image needs no other', () => {
    const named = datacenter.replace('spec: {', 'spec: {serverImage: a/b:1, ')
    const imageConfig =
      '---\nkind: ImageConfig\napiVersion: config.k8ssandra.io/v1beta2\ntypes: {cassandra: {name: c, repository: a}}\n'
    expect(listed(named + imageConfig)).toEqual([])
  })
})

const reaper =
  'reaper docker.io/thelastpickle/cassandra-reaper:3.4.0 registry.internal/m/thelastpickle/cassandra-reaper:3.4.0 true'

describe('the version of an operator', () => {
  test('is its tag; Reaper and its init container have an image each', () => {
    expect(listed(operator('k8ssandra/k8ssandra-operator:v1.10.0') + cluster)).toEqual([reaper, reaper])
  })

  test('is that of the chart if the tag has none and the chart belongs to the operator', () => {
    const labels = 'helm.sh/chart: k8ssandra-operator-1.10.0'
    const latest = operator('k8ssandra/k8ssandra-operator:latest', labels)
    expect(listed(latest + cluster)).toEqual([reaper, reaper])
  })

  test('is declared where the operator is not in the stream', () => {
    const declared = { ...config, operators: { 'k8ssandra-operator': '1.10.0' } }
    expect(relocate(cluster.slice(4), declared).operatorImages).toHaveLength(2)
    const asTag = { ...config, operators: { 'k8ssandra-operator': 'v1.10.0' } }
    expect(relocate(cluster.slice(4), asTag).operatorImages).toHaveLength(2)
  })

  test('that is unknown is a warning if a resource depends on it, and only then', () => {
    const latest = operator('k8ssandra/k8ssandra-operator:latest')
    // One for each operator of the resource: cass-operator is not in the stream at all.
    expect(warnings(latest + cluster)).toEqual(['OPERATOR_VERSION_UNKNOWN', 'OPERATOR_VERSION_UNKNOWN'])
    expect(warnings(latest)).toEqual([])
  })

  test('is unknown for a build of a vendor', () => {
    const vendors = operator('bitnami/prometheus-operator:0.85.0-debian-12-r0')
    const prometheus =
      '---\napiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata: {name: p}\nspec: {version: v3.5.0}\n'
    expect(listed(vendors + prometheus)).toEqual([])
    expect(warnings(vendors + prometheus)).toEqual(['OPERATOR_VERSION_UNKNOWN'])
  })
})

test('without its resources in the stream, an operator pulls nothing', () => {
  expect(listed(operator('k8ssandra/reaper-operator:v0.3.5'))).toEqual([])
})

test('two versions of an operator in one stream pin nothing, unless the namespace decides', () => {
  const inNamespace = (text: string, namespace: string): string =>
    text.replace('metadata:\n', `metadata:\n  namespace: ${namespace}\n`)
  const old = operator('k8ssandra/reaper-operator:v0.3.2')
  const newer = operator('k8ssandra/reaper-operator:v0.3.5')
  const resource = (namespace: string): string =>
    `---\napiVersion: reaper.cassandra-reaper.io/v1alpha1\nkind: Reaper\nmetadata:\n  name: r\n${namespace}spec:\n  keyspace: k\n`
  const pinned = (stream: string): readonly string[] | null =>
    relocate(stream, config).output.match(/^  image: .*$/gm)
  expect(pinned(`${old}---\n${newer}${resource('')}`)).toBeNull()
  const apart = `${inNamespace(old, 'a')}---\n${inNamespace(newer, 'b')}`
  expect(pinned(apart + resource('  namespace: a\n'))).toEqual([
    '  image: registry.internal/m/thelastpickle/cassandra-reaper:2.2.1',
  ])
  expect(warnings(apart + resource('  namespace: a\n'))).toEqual(['OPERATOR_VERSION_UNKNOWN'])
})

test('a Prometheus without a version follows its operator, so its image cannot be named', () => {
  const prometheus = operator('quay.io/prometheus-operator/prometheus-operator:v0.85.0')
  const resource =
    '---\napiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata: {name: p}\nspec: {replicas: 1}\n'
  expect(warnings(prometheus + resource)).toEqual(['IMAGE_LEAK', 'IMAGE_LEAK'])
})

describe('a container that copies the configuration of the server', () => {
  const imageConfig = `---
apiVersion: config.k8ssandra.io/v1beta2
kind: ImageConfig
types:
  cassandra: {repository: k8ssandra, name: cass-management-api}
  dse: {repository: datastax, name: dse-server}
`
  const own = 'podTemplateSpec: {spec: {containers: [{name: cassandra, image: quay.io/me/server:1}]}}'
  const ofType = (spec: string, release: string): readonly string[] => {
    const resource = `---\napiVersion: cassandra.datastax.com/v1beta1\nkind: CassandraDatacenter\nmetadata: {name: dc1}\nspec: {${spec}, ${own}}\n`
    const declared = { ...config, operators: { 'cass-operator': release } }
    return relocate(resource + imageConfig, declared).operatorImages.map(({ source }) =>
      formatReference(source),
    )
  }

  test('has the image of the server also where the template names another one', () => {
    expect(ofType('serverType: cassandra, serverVersion: 4.1.5', '1.28.0')).toEqual([
      'k8ssandra/cass-management-api:4.1.5',
    ])
    expect(ofType('serverType: cassandra, serverVersion: 4.0.17', '1.28.0')).toEqual([])
    expect(ofType('serverType: cassandra, serverVersion: 4.1.5, serverImage: a/b:1', '1.28.0')).toEqual([])
  })

  test('is there for DSE where its file system is read-only', () => {
    const dse = 'serverType: dse, serverVersion: 6.8.50'
    expect(ofType(dse, '1.28.0')).toEqual(['datastax/dse-server:6.8.50'])
    expect(ofType(`${dse}, readOnlyRootFilesystem: off`, '1.28.0')).toEqual([])
    expect(ofType(`${dse}, readOnlyRootFilesystem: yes`, '1.28.0')).toEqual(['datastax/dse-server:6.8.50'])
  })
})

test('what Kubernetes reads as true or false counts, in any of its words', () => {
  const vector = cluster.replace('heapSize: 512Mi', 'telemetry: {vector: {enabled: yes}}')
  const running = operator('k8ssandra/k8ssandra-operator:v1.20.2')
  expect(listed(running + vector).map(line => line.split(' ')[0])).toEqual(['reaper', 'vector'])
})

describe('the images that prometheus-operator makes', () => {
  const monitoring = (release: string, kind: string, spec: string): readonly string[] => {
    const resource = `---\napiVersion: monitoring.coreos.com/v1\nkind: ${kind}\nmetadata: {name: p}\nspec: {${spec}}\n`
    return listed(operator(`quay.io/prometheus-operator/prometheus-operator:v${release}`) + resource).map(
      line => line.split(' ')[1] ?? '',
    )
  }

  test('a version of Prometheus is a tag with three numbers from 0.78.0 on, and the text before', () => {
    expect(monitoring('0.85.0', 'Prometheus', 'version: "2.53"')).toContain(
      'quay.io/prometheus/prometheus:v2.53.0',
    )
    expect(monitoring('0.77.0', 'Prometheus', 'version: "2.53.1"')).toContain(
      'quay.io/prometheus/prometheus:2.53.1',
    )
  })

  test('ThanosRuler has no version before 0.62.0', () => {
    expect(monitoring('0.61.1', 'ThanosRuler', 'version: v0.1.0')).toContain('quay.io/thanos/thanos:v0.29.0')
    expect(monitoring('0.62.0', 'ThanosRuler', 'version: v0.1.0')).toContain('quay.io/thanos/thanos:v0.1.0')
  })

  test('an init container reloads, too, so that a container with an image of its own does not suffice', () => {
    const own = 'version: v2.31.0, containers: [{name: config-reloader, image: quay.io/me/r:1}]'
    const reloader = 'quay.io/prometheus-operator/prometheus-config-reloader'
    expect(monitoring('0.52.0', 'Prometheus', own)).toContain(`${reloader}:v0.52.0`)
    expect(monitoring('0.48.0', 'Prometheus', own)).not.toContain(`${reloader}:v0.48.0`)
  })

  test('before 0.43.0 another image reloads rules and Alertmanager', () => {
    expect(monitoring('0.38.1', 'Alertmanager', 'version: v0.20.0')).toEqual([
      'quay.io/prometheus/alertmanager:v0.20.0',
      'docker.io/jimmidyson/configmap-reload:v0.3.0',
    ])
  })
})

describe('of several operators', () => {
  const scope = 'env: [{name: WATCH_NAMESPACE, value: NS}]'
  const running = (image: string, namespace: string, setting: string): string =>
    operator(image)
      .replace('metadata:\n', `metadata:\n  namespace: ${namespace}\n`)
      .replace(/(image: .*\n)/, `$1        ${setting}\n---\n`)
  const resource = (namespace: string): string =>
    datacenter
      .slice(4)
      .replace('{name: dc1}', `{name: dc1, namespace: ${namespace}}`)
      .replace('4.1.5', '4.0.3')
  const images = (stream: string): readonly string[] => listed(stream).map(line => line.split(' ')[1] ?? '')

  test('the one that watches the namespace of a resource manages it, wherever it runs', () => {
    const old = running('k8ssandra/cass-operator:v1.10.5', 'a', scope.replace('NS', 'b'))
    const newer = running('k8ssandra/cass-operator:v1.23.2', 'b', scope.replace('NS', '"a,c"'))
    expect(images(old + newer + resource('b'))).toContain('k8ssandra/system-logger:v1.10.5')
    expect(images(old + newer + resource('c'))).toContain('cr.k8ssandra.io/k8ssandra/system-logger:v1.23.2')
    expect(warnings(old + newer + resource('c'))).toEqual([])
    expect(warnings(old + newer + resource('d'))).toEqual(['OPERATOR_VERSION_UNKNOWN'])
  })

  test('one that watches its own namespace says so by a reference', () => {
    const own = 'env: [{name: WATCH_NAMESPACE, valueFrom: {fieldRef: {fieldPath: metadata.namespace}}}]'
    const both =
      running('k8ssandra/cass-operator:v1.10.5', 'a', own) +
      running('k8ssandra/cass-operator:v1.23.2', 'b', own)
    expect(images(both + resource('a'))).toContain('k8ssandra/system-logger:v1.10.5')
    expect(warnings(both + resource('a'))).toEqual([])
  })

  test('that of Prometheus has a flag for the namespaces that it watches', () => {
    const watching = (version: string, namespace: string): string =>
      running(
        `quay.io/prometheus-operator/prometheus-operator:${version}`,
        'operators',
        `args: [--namespaces=${namespace}]`,
      )
    const both = watching('v0.80.0', 'a') + watching('v0.48.0', 'b')
    const prometheus = (namespace: string): string =>
      `apiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata: {name: p, namespace: ${namespace}}\nspec: {version: v2.53.1}\n`
    const reloader = 'quay.io/prometheus-operator/prometheus-config-reloader'
    expect(images(both + prometheus('a'))).toContain(`${reloader}:v0.80.0`)
    expect(images(both + prometheus('b'))).toContain(`${reloader}:v0.48.0`)
    expect(warnings(both + prometheus('c'))).toEqual(['OPERATOR_VERSION_UNKNOWN'])
  })

  test.each([
    ['Prometheus', '--prometheus-instance-namespaces'],
    ['PrometheusAgent', '--prometheus-instance-namespaces'],
    ['Alertmanager', '--alertmanager-instance-namespaces'],
    ['ThanosRuler', '--thanos-ruler-instance-namespaces'],
  ])('%s: %s beats --namespaces and --deny-namespaces, each for its kind', (kind, flag) => {
    const watching = (version: string, args: string): string =>
      running(`a/prometheus-operator:${version}`, 'operators', `args: [${args}]`)
    const both =
      watching('v0.80.0', `--namespaces=b, ${flag}=a`) + watching('v0.85.0', `--deny-namespaces=a, ${flag}=b`)
    const resourceOf = (own: string, namespace: string): string =>
      `apiVersion: monitoring.coreos.com/v1\nkind: ${own}\nmetadata: {name: p, namespace: ${namespace}}\nspec: {version: v0.28.1}\n`
    const versions = (stream: string): readonly string[] =>
      images(stream).filter(image => image.includes('config-reloader'))
    const other = kind === 'ThanosRuler' ? 'Alertmanager' : 'ThanosRuler'
    expect(versions(both + resourceOf(kind, 'a'))).toEqual([expect.stringMatching(/v0\.80\.0$/)])
    expect(versions(both + resourceOf(kind, 'b'))).toEqual([expect.stringMatching(/v0\.85\.0$/)])
    expect(versions(both + resourceOf(other, 'c'))).toEqual([expect.stringMatching(/v0\.85\.0$/)])
  })

  test('a variable in the list of namespaces is replaced, where it is known', () => {
    const watching = (version: string, namespace: string): string =>
      running(
        `a/prometheus-operator:${version}`,
        namespace,
        'args: [--namespaces=$(OWN)]\n        env: [{name: OWN, valueFrom: {fieldRef: {fieldPath: metadata.namespace}}}]',
      )
    const resourceOf = (namespace: string): string =>
      `apiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata: {name: p, namespace: ${namespace}}\nspec: {version: v2.53.1}\n`
    const both = watching('v0.80.0', 'a') + watching('v0.48.0', 'b')
    expect(images(both + resourceOf('a'))).toContainEqual(expect.stringMatching(/config-reloader:v0\.80\.0$/))
    expect(images(both + resourceOf('b'))).toContainEqual(expect.stringMatching(/config-reloader:v0\.48\.0$/))
  })

  test('those with one version and different settings are different', () => {
    const prometheus = (namespace: string): string =>
      `apiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata: {name: p, namespace: ${namespace}}\nspec: {version: v2.53.1, containers: [{name: config-reloader, image: a/b:1}]}\n`
    const image = 'quay.io/prometheus-operator/prometheus-operator:v0.48.0'
    const base = (team: string): string =>
      running(image, team, `args: [--prometheus-default-base-image=quay.io/${team}/prometheus]`)
    expect(images(base('a') + base('b') + prometheus('b'))).toEqual(['quay.io/b/prometheus:v2.53.1'])
    expect(images(base('a') + base('b') + prometheus('c'))).toEqual([])
    expect(warnings(base('a') + base('b') + prometheus('c'))).toEqual(['OPERATOR_VERSION_UNKNOWN'])
  })

  test('a job with the image of an operator is none of them', () => {
    const job = operator('k8ssandra/cass-operator:v1.26.0').replace('kind: Deployment', 'kind: Job')
    const one = running('k8ssandra/cass-operator:v1.10.5', 'a', 'env: []')
    expect(images(`${one}${job}---\n${resource('a')}`)).toContain('k8ssandra/system-logger:v1.10.5')
  })
})

import { describe, expect, test } from '@jest/globals'

import { summarize } from '../../src/summary.ts'
import { severityOf } from '../../src/problem.ts'
import { buildReport } from '../../src/output/report/build.ts'
import { renderHtml } from '../../src/output/report/html/page.ts'
import { renderMarkdown } from '../../src/output/report/markdown.ts'

import { hostile, reportOn, reportOnRelease, secretive } from './sample.ts'

const datacenter = `apiVersion: cassandra.datastax.com/v1beta1
kind: CassandraDatacenter
metadata:
  name: dc1
spec:
  serverImage: k8ssandra/cass-management-api:4.0.1
`

describe('one entry for each image', () => {
  test('lists source, target, rule, component and place', () => {
    const [image] = reportOn(datacenter).images
    expect(image).toEqual({
      source: 'k8ssandra/cass-management-api:4.0.1',
      target: 'registry.internal:5000/mirror/k8ssandra/cass-management-api:4.0.1',
      sourceRegistry: 'docker.io',
      targetRegistry: 'registry.internal:5000',
      rule: 'registry registry.internal:5000/mirror',
      component: 'cassandra',
      file: 'rendered.yaml',
      line: 6,
      column: 16,
      object: 'CassandraDatacenter/dc1',
      path: 'spec/serverImage',
      lines: [{ line: 6, removed: 1, added: 1 }],
    })
  })

  test('of a whole release has a component for each image that is a part of it', () => {
    const { images } = reportOnRelease()
    expect(images.length).toBeGreaterThan(20)
    expect(images.filter(({ component }) => component === undefined).length).toBeLessThan(3)
  })

  test('points at the line that changes where several images take their registry from one field', () => {
    const stream = `apiVersion: config.k8ssandra.io/v1beta2
kind: ImageConfig
defaults:
  registry: docker.io
images:
  medusa:
    repository: k8ssandra
    name: medusa
  reaper:
    registry: quay.io
    repository: k8ssandra
    name: reaper
`
    const { images } = reportOn(stream, { imagePullSecrets: [] })
    expect(images.map(({ path, line, lines }) => ({ path, line, lines }))).toEqual([
      { path: 'images/medusa', line: 4, lines: [{ line: 4, removed: 1, added: 1 }] },
      { path: 'images/reaper', line: 10, lines: [{ line: 10, removed: 1, added: 1 }] },
    ])
  })
})

test('names the lines that pull secrets add', () => {
  const [secret] = reportOn('kind: Pod\nspec:\n  containers:\n  - image: nginx\n').secrets
  expect(secret).toMatchObject({ names: ['myregistrykey'], lines: [{ line: 3, removed: 0, added: 2 }] })
})

test('reports an alias that its text replaced', () => {
  const stream = 'kind: Pod\nspec:\n  containers:\n  - image: &a nginx\n    env: [{name: X, value: *a}]\n'
  expect(reportOn(stream).aliases).toMatchObject([{ written: '*a', text: 'nginx', line: 5 }])
})

describe('what restarts', () => {
  test('puts the pods that hold data first, once for each object', () => {
    const { restarts, summary } = reportOnRelease()
    const isData = restarts.map(entry => entry.isData)
    expect(isData).toEqual(isData.toSorted((a, b) => Number(b) - Number(a)))
    expect(summary.dataRestarts).toBe(isData.filter(Boolean).length)
    expect(restarts.find(({ object }) => object?.startsWith('CassandraDatacenter/') === true)).toMatchObject({
      pods: 'Cassandra',
      isData: true,
      effect: 'restart',
      fields: expect.arrayContaining(['spec/serverImage', 'spec/configBuilderImage']),
    })
  })

  test('leaves service accounts out: their secrets reach new pods only', () => {
    expect(reportOn('kind: ServiceAccount\nmetadata:\n  name: a\n')).toMatchObject({
      secrets: [{ object: 'ServiceAccount/a' }],
      restarts: [],
    })
  })
})

describe('what stays', () => {
  test('is reported with its reason: excluded, at the target already, a placeholder', () => {
    const stream = `kind: Pod
spec:
  containers:
  - image: quay.io/a/b
  - image: registry.internal:5000/mirror/c
  - image: "{{ .Values.image }}"
`
    const { skipped } = reportOn(stream, { exclude: ['quay.io/**'] })
    expect(skipped.map(({ image, why, line }) => [image, why, line])).toEqual([
      ['quay.io/a/b', 'excluded', 4],
      ['registry.internal:5000/mirror/c', 'already-there', 5],
      [undefined, 'placeholder', 6],
    ])
  })
})

test('pods are reported with the source of their pull secrets', () => {
  const operator = (name: string, version: string) =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ${name}}\nspec: {template: {spec: {containers: [{name: o, image: "k8ssandra/${name}:v${version}"}]}}}\n`
  const report = reportOn(
    [
      operator('k8ssandra-operator', '1.32.5'),
      `apiVersion: v1
kind: ConfigMap
metadata: {name: ic, labels: {k8ssandra.io/config: image}}
data:
  image_config.yaml: |
    apiVersion: config.k8ssandra.io/v1beta2
    kind: ImageConfig
    defaults: {registry: docker.io}
    images:
      system-logger: {repository: k8ssandra, name: system-logger, tag: v1.32.0}
      k8ssandra-client: {repository: k8ssandra, name: k8ssandra-client, tag: v0.8.12}
      config-builder: {repository: datastax, name: cass-config-builder, tag: 1.0-ubi}
      reaper: {repository: thelastpickle, name: cassandra-reaper, tag: 5.0.0}
    types: {cassandra: {repository: k8ssandra, name: cass-management-api, suffix: -ubi}}
`,
      `apiVersion: k8ssandra.io/v1alpha1
kind: K8ssandraCluster
metadata: {name: demo}
spec:
  reaper: {}
  cassandra: {serverVersion: 4.0.17, datacenters: [{metadata: {name: dc1}, size: 3}]}
`,
      `apiVersion: reaper.cassandra-reaper.io/v1alpha1
kind: Reaper
metadata: {name: old}
spec: {image: thelastpickle/cassandra-reaper:2.3.0, ServiceAccountName: old}
`,
      `apiVersion: reaper.cassandra-reaper.io/v1alpha1
kind: Reaper
metadata: {name: new}
spec: {image: thelastpickle/cassandra-reaper:2.3.0, ServiceAccountName: new}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: new}
`,
    ].join('---\n'),
  )
  expect(report.pods.map(({ object, pods, from, by }) => [object, pods, from, by])).toEqual([
    ['Deployment/k8ssandra-operator', undefined, 'list', 'spec/template/spec/imagePullSecrets'],
    ['K8ssandraCluster/demo', 'Cassandra', 'operator', 'ImageConfig'],
    ['K8ssandraCluster/demo', 'Reaper', 'operator', 'ImageConfig or IMAGE_PULL_SECRETS'],
    ['Reaper/old', 'Reaper', 'nobody', 'old'],
    ['Reaper/new', 'Reaper', 'account', 'new'],
  ])
  expect(report.summary.pods).toEqual({ list: 1, account: 1, operator: 2, nobody: 1 })
  expect(renderMarkdown(report)).toContain(
    '| Reaper | nowhere in this run; the service account old could have them |',
  )
  expect(renderHtml(report)).toContain('nowhere in this run; the service account old could have them')
})

test('what an upgrade restarts is one entry for an object, whether its images are written or chosen', () => {
  const { restarts, operatorImages } = reportOn(`apiVersion: cassandra.datastax.com/v1beta1
kind: CassandraDatacenter
metadata: {name: dc1, namespace: data}
spec:
  serverType: cassandra
  serverVersion: 4.0.1
  serverImage: k8ssandra/cass-management-api:4.0.1
---
apiVersion: monitoring.coreos.com/v1alpha1
kind: PrometheusAgent
metadata: {name: agent, namespace: watch}
spec: {version: v2.50.0}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: cass-operator}
spec: {template: {spec: {containers: [{name: o, image: "k8ssandra/cass-operator:v1.10.0"}]}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: prometheus-operator}
spec: {template: {spec: {containers: [{name: o, image: "quay.io/prometheus-operator/prometheus-operator:v0.72.0"}]}}}
`)
  expect(operatorImages.map(({ object, namespace }) => [object, namespace])).toContainEqual([
    'PrometheusAgent/agent',
    'watch',
  ])
  const ofOperators = restarts.filter(({ pods }) => pods !== 'its own')
  expect(ofOperators.map(({ object, namespace, fields }) => [object, namespace, fields])).toEqual([
    [
      'CassandraDatacenter/dc1',
      'data',
      [
        'spec/serverImage',
        'spec/podTemplateSpec/spec/imagePullSecrets',
        'spec/configBuilderImage',
        'spec/systemLoggerImage',
      ],
    ],
    ['PrometheusAgent/agent', 'watch', ['spec/imagePullSecrets', 'spec/image']],
  ])
})

describe('a run that fails', () => {
  test('is reported with its problems and with what would have changed', () => {
    const report = reportOn('kind: Pod\nspec:\n  containers:\n  - image: nginx\n  - image: "a b"\n')
    expect(report).toMatchObject({
      outcome: 'failed',
      exitCode: 3,
      summary: { errors: 1, moved: 1 },
      problems: [
        { code: 'SECRET_BESIDE_ACCOUNT', severity: 'note', line: 3 },
        { code: 'REFERENCE_INVALID', severity: 'input', line: 5 },
      ],
    })
  })

  test('before anything was read has problems only', () => {
    const problem = { code: 'STREAM_EMPTY', message: 'nothing', remedy: 'something' } as const
    const report = buildReport({
      command: 'filter',
      results: [],
      summary: summarize([], [problem]),
      problems: [problem],
      severityOf,
      exitCode: 1,
      version: '1',
    })
    expect(report).toMatchObject({ outcome: 'failed', images: [], problems: [{ code: 'STREAM_EMPTY' }] })
  })
})

test('carries no control character and nothing that turns text around', () => {
  const texts = JSON.stringify(reportOn(hostile))
  // JSON would escape them itself, as \u001b: what must be there is the visible spelling.
  expect(texts).not.toMatch(/[^\\]\\u00[01]|[\p{Cc}\p{Cf}]/u)
  expect(texts).toContain('\\\\u001b[31mred\\\\u202e')
})

test('never shows the content of a Secret or a variable', () => {
  const texts = JSON.stringify(reportOn(secretive))
  expect(texts).toContain('Pod/web')
  for (const word of ['correct-horse', 'hunter2', 'aHVudGVy', 'swordfish']) expect(texts).not.toContain(word)
})

test('is the same for the same run', () => {
  expect(reportOnRelease()).toEqual(reportOnRelease())
})

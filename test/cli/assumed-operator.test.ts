import { afterAll, expect, test } from '@jest/globals'

import { program, registry, removeDirectories } from './program.ts'

afterAll(removeDirectories)

const watching = (env: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: cass-operator, namespace: a}
spec:
  template:
    spec:
      containers:
      - name: manager
        image: k8ssandra/cass-operator:v1.22.4
        env: [{name: WATCH_NAMESPACE, ${env}}]
---
`
const datacenter = (namespace: string, spec = ''): string => `apiVersion: cassandra.datastax.com/v1beta1
kind: CassandraDatacenter
metadata: {name: dc1, namespace: ${namespace}}
spec: {clusterName: c, serverType: cassandra, serverVersion: 4.0.3, size: 3${spec}}
`
const named = ', serverImage: "a/b:1", configBuilderImage: "a/c:1", systemLoggerImage: "a/d:1"'
const own = 'valueFrom: {fieldRef: {fieldPath: metadata.namespace}}'

test.each([
  ['its own namespace alone', watching(own) + datacenter('b'), true],
  ['another one', watching('value: "a,c"') + datacenter('b'), true],
  ['that of the resource', watching('value: "a,b"') + datacenter('b'), false],
  ['that of the resource, which is its own', watching(own) + datacenter('a'), false],
  ['all', watching('value: ""') + datacenter('b'), false],
  ['another one, and the resource names every image', watching(own) + datacenter('b', named), false],
])('an operator that looks after %s: whether its version is only assumed', async (_, stdin, isAssumed) => {
  const { code, stderr } = await program([registry], { stdin })
  expect(code).toBe(0)
  const told =
    'the cass-operator of this run looks after other namespaces than b; that of this resource is assumed to have its version: 1.22.4'
  expect(stderr.includes(told)).toBe(isAssumed)
  expect(stderr.includes('OPERATOR_VERSION_UNKNOWN')).toBe(isAssumed)
})

const prometheus = (flag: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: prometheus-operator}
spec:
  template:
    spec:
      containers:
      - name: manager
        image: quay.io/prometheus-operator/prometheus-operator:v0.85.0
        args: ["--prometheus-config-reloader=${flag}"]
        env: [{name: RELOADER, value: "quay.io/prometheus-operator/prometheus-config-reloader:v0.85.0"}]
---
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: p}
spec: {version: v3.5.0}
`

test('a flag of an operator may take its image from a variable, as Kubernetes replaces it', async () => {
  const { code, stdout, stderr } = await program([registry, '--strict'], { stdin: prometheus('$(RELOADER)') })
  expect({ code, stderr: stderr.includes('warning') }).toEqual({ code: 0, stderr: false })
  expect(stdout).toContain('registry.internal/m/prometheus-operator/prometheus-config-reloader:v0.85.0')
  expect((await program(['verify', registry], { stdin: stdout })).code).toBe(0)
  const left = await program(['verify', registry], { stdin: prometheus('$(RELOADER)') })
  expect(left.code).toBe(3)
})

test('a variable of the flag that is not there, or that is quoted, leaves the image unknown, with what to do', async () => {
  for (const flag of ['$(OTHER)', '$$(RELOADER)']) {
    const { stderr } = await program([registry], { stdin: prometheus(flag) })
    expect(stderr).toContain(
      'unknown are the images it will pull: config-reloader; name the image in the resource or in an argument of the operator',
    )
  }
})

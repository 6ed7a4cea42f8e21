import { afterAll, expect, test } from '@jest/globals'

import { operator, program, registry, removeDirectories } from './program.ts'

afterAll(removeDirectories)

const deployment = (env: string): string =>
  operator('k8ssandra-operator', '1.20.2').replace('}]}}}', `, env: [{name: DEFAULT_REGISTRY, ${env}}]}]}}}`)
const stargate = (object: string): string => `apiVersion: k8ssandra.io/v1alpha1
kind: K8ssandraCluster
metadata: {name: demo}
spec:
  stargate: {size: 1${object}}
  cassandra: {serverVersion: 4.0.17, serverImage: "a/b:1", datacenters: [{metadata: {name: a}}]}
`
const elsewhere = 'valueFrom: {configMapKeyRef: {name: settings, key: registry}}'

test('images below a registry that is not in the stream are unknown, and none is named in a resource', async () => {
  const { code, stdout, stderr } = await program([registry], { stdin: deployment(elsewhere) + stargate('') })
  expect(code).toBe(0)
  expect(stdout).toContain('stargate: {size: 1}')
  expect(stderr).toContain('unknown are the images it will pull: stargate;')
})

test('an object that names its registry does not depend on it', async () => {
  const object = ', containerImage: {registry: quay.io, repository: team, tag: v1}'
  const { code, stdout, stderr } = await program([registry], {
    stdin: deployment(elsewhere) + stargate(object),
  })
  expect(code).toBe(0)
  expect(stdout).toContain('{registry: registry.internal/m, repository: team, tag: v1}')
  expect(stderr).not.toContain('stargate')
})

test('a registry that is written counts', async () => {
  const { stdout } = await program(['images', '--output', 'tsv', registry], {
    stdin: deployment('value: quay.io') + stargate(''),
  })
  expect(stdout).toContain('quay.io/stargateio/stargate-4_0:v1.0.77')
})

const podSpec = (containers: string): string => `{template: {spec: {containers: [${containers}]}}}`
const grafana = (containers: string): string =>
  `apiVersion: grafana.integreatly.org/v1beta1\nkind: Grafana\nmetadata: {name: g}\nspec: {deployment: {spec: ${podSpec(containers)}}}\n`
const pooler = (containers: string): string =>
  `apiVersion: postgresql.cnpg.io/v1\nkind: Pooler\nmetadata: {name: p}\nspec: ${podSpec(containers)}\n`

test.each([
  ['Grafana', grafana('{name: grafana, image: "grafana/grafana:11.0.0"}'), false],
  [
    'Grafana, next to another',
    grafana('{name: sidecar, image: "b:1"}, {name: grafana, image: "c:1"}'),
    false,
  ],
  ['another container alone', grafana('{name: sidecar, image: "busybox:1.36"}'), true],
  ['the container without an image', grafana('{name: grafana}'), true],
  ['PgBouncer', pooler('{name: pgbouncer, image: "ghcr.io/a/pgbouncer:1"}'), false],
  ['another container than PgBouncer', pooler('{name: exporter, image: "a/b:1"}'), true],
])('a template of pods that names %s: whether the operator still chooses', async (_, stdin, isChosen) => {
  const { code, stderr } = await program([registry], { stdin })
  expect(code).toBe(0)
  expect(stderr.includes('OPERATOR_VERSION_UNKNOWN')).toBe(isChosen)
  expect(stderr.includes('/containers[name=')).toBe(isChosen)
})

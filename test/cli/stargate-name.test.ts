import { afterAll, expect, test } from '@jest/globals'

import { operator as deployment, program, registry, removeDirectories } from './program.ts'

afterAll(removeDirectories)

const operator = deployment('k8ssandra-operator', '1.20.2')
const cluster = (datacenters: string, object = 'registry: docker.io, repository: stargateio, tag: v1.0.50') =>
  `apiVersion: k8ssandra.io/v1alpha1
kind: K8ssandraCluster
metadata: {name: demo}
spec:
  stargate: {size: 1, containerImage: {${object}}}
  cassandra: {serverVersion: 4.0.17, datacenters: [${datacenters}]}
`
const both = cluster('{metadata: {name: a}}, {metadata: {name: b}, serverVersion: 3.11.14}')
const stargate = (spec: string): string => `apiVersion: stargate.k8ssandra.io/v1alpha1
kind: Stargate
metadata: {name: gateway}
spec: {size: 1, datacenterRef: {name: a}${spec}}
`

async function sources(stdin: string): Promise<readonly string[]> {
  const { stdout } = await program(['images', '--output', 'name', registry], { stdin })
  return stdout.split('\n').filter(line => line.includes('stargate-'))
}

const moved = (name: string): string => `registry.internal/m/stargateio/stargate-${name}`

test.each([
  ['a release that is known', operator],
  ['a release that is not', ''],
])('one object serves datacenters with different names, by %s, and all are listed', async (_, before) => {
  const { code, stdout } = await program([registry], { stdin: before + both })
  expect(code).toBe(0)
  expect(stdout).toContain(
    'containerImage: {registry: registry.internal/m, repository: stargateio, tag: v1.0.50}',
  )
  const names = [moved('3_11:v1.0.50'), moved('4_0:v1.0.50')]
  expect(await sources(before + both)).toEqual(names)
  expect(await sources(stdout)).toEqual(names)
})

test.each([
  [
    'an image with another name',
    ['--image', 'docker.io/stargateio/stargate-4_0=registry.internal/m/gateway'],
  ],
  ['an exclusion', ['--exclude', 'docker.io/stargateio/stargate-3_11']],
])('%s for one of them is refused, because the object would be wrong for the other', async (_, rule) => {
  const { code, stdout, stderr } = await program([registry, ...rule], { stdin: operator + both })
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
  expect(stderr).toContain('TARGET_INEXPRESSIBLE')
})

test('a datacenter of the same name in another namespace does not decide about the name', async () => {
  const datacenter = (namespace: string, version: string): string =>
    `apiVersion: cassandra.datastax.com/v1beta1
kind: CassandraDatacenter
metadata: {name: a, namespace: ${namespace}}
spec: {clusterName: c, serverType: cassandra, serverVersion: ${version}, serverImage: "a/b:1", size: 3}
---
`
  const gateway = stargate('').replace('name: gateway', 'name: gateway, namespace: y')
  const both = operator + datacenter('x', '4.0.1') + datacenter('y', '3.11.7')
  expect(await sources(both + gateway)).toEqual([moved('3_11:v1.0.77')])
  const { stderr } = await program([registry], { stdin: operator + datacenter('x', '3.11.7') + gateway })
  expect(stderr).toContain('is not in this run; stargate-4_0 is assumed')
})

test('an object without a tag has the tag of the schema, whatever release reads it', async () => {
  const stdin = cluster('{metadata: {name: a}, serverVersion: 3.11.14}', 'repository: stargateio')
  expect(await sources(stdin)).toEqual([moved('3_11:latest')])
})

test.each([
  ['is not in the run', '', ', containerImage: {tag: v1.0.50}', true],
  ['is not in the run, and the operator chooses the image', operator, '', true],
  [
    'is not in the run, and the resource says the name',
    '',
    ', containerImage: {name: stargate-3_11, tag: v1}',
    false,
  ],
  ['is in the run', `${cluster('{metadata: {name: a}}')}---\n`, ', containerImage: {tag: v1.0.50}', false],
])('of a Stargate whose datacenter %s the name is assumed: %s%s', async (_, before, spec, isAssumed) => {
  const { code, stderr } = await program([registry], { stdin: before + stargate(spec) })
  expect(code).toBe(0)
  expect(stderr.includes('is not in this run; stargate-4_0 is assumed')).toBe(isAssumed)
})

import { afterAll, describe, expect, test } from '@jest/globals'

import { operator, program, registry, removeDirectories } from './program.ts'

afterAll(removeDirectories)

const cluster = (spec: string): string => `apiVersion: k8ssandra.io/v1alpha1
kind: K8ssandraCluster
metadata: {name: demo}
spec:
  cassandra: {serverVersion: 4.0.3, datacenters: [{metadata: {name: dc1}, size: 3}]}
  ${spec}
`
const datacenter = `apiVersion: cassandra.datastax.com/v1beta1
kind: CassandraDatacenter
metadata: {name: dc1}
spec: {clusterName: c, serverType: cassandra, serverVersion: 4.0.3, size: 3}
`
/** An ImageConfig of either version of its API, with some more keys. */
const config = (api: 'v1beta1' | 'v1beta2', keys: string): string => `apiVersion: v1
kind: ConfigMap
metadata: {name: images, labels: {k8ssandra.io/config: image}}
data:
  image_config.yaml: |
    apiVersion: config.k8ssandra.io/${api}
    kind: ImageConfig
    ${api === 'v1beta1' ? imagesOfOldApi : imagesOfNewApi}
    ${keys}
---
`
const imagesOfOldApi =
  'images: {system-logger: "a/logger:1", config-builder: "a/builder:1"}\n    defaults: {cassandra: {repository: a/server}}'
const imagesOfNewApi =
  'images: {system-logger: {name: logger, tag: "1"}, config-builder: {name: builder, tag: "1"}, reaper: {name: reaper, tag: "1", pullSecret: own}}\n    types: {cassandra: {name: server}}'

const oldOperators = operator('k8ssandra-operator', '1.20.2') + operator('cass-operator', '1.22.4')
const newOperators = operator('k8ssandra-operator', '1.32.5') + operator('cass-operator', '1.32.0')

async function warningsOf(stdin: string, ...secrets: readonly string[]): Promise<readonly string[]> {
  const { code, stderr } = await program([registry, ...secrets.map(name => `--pull-secret=${name}`)], {
    stdin,
  })
  expect(code).toBe(0)
  return stderr.split('\n').filter(line => /\[SECRET_(?:WITHOUT_ROOM|BY_ACCOUNT)\]/.test(line))
}

describe('where one secret reaches the pods, and more are asked for', () => {
  test('an image object that the program makes says so, like one that is there', async () => {
    const warnings = async (reaper: string): Promise<readonly string[]> => {
      const stdin = oldOperators + config('v1beta1', '') + cluster(`reaper: ${reaper}`)
      return (await warningsOf(stdin, 'one', 'two')).filter(line => line.includes('/pullSecretRef:'))
    }
    const [made, there] = [await warnings('{}'), await warnings('{containerImage: {tag: 3.6.1}}')]
    expect(made).toEqual([
      expect.stringContaining(
        'spec/reaper/containerImage/pullSecretRef: this field takes one pull secret, so two is',
      ),
    ])
    expect(there).toEqual([expect.stringContaining('so two is left out')])
  })

  test('the service account is no remedy, because what an operator gives the pods hides it', async () => {
    const stdin = oldOperators + config('v1beta1', '') + cluster('auth: true')
    expect(await warningsOf(stdin, 'one', 'two')).toEqual([
      expect.stringContaining('imagePullSecret: this field takes one pull secret, so two is left out'),
      expect.stringMatching(
        /pods of Cassandra get pull secrets only from ImageConfig of their operator: one, and not two; put all credentials into one secret.*SECRET_WITHOUT_ROOM/,
      ),
    ])
  })

  test('a secret of one component in the ImageConfig hides those for all, unless overrides beat both', async () => {
    const stdin = (keys: string): string => newOperators + config('v1beta2', keys) + cluster('reaper: {}')
    expect(await warningsOf(stdin('defaults: {}'), 'one')).toEqual([
      expect.stringContaining(
        'pods of Reaper get pull secrets only from ImageConfig or IMAGE_PULL_SECRETS of their operator: own, and not one',
      ),
    ])
    expect(await warningsOf(stdin('overrides: {pullSecrets: [all]}'), 'one')).toEqual([])
  })

  test('an ImageConfig without room is no problem where the pods have lists of their own', async () => {
    const stdin = operator('cass-operator', '1.22.4') + config('v1beta1', 'imagePullSecret: {name: other}')
    expect(await warningsOf(stdin + datacenter, 'one')).toEqual([])
    expect(await warningsOf(stdin + datacenter, 'one', 'two')).toEqual([])
  })
})

test('the pod that Medusa has of its own in 1.15 gets its secret from the image object that the program makes', async () => {
  const stdin =
    operator('k8ssandra-operator', '1.15.0') +
    operator('cass-operator', '1.18.0') +
    config('v1beta1', '') +
    cluster('medusa: {storageProperties: {storageProvider: s3}}')
  const { stdout } = await program([registry, '--pull-secret=key', '--exclude=bitnami/kubectl'], { stdin })
  expect(stdout).toContain('name: medusa, tag: "0.20.1", pullSecretRef: {name: key}}')
})

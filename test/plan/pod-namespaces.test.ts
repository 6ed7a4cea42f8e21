import { expect, test } from '@jest/globals'

import { emptyConfig } from '../../src/config/config.ts'
import { relocate } from '../../src/relocate.ts'

const config = { ...emptyConfig, registry: 'registry.internal/m', imagePullSecrets: ['regkey'] }

const cluster = (stargate: string): string => `apiVersion: k8ssandra.io/v1alpha1
kind: K8ssandraCluster
metadata: {name: demo, namespace: ops}
spec:
  cassandra:
    serverVersion: 4.0.17
    serverImage: k8ssandra/cass-management-api:4.0.17
    datacenters:
    - {metadata: {name: dc1, namespace: east}, size: 3}
    - {metadata: {name: dc2, namespace: west}, size: 3, serviceAccount: cass}
    - {metadata: {name: dc3}, size: 3}
${stargate}`

const accounts = (stream: string): readonly string[] =>
  relocate(stream, config).problems.flatMap(({ code, remedy = '' }) => {
    const [, account = '', namespace = ''] = /serviceaccount (\S+) --namespace (\S+)/.exec(remedy) ?? []
    return code === 'SECRET_BY_ACCOUNT' ? [`${namespace}/${account}`] : []
  })

test('pods of a datacenter need their secrets in the namespace of the datacenter', () => {
  expect(accounts(cluster(''))).toEqual(['east/default', 'west/cass', 'ops/default'])
})

test('an account of the run counts in its own namespace only', () => {
  const account = '---\napiVersion: v1\nkind: ServiceAccount\nmetadata: {name: default, namespace: east}\n'
  expect(accounts(cluster('') + account)).toEqual(['west/cass', 'ops/default'])
})

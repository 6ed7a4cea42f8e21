import { expect, test } from '@jest/globals'

import { mergeConfigs } from '../../src/config/merge.ts'
import { relocate } from '../../src/relocate.ts'

const config = mergeConfigs({ registry: 'registry.internal/m', imagePullSecrets: ['key'] })

test('a list next to an image gets the secret, though a row knows another list for the kind', () => {
  const { output } = relocate(
    `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: p}
spec:
  image: quay.io/a/b:1
  agent:
    image: quay.io/c/d:1
    imagePullSecrets:
    - name: old
`,
    config,
  )
  expect(output).toContain('    - name: old\n    - name: key\n')
  expect(output).toContain('spec:\n  imagePullSecrets:\n  - name: key\n')
})

test('a list without an image stays, though the object gets images that its operator chooses', () => {
  const { output, secrets } = relocate(
    `apiVersion: apps/v1
kind: Deployment
metadata: {name: cass-operator}
spec: {template: {spec: {containers: [{name: o, image: "k8ssandra/cass-operator:v1.10.0"}]}}}
---
apiVersion: cassandra.datastax.com/v1beta1
kind: CassandraDatacenter
metadata: {name: dc1}
spec:
  serverType: cassandra
  serverVersion: 4.0.1
  backup:
    imagePullSecrets:
    - name: old
`,
    config,
  )
  expect(output).toContain('systemLoggerImage: registry.internal/m/')
  expect(secrets.map(({ place }) => place.path)).not.toContain('spec/backup/imagePullSecrets')
  expect(output.endsWith('    imagePullSecrets:\n    - name: old\n')).toBe(true)
})

test('pods whose account is an empty text run under the default one', () => {
  const { problems } = relocate(
    'apiVersion: e.com/v1\nkind: Ledger\nmetadata: {name: l}\nspec: {serviceAccountName: "", image: "quay.io/a/b:1"}\n',
    config,
  )
  expect(problems.map(({ message }) => message)).toEqual([
    'no field of this resource is known to take pull secrets, so its pods need them from their service account, default unless the operator makes another',
  ])
})

test('a datacenter that inherits the one secret of its cluster does not get another', () => {
  const { output, problems } = relocate(
    `apiVersion: apps/v1
kind: Deployment
metadata: {name: k8ssandra-operator}
spec: {template: {spec: {containers: [{name: o, image: "k8ssandra/k8ssandra-operator:v1.10.0"}]}}}
---
apiVersion: k8ssandra.io/v1alpha1
kind: K8ssandraCluster
metadata: {name: demo}
spec:
  stargate: {size: 1, containerImage: {repository: foo, pullSecretRef: {name: old}}}
  cassandra:
    serverVersion: 4.0.1
    datacenters:
    - {metadata: {name: dc1}, size: 1, stargate: {size: 1, containerImage: {repository: acme}}}
`,
    config,
  )
  expect(output).toContain('containerImage: {registry: registry.internal/m, repository: acme}')
  expect(
    problems.flatMap(({ code, place }) => (code === 'SECRET_WITHOUT_ROOM' ? [place?.path] : [])),
  ).toEqual([
    'spec/stargate/containerImage/pullSecretRef',
    'spec/cassandra/datacenters[0]/stargate/containerImage/pullSecretRef',
  ])
})

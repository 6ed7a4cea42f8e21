import { expect, test } from '@jest/globals'

import { recogniseOperator } from '../../src/knowledge/operators/operator.ts'

function reference(repository: string, tag?: string, registry?: string) {
  return { registry, repository, tag, digest: undefined }
}

test.each([
  [reference('k8ssandra/cass-operator', 'v1.10.5', 'docker.io'), 'cass-operator', '1.10.5'],
  [reference('k8ssandra/k8ssandra-operator', 'v1.20.4', 'docker.io'), 'k8ssandra-operator', '1.20.4'],
  [reference('mirror/medusa-operator', 'v0.4.0', 'registry.internal:5000'), 'medusa-operator', '0.4.0'],
  [reference('reaper-operator', 'v0.3.5'), 'reaper-operator', '0.3.5'],
  [
    reference('prometheus-operator/prometheus-operator', 'v0.52.0', 'quay.io'),
    'prometheus-operator',
    '0.52.0',
  ],
  [reference('datastax/cass-operator', '1.6.0'), 'cass-operator', '1.6.0'],
  [
    reference('rancher/mirrored-prometheus-operator-prometheus-operator', 'v0.65.1'),
    'prometheus-operator',
    '0.65.1',
  ],
])('%j is %s %s', (image, operator, version) => {
  expect(recogniseOperator(image)).toEqual({ operator, version })
})

test.each(['latest', undefined, '9c4c3692'])('the tag %j says nothing about the version', tag => {
  expect(recogniseOperator(reference('k8ssandra/cass-operator', tag))).toEqual({
    operator: 'cass-operator',
    version: undefined,
  })
})

test.each([
  'cass-operator/tools',
  'k8ssandra/not-cass-operator',
  'prometheus-operator/prometheus-config-reloader',
])('%s is no operator, whatever stands around the name', repository => {
  expect(recogniseOperator(reference(repository, 'v1.0.0'))).toBeUndefined()
})

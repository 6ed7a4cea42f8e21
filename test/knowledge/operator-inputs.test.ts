import { expect, test } from '@jest/globals'

import { imageConfigFaults, imageConfigFields } from '../../src/knowledge/operators/image-config/fields.ts'
import { operatorArguments } from '../../src/knowledge/operators/operator-inputs.ts'
import { operatorVariables } from '../../src/knowledge/operators/operator-variables.ts'
import type { OperatorName } from '../../src/knowledge/operators/operator.ts'
import { isInRange, parseVersion, type Version } from '../../src/knowledge/version.ts'

function version(text: string): Version {
  const parsed = parseVersion(text)
  if (parsed === undefined) throw new Error(`not a version: ${text}`)
  return parsed
}

function inputs(operator: OperatorName, text: string): string[] {
  return [...operatorArguments, ...operatorVariables]
    .filter(row => row.operator === operator && isInRange(version(text), row.versions))
    .map(row => `${row.name} ${row.content}`)
}

test.each<[OperatorName, string, string[]]>([
  [
    'prometheus-operator',
    '0.52.0',
    [
      '--prometheus-config-reloader reference',
      '--thanos-default-base-image repository',
      '--prometheus-default-base-image repository',
      '--alertmanager-default-base-image repository',
    ],
  ],
  ['prometheus-operator', '0.42.1', ['--config-reloader-image reference']],
  [
    'cass-operator',
    '1.7.1',
    [
      'DEFAULT_CONTAINER_REGISTRY_OVERRIDE registry',
      'DEFAULT_CONTAINER_REGISTRY_OVERRIDE_PULL_SECRETS pull-secret',
      'BASE_IMAGE_OS reference',
    ],
  ],
  ['cass-operator', '1.8.0', []],
  ['k8ssandra-operator', '1.14.0', ['SERVICE_ACCOUNT_NAME service-account']],
  [
    'k8ssandra-operator',
    '1.26.0',
    ['DEFAULT_REGISTRY registry', 'IMAGE_PULL_SECRETS pull-secrets', 'SERVICE_ACCOUNT_NAME service-account'],
  ],
  ['k8ssandra-operator', '1.32.5', ['DEFAULT_REGISTRY registry', 'IMAGE_PULL_SECRETS pull-secrets']],
  ['medusa-operator', '0.4.0', []],
])('%s %s reads %j', (operator, text, expected) => {
  expect(inputs(operator, text)).toEqual(expected)
})

test.each([
  ['1.9.0', 'imageRegistryOverride'],
  ['1.10.0', 'imageRegistryOverride'],
  ['1.10.1', 'imageRegistry'],
  ['1.22.0', 'imageRegistry'],
])('cass-operator %s reads its registry from %s of v1beta1', (text, path) => {
  const read = imageConfigFields.filter(
    row => row.api === 'v1beta1' && isInRange(version(text), row.versions),
  )
  expect(read.filter(row => row.content === 'registry').map(row => row.path)).toEqual([path])
})

test('v1beta2 is read from 1.27.0 on, and its secrets are plain strings', () => {
  const current = imageConfigFields.filter(row => row.api === 'v1beta2')
  expect(current.filter(row => isInRange(version('1.26.0'), row.versions))).toEqual([])
  expect(current.filter(row => row.content === 'pull-secrets').map(row => row.path)).toEqual([
    'defaults/pullSecrets',
    'overrides/pullSecrets',
  ])
})

test.each([
  ['0.32.0', ['imagePullSecrets']],
  ['0.35.4', ['images/imageRegistry', 'images/imagePullPolicy']],
  ['0.41.1', []],
  ['0.52.2', ['defaults/cassandra/suffix;']],
  ['0.64.4', []],
])('the operator ignores what the chart %s of cass-operator writes to %j', (chart, expected) => {
  const faults = imageConfigFaults.filter(row => isInRange(version(chart), row.charts))
  expect(faults.map(row => row.path)).toEqual(expected)
})

import { describe, expect, test } from '@jest/globals'

import {
  defaultsForServer,
  defaultsOf,
  operatorDefaults,
} from '../../src/knowledge/operators/operator-defaults.ts'
import { operatorNames, type OperatorName } from '../../src/knowledge/operators/operator.ts'
import { isInRange, parseVersion, type Version } from '../../src/knowledge/version.ts'

/** `component reference` of everything a version runs by itself, for a server where that matters. */
function images(
  operator: OperatorName,
  version: string,
  server = { type: 'cassandra', version: '4.0.7' },
): string[] {
  return defaultsForServer(defaultsOf(operator, version), server)
    .map(row => `${row.component} ${row.reference ?? row.imageConfig ?? '?'}`)
    .sort()
}

describe('cass-operator', () => {
  test.each([
    ['1.4.1', ['system-logger busybox']],
    ['1.5.1', ['config-builder datastax/cass-config-builder:1.0.3', 'system-logger busybox']],
    ['1.6.0', ['config-builder datastax/cass-config-builder:1.0.3', 'system-logger busybox:1.32.0-uclibc']],
    [
      '1.7.1',
      [
        'cassandra datastax/cassandra-mgmtapi:4.0.7',
        'config-builder datastax/cass-config-builder:1.0.3',
        'system-logger k8ssandra/system-logger:9c4c3692',
      ],
    ],
    [
      '1.8.0',
      [
        'cassandra k8ssandra/cass-management-api:4.0.7',
        'config-builder datastax/cass-config-builder:1.0.4-ubi7',
        'system-logger k8ssandra/system-logger:3f7c5793',
      ],
    ],
    [
      '1.10.6',
      [
        'cassandra k8ssandra/cass-management-api:4.0.7',
        'config-builder datastax/cass-config-builder:1.0.5-ubi7',
        'system-logger k8ssandra/system-logger:v1.10.6',
      ],
    ],
    [
      '1.18.2',
      [
        'cassandra types/cassandra',
        'config-builder cr.dtsx.io/datastax/cass-config-builder:1.0-ubi7',
        'k8ssandra-client cr.k8ssandra.io/k8ssandra/k8ssandra-client:v0.2.1',
        'system-logger cr.k8ssandra.io/k8ssandra/system-logger:v1.18.2',
      ],
    ],
    [
      '1.22.4',
      [
        'cassandra cr.k8ssandra.io/k8ssandra/cass-management-api:4.0.7-ubi8',
        'config-builder cr.dtsx.io/datastax/cass-config-builder:1.0-ubi8',
        'k8ssandra-client cr.k8ssandra.io/k8ssandra/k8ssandra-client:v0.5.0',
        'system-logger cr.k8ssandra.io/k8ssandra/system-logger:v1.22.4',
      ],
    ],
    [
      '1.32.0',
      [
        'cassandra docker.io/k8ssandra/cass-management-api:4.0.7-ubi',
        'config-builder docker.io/datastax/cass-config-builder:1.0-ubi',
        'k8ssandra-client docker.io/k8ssandra/k8ssandra-client:v0.8.12',
        'system-logger docker.io/k8ssandra/system-logger:v1.32.0',
      ],
    ],
  ])('%s', (version, expected) => {
    expect(images('cass-operator', version)).toEqual(expected)
  })

  test.each([
    ['1.6.0', '3.11.7', 'cassandra', 'datastax/cassandra-mgmtapi-3_11_7:v0.1.13'],
    ['1.7.1', '3.11.10', 'cassandra', 'k8ssandra/cass-management-api:3.11.10-v0.1.25'],
    ['1.7.1', '4.0.0', 'cassandra', 'k8ssandra/cass-management-api:4.0.0-v0.1.25'],
    ['1.7.1', '6.8.14', 'dse', 'datastax/dse-server:6.8.14'],
    ['1.28.0', '6.8.40', 'dse', 'docker.io/datastax/dse-mgmtapi-6_8:6.8.40-ubi'],
    ['1.22.0', '1.0.0', 'hcd', 'datastax/hcd:1.0.0-ubi'],
  ])('%s runs %s of %s from %s', (operator, version, type, reference) => {
    const rows = defaultsForServer(defaultsOf('cass-operator', operator), { type, version })
    expect(rows.filter(row => row.server !== undefined).map(row => row.reference)).toEqual([reference])
  })

  test('the image of the client is pinned in ImageConfig only, that of the server never: it changes more', () => {
    const rows = defaultsOf('cass-operator', '1.32.0')
    const pins = rows.map(row => `${row.component} ${row.pinnedBy?.path}`)
    expect(rows.filter(row => row.server !== undefined).map(row => row.namedBy)).toEqual(
      Array(3).fill('spec/serverImage'),
    )
    expect([...new Set(pins)].sort()).toEqual([
      'cassandra undefined',
      'config-builder spec/configBuilderImage',
      'dse undefined',
      'hcd undefined',
      'k8ssandra-client images/k8ssandra-client',
      'system-logger spec/systemLoggerImage',
    ])
  })

  test('the logger cannot be pinned before 1.5.0', () => {
    expect(defaultsOf('cass-operator', '1.4.1').map(row => row.pinnedBy)).toEqual([undefined])
  })
})

describe('k8ssandra-operator', () => {
  // reaper, medusa, stargate, vector, per-node-config
  test.each([
    ['0.4.0', ['3.1.0', '0.11.3', 'v1.0.45', '-', '-']],
    ['1.0.2', ['3.1.1', '0.11.3', 'v1.0.45', '-', '-']],
    ['1.1.1', ['3.1.1', '0.13.1', 'v1.0.45', '-', '-']],
    ['1.3.0', ['3.2.0', '0.13.4', 'v1.0.45', '-', '-']],
    ['1.4.1', ['3.2.1', '0.13.4', 'v1.0.67', '-', '-']],
    ['1.7.0', ['3.2.1', '0.13.4', 'v1.0.67', '0.26.0-alpine', '4']],
    ['1.8.0', ['3.2.1', '0.15.0', 'v1.0.67', '0.26.0-alpine', '4']],
    ['1.9.0', ['3.2.1', '0.16.1', 'v1.0.67', '0.26.0-alpine', '4']],
    ['1.9.2', ['3.3.4', '0.16.2', 'v1.0.67', '0.26.0-alpine', '4']],
    ['1.10.0', ['3.4.0', '0.16.2', 'v1.0.67', '0.26.0-alpine', '4']],
    ['1.11.0', ['3.4.0', '0.17.0', 'v1.0.77', '0.26.0-alpine', '4']],
    ['1.12.0', ['3.4.0', '0.17.2', 'v1.0.77', '0.26.0-alpine', '4']],
    ['1.13.0', ['3.5.0', '0.19.1', 'v1.0.77', '0.26.0-alpine', '4']],
    ['1.14.1', ['3.5.0', '0.20.1', 'v1.0.77', '0.26.0-alpine', '4']],
    ['1.15.0', ['3.6.0', '0.20.1', 'v1.0.77', '0.26.0-alpine', '4']],
    ['1.16.0', ['3.6.0', '0.21.0', 'v1.0.77', '0.26.0-alpine', '4']],
    ['1.18.0', ['3.6.1', '?', 'v1.0.77', '0.26.0-alpine', '4']],
    ['1.20.0', ['3.6.1', '0.22.2', 'v1.0.77', '0.26.0-alpine', '4']],
    ['1.20.4', ['3.6.1', '0.24.0', 'v1.0.77', '0.26.0-alpine', 'v0.6.3']],
    ['1.21.0', ['3.8.0', '97aa0276', 'v1.0.77', '0.26.0-alpine', '4']],
    ['1.21.1', ['3.8.0', '0.23.0', 'v1.0.77', '0.26.0-alpine', '4']],
    ['1.21.2', ['3.8.0', '0.24.0', 'v1.0.77', '0.26.0-alpine', 'v0.6.3']],
    ['1.22.0', ['3.8.0', '0.24.0', 'v1.0.77', '0.26.0-alpine', 'v0.6.3']],
    ['1.23.0', ['3.8.0', '0.24.0', 'v1.0.77', '0.26.0-alpine', 'v0.7.0']],
    ['1.24.0', ['4.0.0-beta3', '0.24.1', 'v1.0.77', '0.26.0-alpine', 'v0.7.0']],
    ['1.25.0', ['4.0.0-beta3', '0.24.1', 'v1.0.77', '0.26.0-alpine', 'v0.8.1']],
    ['1.26.0', ['4.0.0-rc1', '0.25.0', 'v1.0.77', '0.26.0-alpine', 'v0.8.1']],
    ['1.27.0', ['?', '?', 'v1.0.77', '0.26.0-alpine', '?']],
    ['1.30.0', ['?', '?', 'v1.0.77', '?', '?']],
    ['1.32.5', ['5.0.0', '0.29.1', 'v1.0.77', '?', '?']],
  ])('%s', (version, tags) => {
    const rows = defaultsForServer(defaultsOf('k8ssandra-operator', version), {
      type: 'cassandra',
      version: '4.0.7',
    })
    const tagOf = (component: string): string => {
      const row = rows.find(candidate => candidate.component === component)
      return row === undefined ? '-' : (row.reference?.split(':')[1] ?? '?')
    }
    expect(['reaper', 'medusa', 'stargate', 'vector', 'per-node-config'].map(tagOf)).toEqual(tags)
  })

  test('1.20.4, in full', () => {
    expect(images('k8ssandra-operator', '1.20.4')).toEqual([
      'medusa k8ssandra/medusa:0.24.0',
      'medusa-purge bitnami/kubectl:1.29.3',
      'per-node-config k8ssandra/k8ssandra-client:v0.6.3',
      'reaper thelastpickle/cassandra-reaper:3.6.1',
      'stargate stargateio/stargate-4_0:v1.0.77',
      'vector timberio/vector:0.26.0-alpine',
    ])
  })

  test.each([
    ['1.12.0', { type: 'cassandra', version: '3.11.14' }, 'stargateio/stargate-3_11:v1.0.77'],
    ['1.13.0', { type: 'dse', version: '6.8.30' }, 'stargateio/stargate-dse-68:v1.0.77'],
    ['1.12.0', { type: 'dse', version: '6.8.30' }, undefined],
  ])('%s takes the Stargate of the server: %j %s', (version, server, reference) => {
    const rows = defaultsForServer(defaultsOf('k8ssandra-operator', version), server)
    expect(rows.find(row => row.component === 'stargate')?.reference).toBe(reference)
  })

  test.each([
    ['1.11.0', undefined],
    ['1.13.0', 'bitnami/kubectl:1.17.3'],
    ['1.26.0', 'bitnami/kubectl:1.29.3'],
    ['1.27.0', undefined],
  ])('%s purges backups with %s, which nothing can pin', (version, reference) => {
    const purge = defaultsOf('k8ssandra-operator', version).find(row => row.component === 'medusa-purge')
    expect(purge?.reference).toBe(reference)
    expect(purge?.pinnedBy).toBeUndefined()
  })

  test.each([
    ['1.4.1', 'docker.io/library/busybox:1.34.1'],
    ['1.5.0', undefined],
  ])('%s sets up JMX with %s', (version, reference) => {
    const jmx = defaultsOf('k8ssandra-operator', version).find(row => row.component === 'jmx-credentials')
    expect(jmx?.reference).toBe(reference)
  })
})

describe('the other operators', () => {
  test.each([
    ['0.3.2', ['reaper thelastpickle/cassandra-reaper:2.2.1']],
    ['0.3.5', ['reaper thelastpickle/cassandra-reaper:2.3.0']],
    [
      '0.1.1',
      ['create-keyspace k8ssandra/create-keyspace:latest', 'reaper thelastpickle/cassandra-reaper:2.2.1'],
    ],
  ])('reaper-operator %s', (version, expected) => {
    expect(images('reaper-operator', version)).toEqual(expected)
  })

  test('medusa-operator runs nothing by itself', () => {
    expect(images('medusa-operator', '0.4.0')).toEqual([])
  })

  test.each([
    ['0.44.0', 'v2.23.0', 'v0.21.0', 'v0.17.1'],
    ['0.52.0', 'v2.31.0', 'v0.23.0', 'v0.23.1'],
    ['0.93.0', 'v3.13.1', 'v0.33.1', 'v0.42.2'],
  ])('prometheus-operator %s', (version, prometheus, alertmanager, thanos) => {
    expect([...new Set(images('prometheus-operator', version))]).toEqual([
      `alertmanager quay.io/prometheus/alertmanager:${alertmanager}`,
      `config-reloader quay.io/prometheus-operator/prometheus-config-reloader:v${version}`,
      `prometheus quay.io/prometheus/prometheus:${prometheus}`,
      `thanos quay.io/thanos/thanos:${thanos}`,
    ])
  })
})

describe('every row', () => {
  const versions = allVersions()

  test('is true for some version', () => {
    const idle = operatorDefaults.filter(row => !versions.some(version => isInRange(version, row.versions)))
    expect(idle.map(row => `${row.operator} ${row.versions} ${row.component}`)).toEqual([])
  })

  test('knows its image, or who does', () => {
    const silent = operatorDefaults.filter(
      row => row.reference === undefined && row.imageConfig === undefined,
    )
    expect(silent.map(row => `${row.operator} ${row.versions} ${row.component}`)).toEqual([
      'k8ssandra-operator >1.17.0 <1.20.0 medusa',
      'k8ssandra-operator >1.20.0 <1.20.3 medusa',
    ])
  })

  test('that no field pins tells what a person can do, but for the old logger', () => {
    const helpless = operatorDefaults.filter(row => row.pinnedBy === undefined && row.remedy === undefined)
    expect(helpless.map(row => row.component)).toEqual(['system-logger'])
  })

  test('agrees with the others: a version has one image for a component, a server and a field', () => {
    const doubled = operatorNames.flatMap(operator =>
      versions.flatMap(version => {
        const rows = operatorDefaults.filter(
          row => row.operator === operator && isInRange(version, row.versions),
        )
        const keys = rows.map(
          row => `${row.component} ${JSON.stringify(row.server)} ${JSON.stringify(row.wantedBy)}`,
        )
        return keys
          .filter((key, index) => keys.indexOf(key) !== index)
          .map(key => `${operator} ${version.numbers.join('.')} ${key}`)
      }),
    )
    expect(doubled).toEqual([])
  })

  test('says nothing about versions that are not versions', () => {
    expect(operatorNames.flatMap(operator => defaultsOf(operator, 'latest'))).toEqual([])
  })
})

function allVersions(): Version[] {
  return [0, 1].flatMap(major =>
    Array.from({ length: 100 }, (_, minor) => minor).flatMap(minor =>
      Array.from({ length: 8 }, (_, patch) => parseVersion(`${major}.${minor}.${patch}`)).filter(
        version => version !== undefined,
      ),
    ),
  )
}

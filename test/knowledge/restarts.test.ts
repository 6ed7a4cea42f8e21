import { describe, expect, test } from '@jest/globals'

import { restartOf, restarts } from '../../src/knowledge/restarts.ts'

const cassandra = { group: 'cassandra.datastax.com', kind: 'CassandraDatacenter' }
const cluster = { group: 'k8ssandra.io', kind: 'K8ssandraCluster' }

describe('what a changed field does to pods', () => {
  test.each([
    [{ ...cassandra, path: 'spec/serverImage' }, 'Cassandra', true, 'restart'],
    [
      { ...cassandra, path: 'spec/podTemplateSpec/spec/initContainers[2]/image' },
      'Cassandra',
      true,
      'restart',
    ],
    [
      { ...cluster, path: 'spec/cassandra/datacenters[0]/stargate/containerImage' },
      'Stargate',
      false,
      'restart',
    ],
    [{ ...cluster, path: 'spec/medusa/containerImage' }, 'Cassandra', true, 'restart'],
    [{ ...cluster, path: 'spec/reaper/containerImage' }, 'Reaper', false, 'restart'],
    [
      { group: 'apps', kind: 'Deployment', path: 'spec/template/spec/imagePullSecrets' },
      'its own',
      false,
      'restart',
    ],
    [
      { group: 'batch', kind: 'Job', path: 'spec/template/spec/containers[0]/image' },
      'its own',
      false,
      'refused',
    ],
    [{ group: 'batch', kind: 'CronJob', path: 'spec/jobTemplate/spec/x' }, 'its own', false, 'next-run'],
  ] as const)('%j', (field, pods, isData, effect) => {
    expect(restartOf({ ...field, isHook: false })).toMatchObject({ pods, isData, effect })
  })

  test('is nothing for a service account, a text in a ConfigMap, and what is not the pod template', () => {
    expect(
      restartOf({ isHook: false, group: '', kind: 'ServiceAccount', path: 'imagePullSecrets' }),
    ).toBeUndefined()
    expect(restartOf({ isHook: false, group: '', kind: 'ConfigMap', path: 'data/x' })).toBeUndefined()
    expect(
      restartOf({ isHook: false, group: 'apps', kind: 'Deployment', path: 'metadata/annotations/x' }),
    ).toBeUndefined()
  })

  test('of a Reaper depends on no other kind of that name', () => {
    expect(
      restartOf({ isHook: false, group: 'example.com', kind: 'Reaper', path: 'spec/image' }),
    ).toBeUndefined()
  })
})

test('every row says why in one sentence, and where that is known from', () => {
  for (const { reason, source } of restarts) {
    expect(reason).toMatch(/^[a-zA-Z].*[^.]$/)
    expect(source).toMatch(/^https:\/\//)
  }
})

import { describe, expect, test } from '@jest/globals'

import { credentialsFor } from '../../src/cluster/keyring.ts'
import { readPullSecret } from '../../src/cluster/pull-secret.ts'

const keysFor = (name: string, ...keys: readonly string[]) =>
  credentialsFor(
    keys.map(key => ({ key, user: 'u', password: 'p' })),
    name,
  ).map(({ key }) => key)

// As in https://github.com/kubernetes/kubernetes/blob/v1.35.4/pkg/credentialprovider/keyring_test.go
describe('a key of a pull secret', () => {
  test.each([
    ['registry.internal', 'registry.internal/a/b', true],
    ['https://registry.internal/v1/', 'registry.internal/a/b', true],
    ['https://registry.internal/v2/', 'registry.internal/a/b', true],
    ['http://registry.internal/v2/team/', 'registry.internal/team/b', true],
    ['registry.internal/team', 'registry.internal/team/b', true],
    ['registry.internal/team', 'registry.internal/teams/b', true],
    ['registry.internal/team', 'registry.internal/other/b', false],
    ['registry.internal:5000', 'registry.internal:5000/a', true],
    ['registry.internal', 'registry.internal:5000/a', false],
    ['registry.internal:5000', 'registry.internal/a', false],
    ['registry.internal:5000', 'registry.internal:5001/a', false],
    ['*.internal', 'registry.internal/a', true],
    ['*.internal', 'a.registry.internal/a', false],
    ['reg*.*', 'registry.internal/a', true],
    ['registr?.internal', 'registry.internal/a', true],
    ['registry.internal.evil', 'registry.internal/a', false],
    ['index.docker.io/v1/', 'docker.io/library/nginx', true],
    ['https://index.docker.io/v1/', 'docker.io/library/nginx', true],
  ])('%s is for %s: %s', (key, name, isFor) => {
    expect(keysFor(name, key)).toEqual(isFor ? [key] : [])
  })

  test('comes first where it is the most specific; each of the same is tried', () => {
    expect(
      keysFor('r.internal/team/app', 'r.internal', 'r.internal/team/app', '*.internal', 'r.internal/team'),
    ).toEqual(['r.internal/team/app', 'r.internal/team', 'r.internal', '*.internal'])
    expect(keysFor('r.internal/a', 'https://r.internal', 'r.internal')).toEqual([
      'https://r.internal',
      'r.internal',
    ])
  })
})

describe('a pull secret', () => {
  const data = (key: string, value: unknown) => ({
    [key]: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64'),
  })
  const json = (value: unknown) =>
    readPullSecret({ type: 'kubernetes.io/dockerconfigjson', data: data('.dockerconfigjson', value) })
  const auth = Buffer.from('robot:s3:cret').toString('base64')

  test.each([
    ['auth', { auth }],
    ['auth of several lines', { auth: `${auth.slice(0, 8)}\n${auth.slice(8)}` }],
    ['user and password', { username: 'robot', password: 's3:cret' }],
    ['user and password beside an empty auth', { username: 'robot', password: 's3:cret', auth: '' }],
    ['auth before user and password', { auth, username: 'other', password: 'other' }],
  ])('is read with %s', (_, entry) => {
    expect(json({ auths: { 'r.internal': entry } })).toEqual({
      kind: 'read',
      entries: [{ key: 'r.internal', user: 'robot', password: 's3:cret' }],
    })
  })

  test('of the old type has its entries without auths', () => {
    const old = { type: 'kubernetes.io/dockercfg', data: data('.dockercfg', { 'r.internal': { auth } }) }
    expect(readPullSecret(old)).toMatchObject({ kind: 'read', entries: [{ key: 'r.internal' }] })
  })

  test.each([
    ['no JSON', '{'],
    ['a list', []],
    ['auths that are a list', { auths: [] }],
    ['an entry that is null', { auths: { a: null } }],
    ['auth that is no base64', { auths: { a: { auth: '***' } } }],
    ['auth without a colon', { auths: { a: { auth: Buffer.from('robot').toString('base64') } } }],
    ['a user that is a number', { auths: { a: { username: 1 } } }],
  ])('with %s spoils every other of the pod', (_, value) => {
    expect(json(value)).toMatchObject({ kind: 'unfit', isFatal: true })
  })

  test.each([
    ['another type', { type: 'Opaque', data: data('.dockerconfigjson', { auths: {} }) }],
    ['another key', { type: 'kubernetes.io/dockerconfigjson', data: data('.dockercfg', {}) }],
    ['no text', { type: 'kubernetes.io/dockerconfigjson', data: { '.dockerconfigjson': '' } }],
  ])('of %s is passed over', (_, secret) => {
    expect(readPullSecret(secret)).toMatchObject({ kind: 'unfit', isFatal: false })
  })

  test('without auths has no credentials, and no fault', () => {
    expect([json({}), json({ auths: null })]).toEqual([
      { kind: 'read', entries: [] },
      { kind: 'read', entries: [] },
    ])
  })
})

import { describe, expect, test } from '@jest/globals'

import { authorize } from '../../src/registry/authorization/authorization.ts'
import type { Credentials } from '../../src/registry/authorization/credentials.ts'
import type { Question } from '../../src/registry/reply.ts'

const robot: Credentials = { user: 'robot', password: 's3cret', origin: '/home/config.json' }
const bearer = 'Bearer realm="https://auth.internal/token",service="r"'

/** Authorizes against a token server that answers so; with the questions that it got. */
async function authorized(
  header: string,
  credentials: Credentials | undefined,
  answer: { readonly status?: number; readonly body?: string } = {},
  registry = 'https://registry.internal/',
) {
  const asked: Question[] = []
  const result = await authorize(header, 'm/app', new URL(registry), credentials, question => {
    asked.push(question)
    const { status = 200, body = '{"token":"t"}' } = answer
    return Promise.resolve({ kind: 'reply', status, headers: {}, body: Buffer.from(body) })
  })
  return { result, asked }
}

describe('a token', () => {
  test('is asked for one repository, to pull, with the credentials', async () => {
    const { result, asked } = await authorized(bearer, robot)
    expect(result).toEqual({ kind: 'authorization', authorization: 'Bearer t' })
    expect(asked.map(({ method, url, headers }) => [method, url.href, headers])).toEqual([
      [
        'GET',
        'https://auth.internal/token?service=r&scope=repository%3Am%2Fapp%3Apull',
        { authorization: `Basic ${Buffer.from('robot:s3cret').toString('base64')}` },
      ],
    ])
  })

  test('is not asked for with credentials over plain HTTP, where the registry speaks HTTPS', async () => {
    const header = bearer.replace('https:', 'http:')
    const { result, asked } = await authorized(header, robot)
    expect(result).toMatchObject({
      kind: 'forbidden',
      message: 'registry.internal wants the credentials sent unencrypted, to auth.internal',
    })
    expect(asked).toEqual([])
    const open = await authorized(header, undefined)
    expect(open.result).toMatchObject({ kind: 'authorization' })
    const plain = await authorized(header, robot, {}, 'http://registry.internal/')
    expect(plain.result).toMatchObject({ kind: 'authorization' })
  })

  test.each([400, 401, 403])('that is refused with %i is a matter of the credentials', async status => {
    const body = '{"details":"no"}'
    expect((await authorized(bearer, robot, { status, body })).result).toMatchObject({
      kind: 'forbidden',
      message: `registry.internal refuses the credentials of /home/config.json: ${status} no`,
    })
    expect((await authorized(bearer, undefined, { status, body })).result).toMatchObject({
      kind: 'forbidden',
      message: 'registry.internal wants credentials, and there are none for it here',
    })
  })

  test('is taken from access_token as well', async () => {
    const { result } = await authorized(bearer, robot, { body: '{"access_token":"other"}' })
    expect(result).toEqual({ kind: 'authorization', authorization: 'Bearer other' })
  })

  test.each([
    ['with a line break', '{"token":"a\\r\\nx-evil: 1"}'],
    ['with a blank', '{"token":"a b"}'],
    ['that is empty', '{"token":""}'],
    ['that is a number', '{"token":7}'],
    ['in no JSON', 'token'],
  ])('%s is none', async (_, body) => {
    expect((await authorized(bearer, robot, { body })).result).toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining('the token server of registry.internal gives no token: 200'),
    })
  })
})

test.each([
  ['a token of the registry is sent as it is', { registryToken: 'mine', origin: 'x' }, 'Bearer mine'],
  ['user and password are sent to a registry that asks for them', robot, 'Basic cm9ib3Q6czNjcmV0'],
] as const)('%s', async (_, credentials, authorization) => {
  const { result, asked } = await authorized('Basic realm="r"', credentials)
  expect([result, asked]).toEqual([{ kind: 'authorization', authorization }, []])
})

test('user and password are not sent to a registry that does not say how', async () => {
  expect((await authorized('', robot)).result).toEqual({
    kind: 'forbidden',
    message: 'registry.internal asks for an unsupported authentication: not named',
    remedy: 'use a registry with basic or token authentication',
  })
  expect((await authorized('', undefined)).result).toMatchObject({
    message: 'registry.internal wants credentials, and there are none for it here',
  })
})

test('an identity token is of no use to a registry that takes a user and a password', async () => {
  const token: Credentials = { identityToken: 't', origin: '/home/config.json' }
  expect((await authorized('Basic realm="r"', token)).result).toEqual({
    kind: 'forbidden',
    message: 'registry.internal asks for a user and a password, and /home/config.json holds a token',
    remedy: 'log in again: docker login registry.internal',
  })
})

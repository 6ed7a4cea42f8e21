import { describe, expect, test } from '@jest/globals'

import { follow } from '../../src/registry/redirect.ts'
import type { Question, Reply } from '../../src/registry/reply.ts'

const question = (url: string): Question => ({
  method: 'GET',
  url: new URL(url),
  headers: { accept: 'application/json', authorization: 'Bearer s3cret' },
})
const reply = (status: number, location?: string): Reply => ({
  kind: 'reply',
  status,
  headers: location === undefined ? {} : { location },
  body: Buffer.alloc(0),
})

/** Follows from a URL on, by what each URL redirects to; the questions that were asked, in order. */
async function followed(from: string, redirects: Readonly<Record<string, string>>) {
  const asked: Question[] = []
  const last = await follow(question(from), current => {
    asked.push(current)
    const location = redirects[current.url.href]
    return Promise.resolve(location === undefined ? reply(200) : reply(307, location))
  })
  return { asked, last }
}

describe('a redirect', () => {
  test.each(['http://a.internal/y', 'http://b.internal/y', 'file:///etc/passwd', 'ftp://a.internal/y'])(
    'from HTTPS to %s is not followed',
    async location => {
      const asking = followed('https://a.internal/x', { 'https://a.internal/x': location })
      await expect(asking).rejects.toThrow('it redirects from https://a.internal to ')
    },
  )

  test('from HTTP to HTTPS is followed', async () => {
    const { asked } = await followed('http://a.internal/x', { 'http://a.internal/x': 'https://a.internal/x' })
    expect(asked.map(({ url }) => url.href)).toEqual(['http://a.internal/x', 'https://a.internal/x'])
  })

  test('within a host keeps the proof of who asks, to another host or port it does not, nor on the way back', async () => {
    const { asked } = await followed('https://a.internal/1', {
      'https://a.internal/1': '/2',
      'https://a.internal/2': 'https://a.internal:8443/3',
      'https://a.internal:8443/3': 'https://a.internal/4',
    })
    expect(asked.map(({ url: { host, pathname }, headers }) => [host, pathname, headers])).toEqual([
      ['a.internal', '/1', { accept: 'application/json', authorization: 'Bearer s3cret' }],
      ['a.internal', '/2', { accept: 'application/json', authorization: 'Bearer s3cret' }],
      ['a.internal:8443', '/3', { accept: 'application/json' }],
      ['a.internal', '/4', { accept: 'application/json' }],
    ])
  })

  test('is followed five times, not six', async () => {
    const redirects = (count: number) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, at) => [`https://a.internal/${at}`, `/${at + 1}`] as const),
      )
    expect((await followed('https://a.internal/0', redirects(5))).last.status).toBe(200)
    await expect(followed('https://a.internal/0', redirects(6))).rejects.toThrow('more than 5 times')
  })

  test.each([200, 304, 404])('is none with the status %i', async status => {
    const answer = await follow(question('https://a.internal/x'), () =>
      Promise.resolve(reply(status, 'https://b.internal/y')),
    )
    expect(answer.status).toBe(status)
  })

  test('in a circle is reported as one', async () => {
    const asking = followed('https://a.internal/x', {
      'https://a.internal/x': '/y',
      'https://a.internal/y': '/x',
    })
    await expect(asking).rejects.toThrow('it redirects in a circle, to a.internal/x')
  })

  test('to no URL is reported', async () => {
    const asking = followed('https://a.internal/x', { 'https://a.internal/x': 'https://[' })
    await expect(asking).rejects.toThrow('it redirects to no URL')
  })
})

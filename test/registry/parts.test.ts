import { afterAll, describe, expect, test } from '@jest/globals'
import { chmodSync, mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { readChallenges } from '../../src/registry/authorization/challenge.ts'
import { dockerCredentials } from '../../src/registry/authorization/credentials.ts'
import { isPassing, isWithoutTls } from '../../src/registry/failure.ts'
import { formatPlatform, parsePlatform, takes } from '../../src/registry/platform.ts'
import { limiter } from '../../src/registry/limit.ts'
import { proxyFor } from '../../src/registry/proxy.ts'
import type { Reply } from '../../src/registry/reply.ts'
import { pauseBefore } from '../../src/registry/retry.ts'

const home = mkdtempSync(join(tmpdir(), 'relocate-credentials-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

describe('challenges', () => {
  test.each([
    [
      'Bearer realm="https://auth.internal/token",service="registry",scope="repository:a/b:pull,push"',
      [
        {
          scheme: 'bearer',
          parameters: {
            realm: 'https://auth.internal/token',
            service: 'registry',
            scope: 'repository:a/b:pull,push',
          },
        },
      ],
    ],
    ['Basic realm="a \\"b\\""', [{ scheme: 'basic', parameters: { realm: 'a "b"' } }]],
    [
      'BASIC Realm=r, Bearer realm = "x"',
      [
        { scheme: 'basic', parameters: { realm: 'r' } },
        { scheme: 'bearer', parameters: { realm: 'x' } },
      ],
    ],
    ['', []],
    [',,,"', []],
  ])('of %j', (header, challenges) => {
    expect(readChallenges(header)).toEqual(challenges)
  })
})

describe('the pause before another request', () => {
  const reply = (status: number, headers: Reply['headers'] = {}): Reply => ({
    kind: 'reply',
    status,
    headers,
    body: Buffer.alloc(0),
  })

  test.each([429, 500, 502, 503, 504])('there is one after %i, which may pass', status => {
    expect(pauseBefore(reply(status), 1)).toBe(500)
  })

  test.each([200, 307, 400, 401, 403, 404, 501])('there is none after %i, which is an answer', status => {
    expect(pauseBefore(reply(status, { 'retry-after': '1' }), 1)).toBeUndefined()
  })

  test('is twice as long each time, after a connection that broke too', () => {
    expect([1, 2, 3, 4].map(attempt => pauseBefore(reply(503), attempt))).toEqual([500, 1000, 2000, 4000])
    expect(pauseBefore(undefined, 2)).toBe(1000)
  })

  test('is as long as the server asks, in seconds or until a date', () => {
    expect(pauseBefore(reply(429, { 'retry-after': '7' }), 1)).toBe(7000)
    const soon = new Date(Date.now() + 60_000).toUTCString()
    const pause = pauseBefore(reply(429, { 'retry-after': soon }), 1) ?? NaN
    expect(pause).toBeGreaterThan(50_000)
    expect(pause).toBeLessThanOrEqual(60_000)
    expect(pauseBefore(reply(429, { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }), 1)).toBe(0)
    expect(pauseBefore(reply(429, { 'retry-after': 'later' }), 1)).toBe(500)
  })
})

describe('credentials', () => {
  const signal = new AbortController().signal
  const env = { HOME: home, PATH: `${home}/bin:/usr/bin:/bin` }
  const found = (host: string, repository = 'a') => dockerCredentials(env)(host, signal, repository)

  function helper(name: string, script: string): void {
    mkdirSync(join(home, 'bin'), { recursive: true })
    writeFileSync(join(home, 'bin', `docker-credential-${name}`), `#!/bin/sh\n${script}\n`)
    chmodSync(join(home, 'bin', `docker-credential-${name}`), 0o755)
  }

  function config(value: object | string): void {
    mkdirSync(join(home, '.docker'), { recursive: true })
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    writeFileSync(join(home, '.docker/config.json'), text)
  }

  test('come from a helper of the registry, else from the store, else from the file', async () => {
    helper('one', `read host; echo "{\\"Username\\":\\"one\\",\\"Secret\\":\\"$host\\"}"`)
    helper(
      'all',
      `read host; [ "$host" = store:5000 ] || { echo credentials not found in native keychain; exit 1; }
echo '{"Username":"<token>","Secret":"identity"}'`,
    )
    const auth = Buffer.from('file:with:colons').toString('base64')
    config({
      auths: {
        'file:5000': { auth },
        'https://index.docker.io/v1/': { username: 'hub', password: 'p' },
        empty: {},
      },
      credHelpers: { 'own:5000': 'one' },
      credsStore: 'all',
    })
    expect(await found('own:5000')).toEqual({
      user: 'one',
      password: 'own:5000',
      origin: 'docker-credential-one',
    })
    expect(await found('store:5000')).toEqual({ identityToken: 'identity', origin: 'docker-credential-all' })
    expect(await found('file:5000')).toMatchObject({ user: 'file', password: 'with:colons' })
    expect(await found('docker.io')).toMatchObject({ user: 'hub' })
    expect(await found('empty')).toBeUndefined()
    expect(await found('other')).toBeUndefined()
  })

  test('of a helper that is missing, fails or hangs are an error in its words', async () => {
    config({ credsStore: 'none' })
    await expect(found('a')).rejects.toThrow('docker-credential-none is not on the PATH')
    helper('bad', 'echo locked >&2; exit 3')
    config({ credsStore: 'bad' })
    await expect(found('a')).rejects.toThrow('docker-credential-bad failed: locked')
    helper('slow', 'sleep 20')
    config({ credsStore: 'slow' })
    const hanging = dockerCredentials(env)('a', AbortSignal.timeout(300), 'a')
    await expect(hanging).rejects.toMatchObject({ name: 'TimeoutError' })
  })

  test('for paths count for what is below them, the longest first', async () => {
    const entry = (username: string) => ({ username, password: 'p' })
    config({
      auths: {
        'reg:5000/team/app': entry('app'),
        'reg:5000/team': entry('team'),
        'reg:5000': entry('host'),
        'https://old:5000/v1/': entry('old'),
        'only:5000/other': entry('other'),
      },
    })
    expect(await found('reg:5000', 'team/app')).toMatchObject({ user: 'app' })
    expect(await found('reg:5000', 'team/apple')).toMatchObject({ user: 'team' })
    expect(await found('reg:5000', 'else')).toMatchObject({ user: 'host' })
    expect(await found('old:5000', 'x')).toMatchObject({ user: 'old' })
    expect(await found('only:5000', 'x')).toMatchObject({ user: 'other' })
    config({ auths: { 'both:5000/other': entry('other'), 'https://both:5000/v2/': entry('whole') } })
    expect(await found('both:5000', 'x')).toMatchObject({ user: 'whole' })
  })

  test('have no part of the zeros that old programs put behind a password', async () => {
    config({ auths: { 'old:5000': { auth: Buffer.from('u:p\0\0').toString('base64') } } })
    expect(await found('old:5000')).toMatchObject({ user: 'u', password: 'p' })
  })

  test('that an entry does not hold are told of, but for the empty entry that a store leaves behind', async () => {
    const entries = { auths: { 'bare:5000': { email: 'a@b' }, 'empty:5000': {} } }
    const useless = async (host: string) => {
      const find = dockerCredentials(env)
      expect(await find(host, signal, 'a')).toBeUndefined()
      return find.uselessEntry?.(host)
    }
    config(entries)
    for (const host of ['bare:5000', 'empty:5000'])
      expect(await useless(host)).toMatch(new RegExp(`^the entry ${host} in .* holds no user and password$`))
    helper('knows-none', 'echo credentials not found in native keychain; exit 1')
    config({ ...entries, credsStore: 'knows-none' })
    expect(await useless('empty:5000')).toBeUndefined()
    expect(await useless('bare:5000')).toContain('the entry bare:5000')
  })

  test('of a helper are requested once for each registry, and end if it does not stop writing', async () => {
    helper('count', `echo x >> ${home}/counted; echo '{"Username":"u","Secret":"s"}'`)
    config({ credsStore: 'count' })
    const find = dockerCredentials(env)
    await Promise.all(['a', 'b', 'c'].map(repository => find('reg', signal, repository)))
    expect(readFileSync(join(home, 'counted'), 'utf8')).toBe('x\n')
    helper('flood', 'yes')
    config({ credsStore: 'flood' })
    await expect(found('reg')).rejects.toThrow('docker-credential-flood does not stop talking')
  })

  test('are those that skopeo, podman and regctl leave where they log in', async () => {
    config({})
    const entry = { auth: Buffer.from('u:p').toString('base64') }
    const runtime = join(home, 'run')
    const write = (path: string, value: object): void => {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, JSON.stringify(value))
    }
    write(join(runtime, 'containers/auth.json'), { auths: { 'runtime:5000': entry } })
    write(join(home, 'xdg/containers/auth.json'), { auths: { 'config:5000': entry } })
    write(join(home, '.regctl/config.json'), {
      hosts: {
        'regctl:5000': { user: 'u', pass: 'p' },
        'token:5000': { token: 't' },
        'both:5000': { user: 'u', pass: 'p', token: 't' },
        'spent:5000': { user: 'u', pass: 'p', token: '' },
        'number:5000': { user: 'u', pass: 'p', token: 7 },
        'nameless:5000': { user: '', pass: 'p' },
        'wordless:5000': { user: 'u', pass: '' },
        'half:5000': { user: 'u' },
        'other-half:5000': { pass: 'p' },
        'bare:5000': null,
      },
    })
    const ask = (host: string) =>
      dockerCredentials({ ...env, XDG_RUNTIME_DIR: runtime, XDG_CONFIG_HOME: join(home, 'xdg') })(
        host,
        signal,
        'a',
      )
    for (const host of ['runtime:5000', 'config:5000', 'regctl:5000', 'spent:5000', 'number:5000'])
      expect(await ask(host)).toMatchObject({ user: 'u', password: 'p' })
    for (const host of ['token:5000', 'both:5000'])
      expect(await ask(host)).toMatchObject({ identityToken: 't' })
    for (const host of ['bare:5000', 'nameless:5000', 'wordless:5000', 'half:5000', 'other-half:5000'])
      expect(await ask(host)).toBeUndefined()
  })

  test('in a file that is not JSON are an error with its name', async () => {
    config('{')
    await expect(found('a')).rejects.toThrow(`${home}/.docker/config.json is not a JSON object`)
  })
})

describe('a proxy', () => {
  const env = {
    HTTPS_PROXY: 'proxy.internal:3128',
    NO_PROXY: 'a.internal,.b.internal,10.0.0.0/8,c.internal:5000,*.d,12.0.0.0/33,fd00::/8,fe80::/129',
  }
  test.each([
    ['https://x.internal/', true],
    ['http://x.internal/', false],
    ['https://127.0.0.1:5000/', false],
    ['https://localhost/', false],
    ['https://[::1]/', false],
    ['https://127.internal.example/', true],
    ['https://a.internal/', false],
    ['https://below.a.internal/', false],
    ['https://b.internal/', true],
    ['https://below.b.internal/', false],
    ['https://10.1.2.3/', false],
    ['https://11.1.2.3/', true],
    ['https://12.0.0.1/', true],
    ['https://[fd00::1]/', false],
    ['https://[fe80::1]/', true],
    ['https://c.internal:5000/', false],
    ['https://c.internal/', true],
    ['https://x.d/', false],
  ])('for %s: %s', (url, isProxied) => {
    expect(proxyFor(new URL(url), env) !== undefined).toBe(isProxied)
  })
  test('that is not a URL is an error', () => {
    expect(() => proxyFor(new URL('https://x/'), { HTTPS_PROXY: 'ftp://x' })).toThrow(
      'the proxy in HTTPS_PROXY',
    )
  })
})

describe('an error on the way to a registry', () => {
  test.each([
    ['ECONNRESET', true],
    ['EPIPE', true],
    ['EAI_AGAIN', true],
    ['ECONNABORTED', true],
    ['ENOTFOUND', false],
    ['ECONNREFUSED', false],
    ['CERT_HAS_EXPIRED', false],
  ])('%s may pass: %s', (code, mayPass) => {
    expect(isPassing(Object.assign(new Error('it failed'), { code }))).toBe(mayPass)
  })
})

describe('a server that may speak plain HTTP', () => {
  test.each([
    ['write EPROTO 0:error:0A00010B:SSL routines:ssl3_get_record:wrong version number', true],
    ['Socket is closed', true],
    ['socket hang up', true],
    ['read ECONNRESET', true],
    ['self signed certificate', false],
    ['getaddrinfo ENOTFOUND a.internal', false],
  ])('after "%s": %s', (message, mayBe) => {
    expect(isWithoutTls(new Error(message))).toBe(mayBe)
  })
})

describe('platforms', () => {
  test.each([
    ['linux/amd64', 'linux/x86_64', true],
    ['linux/amd64', 'linux/arm64', false],
    ['linux/arm64', 'linux/arm64/v8', true],
    ['linux/arm', 'linux/arm/v6', true],
    ['linux/arm', 'linux/arm/v7', true],
    ['linux/arm', 'linux/arm/v8', false],
    ['linux/arm/v6', 'linux/arm/v7', false],
    ['linux/amd64', 'windows/amd64', false],
    ['linux/amd64', 'linux/amd64/v3', false],
  ])('%s takes %s: %s', (wanted, offered, result) => {
    const [one, other] = [parsePlatform(wanted), parsePlatform(offered)]
    expect(one !== undefined && other !== undefined && takes(one, other)).toBe(result)
  })
  test('are not just any text', () => {
    expect([parsePlatform('amd64'), parsePlatform('linux/amd64/v1/x'), parsePlatform('')]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })
})

test('an empty variant of a platform is none', () => {
  const linux = { os: 'linux', architecture: 'arm' }
  expect(takes({ ...linux, variant: 'v6' }, { ...linux, variant: '' })).toBe(false)
  expect(formatPlatform(parsePlatform('linux/arm64/v8') ?? linux)).toBe('linux/arm64')
})

test('no more tasks run at a time than allowed, whenever another comes', async () => {
  for (let hops = 0; hops < 12; hops++) {
    const limit = limiter(1)
    let [running, most] = [0, 0]
    const work = (): Promise<void> =>
      limit(async () => {
        most = Math.max(most, ++running)
        await new Promise(resolve => setTimeout(resolve, 1))
        running--
      })
    let release = (): void => undefined
    const gate = new Promise<void>(resolve => (release = resolve))
    const first = limit(() => gate)
    const second = work()
    // One that comes some turns after the first is over, when the second was told to begin and has not begun.
    let later: Promise<void> = gate
    for (let hop = 0; hop < hops; hop++) later = later.then(() => undefined)
    const third = later.then(work)
    release()
    await Promise.all([first, second, third])
    expect(most).toBe(1)
  }
})

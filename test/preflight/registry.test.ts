import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { missingPrograms, startRegistry, type Registry } from '../copy/registry.ts'
import { makeCertificate } from '../registry/certificate.ts'
import { startOddRegistry } from '../registry/odd-registry.ts'
import { passwordProtection, pushImage } from './images.ts'
import { dockerConfig, makeHome, podWith, type Home } from './run.ts'

if (missingPrograms.length > 0) {
  test.skip(`asking real registries needs ${missingPrograms.join(' and ')}`, () => undefined)
} else {
  describe('preflight asks the registry', preflight)
}

function preflight(): void {
  let home: Home
  let plain: Registry
  let locked: Registry
  let encrypted: Registry
  let certificate: string
  let digest: string

  beforeAll(async () => {
    home = makeHome()
    const files = makeCertificate(home.folder)
    certificate = files.certificate
    plain = await startRegistry()
    locked = await startRegistry(passwordProtection(home.folder))
    encrypted = await startRegistry({ tls: { certificate, key: files.key } })
    digest = await pushImage(home.folder, plain.host, 'm/library/busybox:1.36')
    await pushImage(home.folder, plain.host, 'm/library/alpine:3', { single: true })
    await pushImage(home.folder, plain.host, 'm/thanos/thanos:v1')
    await pushImage(home.folder, locked.host, 'm/library/busybox:1.36', {
      credentials: 'robot:correct horse',
    })
    await pushImage(home.folder, encrypted.host, 'm/library/busybox:1.36')
  })

  afterAll(async () => {
    await Promise.all([plain, locked, encrypted].map(registry => registry.stop()))
    home.remove()
  })

  const ask = (host: string, flags: readonly string[] = [], images = ['busybox:1.36'], env = {}) =>
    home.run(['preflight', '-r', `${host}/m`, '--timeout=10s', ...flags], { stdin: podWith(images), env })

  test('and is green when everything is there', async () => {
    const { code, stdout, stderr } = await ask(plain.host)
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: 'k8ssandra-relocate: 1 image can be pulled for linux/amd64\n',
    })
    expect(stdout).toMatch(
      new RegExp(
        `^ok +image +${plain.host}/m/library/busybox:1.36 +${digest} for linux/amd64, linux/arm64$`,
        'm',
      ),
    )
  })

  test('says which tag is missing, and writes the table all the same', async () => {
    const { code, stdout, stderr } = await ask(plain.host, [], ['busybox:1.36', 'busybox:9'])
    expect(code).toBe(3)
    expect(stdout).toMatch(/^missing +image .*busybox:9 /m)
    expect(stdout).toMatch(/^ok +image .*busybox:1\.36 /m)
    expect(stderr).toContain(
      `error: (standard input):8:24 Pod/web spec/containers[1]/image: ${plain.host} has m/library/busybox, but not 9: 404 MANIFEST_UNKNOWN: manifest unknown; it has 1.36; copy it there: k8ssandra-relocate copy, with the same flags and manifests [IMAGE_MISSING]`,
    )
    expect(stderr).toContain('not ready: 1 of 2 images cannot be pulled')
  })

  test('says which platform is missing', async () => {
    const good = await ask(plain.host, ['--platform=linux/arm64', '--platform=linux/amd64'])
    expect(good.code).toBe(0)
    const { code, stderr } = await ask(plain.host, ['--platform=linux/arm64'], ['alpine:3'])
    expect(code).toBe(3)
    expect(stderr).toContain('is there, but not for linux/arm64: it is for linux/amd64')
  })

  test('finds credentials where container tools have them, and says when they are wrong', async () => {
    const none = await ask(locked.host)
    expect([none.code, none.stderr]).toEqual([
      3,
      expect.stringContaining('wants credentials, and there are none'),
    ])
    home.write('config.json', dockerConfig(locked.host))
    expect((await ask(locked.host, [], undefined, { DOCKER_CONFIG: home.folder })).code).toBe(0)
    home.write('config.json', dockerConfig(locked.host, 'robot', 'hunter2'))
    const wrong = await ask(locked.host, [], undefined, { DOCKER_CONFIG: home.folder })
    expect(wrong.code).toBe(3)
    expect(wrong.stderr).toMatch(
      /refuses the credentials of \S+\/config\.json: 401 UNAUTHORIZED.*\[IMAGE_FORBIDDEN\]/,
    )
    expect(wrong.stderr + wrong.stdout).not.toContain('hunter2')
  })

  test('reports an untrusted certificate, and accepts --ca-file and --insecure-registry', async () => {
    const { code, stderr } = await ask(encrypted.host)
    expect([code, stderr]).toEqual([
      3,
      expect.stringContaining('has a certificate that this system does not trust'),
    ])
    expect((await ask(encrypted.host, [`--ca-file=${certificate}`])).code).toBe(0)
    expect((await ask(encrypted.host, [`--insecure-registry=${encrypted.host}`])).code).toBe(0)
    const missing = await ask(encrypted.host, ['--ca-file=none.crt'])
    expect([missing.code, missing.stderr]).toEqual([
      2,
      expect.stringContaining('--ca-file: "none.crt" cannot be read'),
    ])
  })

  test('says when nothing listens, and when a name leads nowhere', async () => {
    const { code, stderr } = await ask('127.0.0.1:1')
    expect([code, stderr]).toEqual([3, expect.stringContaining('nothing listens at 127.0.0.1:1')])
    const lost = await ask('registry.invalid')
    expect(lost.stderr).toContain('the name of registry.invalid cannot be resolved')
  })

  test('ends at the deadline with a registry that never answers', async () => {
    const slow = await startOddRegistry(() => undefined)
    const { code, stderr, took } = await home.run(['preflight', '-r', `${slow.host}/m`, '--timeout=2s'], {
      stdin: podWith(['busybox:1.36', 'a/b', 'c/d']),
    })
    slow.stop()
    expect(code).toBe(3)
    expect(stderr).toContain(`${slow.host} gave no answer within 2 s`)
    expect(took).toBeLessThan(6000)
  })

  test('says when a registry limits requests', async () => {
    const busy = await startOddRegistry((_, response) =>
      response.writeHead(429, { 'retry-after': '600' }).end(),
    )
    const { code, stderr } = await ask(busy.host)
    busy.stop()
    expect(code).toBe(3)
    expect(stderr).toContain('limits the number of requests: 429, and wants 600 s of patience')
  })

  test('asks for the tags of a repository whose tag an operator chooses', async () => {
    const stdin = podWith(['busybox:1.36']).replace(
      '{name: c0,',
      '{name: c0, args: [--thanos-default-base-image=quay.io/thanos/thanos],',
    )
    const { code, stdout } = await home.run(['preflight', '-r', `${plain.host}/m`], { stdin })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^ok +tags .*m\/thanos\/thanos +1 tags for the operator to choose from: v1$/m)
  })

  test('notes a tag that moved', async () => {
    const { code, stderr, stdout } = await ask(
      plain.host,
      [],
      [`alpine:3@${digest}`, `busybox:other@${digest}`],
    )
    expect(code).toBe(3)
    expect(stdout).toMatch(/^ok +image .*busybox:other@/m)
    expect(stderr).toMatch(/the tag other cannot be had, the digest counts: .*\[TAG_MOVED\]/)
  })

  test('writes JSON, and a report', async () => {
    const { stdout, code } = await ask(plain.host, ['-o', 'json', '--report=report.html'])
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      kind: 'PreflightReport',
      platforms: ['linux/amd64'],
      entries: [{ subject: 'image', state: 'ok', name: `${plain.host}/m/library/busybox:1.36` }],
    })
    const page = readFileSync(join(home.folder, 'report.html'), 'utf8')
    expect(page).toContain('<h1>Preflight report</h1>')
    expect(page).toContain('Ready: 1 of 1 check found good.')
    expect(page).toMatch(/What was checked[^]*<span class="chip relocated">ok<\/span>[^]*for linux\/amd64/)
    const red = await ask(plain.host, ['--report=report.md'], ['busybox:1.36', 'busybox:9'])
    expect(red.code).toBe(3)
    const text = readFileSync(join(home.folder, 'report.md'), 'utf8')
    expect(text).toMatch(
      /Not ready: 1 of 2 checks found good, 1 error\.[^]*\| \*\*missing\*\* \| image \|[^]*\| ok \| image \|/,
    )
    expect((await ask(plain.host, ['-o', 'skopeo'])).code).toBe(2)
  })

  test('lets an answer that is accepted pass', async () => {
    const flags = ['--accept=IMAGE_MISSING']
    const { code } = await ask(plain.host, flags, ['busybox:9'])
    expect(code).toBe(0)
  })
}

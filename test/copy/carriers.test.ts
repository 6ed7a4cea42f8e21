import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { makeHome, podWith } from '../preflight/run.ts'

const home = makeHome()
const stdin = podWith(['busybox:1.36'])
const digest = `sha256:${'a'.repeat(64)}`

function folder(name: string, index: string): void {
  mkdirSync(join(home.folder, name))
  writeFileSync(join(home.folder, name, 'index.json'), index)
}

beforeAll(() => {
  // What is tested here comes before any copy.
  home.write('skopeo', '#!/bin/sh\necho it ran >&2\nexit 1\n')
  chmodSync(join(home.folder, 'skopeo'), 0o755)
  execFileSync('mkfifo', [join(home.folder, 'fifo')])
  mkdirSync(join(home.folder, 'empty'))
  home.write('text', 'user: s3cret\n')
  home.write('truncated.tar', `${'a'.padEnd(257, '\0')}ustar${'x'.repeat(400)}`)
  folder('garbage', 's3cret')
  folder('list', '[]')
  folder('nothing', '{"manifests":[]}')
  folder('null', '{"manifests":[null]}')
  folder('path', '{"manifests":[{"mediaType":"x","digest":"sha256:../../../etc/passwd"}]}')
  folder(
    'foreign',
    JSON.stringify({
      manifests: [{ mediaType: 'x', digest, annotations: { 'org.opencontainers.image.ref.name': 'latest' } }],
    }),
  )
})
afterAll(() => home.remove())

test.each([
  ['--from=tar:none.tar', 'none.tar cannot be read: no such file or directory'],
  ['--from=tar:fifo', 'fifo cannot be read: it is a pipe (fifo), not a file'],
  ['--from=tar:/dev/zero', '/dev/zero cannot be read: it is a device, not a file'],
  ['--from=tar:empty', 'empty cannot be read: it is a directory'],
  ['--from=tar:text', 'text cannot be read: it is no tar archive'],
  ['--from=tar:truncated.tar', 'truncated.tar cannot be unpacked: tar: '],
  ['--from=oci:none', 'none holds no images: it has no index.json'],
  ['--from=oci:empty', 'empty holds no images: it has no index.json'],
  ['--from=oci:text', 'text is no directory'],
  ['--from=oci:garbage', 'index.json is damaged'],
  ['--from=oci:list', 'index.json is damaged'],
  ['--from=oci:null', 'index.json is damaged'],
  ['--from=oci:path', 'index.json is damaged'],
  ['--from=oci:nothing', 'oci:nothing names no image that has a target; fill it with copy --to'],
  ['--from=oci:foreign', 'oci:foreign names no image that has a target'],
])('copy %s ends with 2 and says why', async (flag, words) => {
  const ran = await home.run(['copy', flag, '--timeout=60s'])
  expect([ran.code, ran.stdout, ran.stderr]).toEqual([2, '', expect.stringContaining(words)])
  expect(ran.stderr).not.toMatch(/s3cret|not recoverable|it ran/)
  expect(ran.took).toBeLessThan(30_000)
})

test.each([
  ['--to=tar:empty', 'empty cannot be written: it is a directory'],
  ['--to=tar:none/images.tar', 'none/images.tar cannot be written: none is no directory'],
  ['--to=tar:/dev/full', '/dev/full cannot be written: it is a device, not a file'],
  ['--to=tar:fifo', 'fifo cannot be written: it is a pipe (fifo), not a file'],
  ['--to=oci:text', 'text is no directory'],
])('copy %s is refused before anything is copied', async (flag, words) => {
  const ran = await home.run(['copy', flag, '-r', 'registry.internal/m', '--timeout=5s'], { stdin })
  expect([ran.code, ran.stdout, ran.stderr]).toEqual([2, '', expect.stringContaining(words)])
  expect(ran.stderr).not.toContain('it ran')
  expect(readdirSync(home.folder).filter(name => name.startsWith('.'))).toEqual([])
})

import { afterAll, expect, test } from '@jest/globals'

import { makeHome, podWith } from '../preflight/run.ts'

const home = makeHome()
afterAll(() => home.remove())

const [one, other] = [`sha256:${'1'.repeat(64)}`, `sha256:${'2'.repeat(64)}`]
const lock = (images: string, version = 'v1alpha1'): string =>
  `apiVersion: k8ssandra-relocate.io/${version}\nkind: ImageLock\nimages:\n${images}`
const entry = (source: string, digest: string): string => `- {source: ${source}, digest: "${digest}"}\n`
const run = (content: string) =>
  home.run(['-r', 'registry.internal/m', `--lock=${home.write('lock.yaml', content)}`], {
    stdin: podWith(['nginx:1.25']),
  })

test.each([
  ['of another version', lock(entry('nginx:1.25', one), 'v2'), 'its apiVersion is not'],
  [
    'with two digests for an image',
    lock(entry('nginx:1.25', one) + entry('docker.io/library/nginx:1.25', other)),
    'images[1]: another entry has another digest for',
  ],
  ['with half a digest', lock(entry('nginx:1.25', 'sha256:1111')), 'images[0]: its digest is not sha256'],
  ['with a digest of another kind', lock(entry('nginx:1.25', `md5:${'1'.repeat(64)}`)), 'its digest is not'],
  [
    'with a misspelt field',
    lock(`- {sorce: nginx, digest: "${one}"}\n`),
    'unknown field "sorce"; did you mean source?',
  ],
  ['with a source that is no image', lock(entry('NGINX', one)), 'images[0]: its source is not an image'],
  ['with a text for an image', lock('- nginx\n'), 'images[0]: it is not an object'],
])('a lock %s is wrong use', async (_, content, words) => {
  const ran = await run(content)
  expect([ran.code, ran.stdout, ran.stderr]).toEqual([2, '', expect.stringContaining(words)])
})

test('a lock may name an image twice, and have a byte order mark and line ends of Windows', async () => {
  const content = lock(entry('nginx:1.25', one) + entry('docker.io/library/nginx:1.25', one))
  const ran = await run(`\ufeff${content.replaceAll('\n', '\r\n')}`)
  expect([ran.code, ran.stdout]).toEqual([0, expect.stringContaining(`nginx:1.25@${one}`)])
})

import { describe, expect, test } from '@jest/globals'
import { isFault } from '../../src/reference/fault.ts'
import { matchSubjectOf } from '../../src/rules/match-subject.ts'
import { matchesGlob, parseGlob } from '../../src/rules/syntax/glob.ts'
import { covers, parsePattern } from '../../src/rules/syntax/pattern.ts'
import { processorTime } from '../processor-time.ts'
import { reference } from './rules.ts'

const digest = `@sha256:${'a'.repeat(64)}`

const rows: readonly (readonly [pattern: string, covered: readonly string[], others: readonly string[]])[] = [
  [
    'nginx',
    ['nginx', 'docker.io/nginx:1', 'library/nginx', `nginx${digest}`],
    ['quay.io/nginx', 'nginx/ingress', 'nginx1'],
  ],
  ['library/nginx', ['nginx'], ['nginx/nginx']],
  ['docker.io/nginx', ['nginx:1', 'nginx/ingress'], ['nginxinc/x']],
  ['index.docker.io/k8ssandra', ['k8ssandra/x', 'docker.io/k8ssandra/x/y'], ['k8ssandra2/x', 'datastax/x']],
  ['k8ssandra/*', ['k8ssandra/x:1'], ['k8ssandra/x/y', 'quay.io/k8ssandra/x']],
  ['k8ssandra/**', ['k8ssandra/x', 'k8ssandra/x/y'], ['quay.io/k8ssandra/x']],
  ['k8ssandra/cass-?', ['k8ssandra/cass-1'], ['k8ssandra/cass-12', 'k8ssandra/cass']],
  ['quay.io', ['quay.io/x', 'quay.io/x/y:1', 'QUAY.io/x'], ['quay.io:5000/x', 'nginx', 'quay.io.example/x']],
  ['quay.io/', ['quay.io/x'], ['nginx']],
  ['Quay.IO', ['quay.io/x'], ['nginx']],
  ['quay.io/prom', ['quay.io/prom', 'quay.io/prom/x'], ['quay.io/prometheus/x']],
  ['quay.io/*', ['quay.io/x'], ['quay.io/x/y']],
  ['quay.io/*/node-*', ['quay.io/p/node-exporter'], ['quay.io/p/q/node-x', 'quay.io/node-x']],
  ['quay.io/a/**/z', ['quay.io/a/z', 'quay.io/a/b/z', 'quay.io/a/b/c/z'], ['quay.io/a/bz', 'quay.io/az']],
  ['quay.io/a**z', ['quay.io/az', 'quay.io/a/b/z'], ['quay.io/b/az']],
  ['**', ['nginx', 'quay.io/x/y'], []],
  ['**/nginx', ['nginx', 'quay.io/a/nginx'], ['quay.io/nginx/x', 'quay.io/xnginx']],
  ['**nginx', ['nginx', 'quay.io/xnginx'], ['quay.io/nginx/x']],
  ['*', ['nginx'], ['k8ssandra/x', 'quay.io/x']],
  ['docker.io/**', ['nginx', 'k8ssandra/x'], ['quay.io/x']],
  ['docker.io/*', ['nginx'], ['k8ssandra/x']],
  ['*.internal/x', ['registry.internal/x'], ['registry.internal:5000/x', 'a.example/x']],
  ['*.internal', ['registry.internal/x/y'], ['quay.io/x']],
  [
    'registry.internal:5000',
    ['registry.internal:5000/x'],
    ['registry.internal/x', 'registry.internal:50001/x'],
  ],
  ['registry.internal:*/x', ['registry.internal:5000/x'], ['registry.internal/x']],
  ['localhost', ['localhost/x'], ['localhost:5000/x', 'nginx']],
  ['localhost:5000', ['localhost:5000/x'], ['localhost/x']],
  ['myhost:5000', ['myhost:5000/x', 'library/myhost:5000'], ['library/myhost:5001']],
  ['[::1]:5000', ['[::1]:5000/x'], ['[::1]/x']],
  ['[::1]/x', ['[::1]/x/y'], ['[::1]:5000/x']],
  ['K8S/x', ['K8s/x'], ['k8s/x']],
  [
    'busybox:1.*',
    ['busybox:1.36', 'docker.io/busybox:1.'],
    ['busybox:2', 'busybox', 'busybox/x:1.36', `busybox${digest}`],
  ],
  ['busybox:latest', ['busybox', 'busybox:latest'], ['busybox:1', `busybox${digest}`]],
  ['docker.io/library/busybox:V1', ['busybox:V1'], ['busybox:v1']],
  ['quay.io/**:*-dev', ['quay.io/x/y:1-dev'], ['quay.io/x/y:1']],
  ['my.image:1.*', ['my.image:1.2'], ['my.image:2']],
  [`quay.io/x${digest}`, [`quay.io/x${digest}`, `quay.io/x:1${digest}`], ['quay.io/x:1']],
  ['quay.io/x:1@*', [`quay.io/x:1${digest}`], ['quay.io/x:1', `quay.io/x:2${digest}`]],
]

describe.each(rows)('%s', (text, covered, others) => {
  const pattern = parsePattern(text)
  if (isFault(pattern)) throw new Error(pattern.what)
  const isCovered = (image: string) => covers(pattern, matchSubjectOf(reference(image)))

  test('covers what it should', () => expect(covered.filter(image => !isCovered(image))).toEqual([]))
  test('covers nothing else', () => expect(others.filter(isCovered)).toEqual([]))
})

test.each([
  ['', 'nothing is written'],
  ['/', 'nothing is written'],
  ['quay.io/ x', 'white space inside'],
  ['https://quay.io', 'URL scheme'],
  ['quay.io/Prom*', '"Prom*" has capitals'],
  ['Nginx', '"Nginx" has capitals'],
  ['Nginx:1', '"Nginx" has capitals'],
  ['quay.io//x', 'empty component'],
  ['/x', 'empty component'],
  ['quay.io/[ab]', 'no image name has'],
  ['quay.io/(a|b)', 'no image name has'],
  ['quay.io/\\d+', 'no image name has'],
])('%j is refused: %s', (text, found) => {
  expect(parsePattern(text)).toMatchObject({ what: expect.stringContaining(found) })
})

test('a glob agrees with the regular expression of the same meaning', () => {
  const texts = ['', 'a', '/', 'a/', '/a', 'ab', 'a/b', 'a//b', 'a/a/b', 'b/a', 'aab', 'ab/ab']
  const globs = [
    '',
    'a',
    '*',
    '**',
    '?',
    'a*',
    '*a',
    'a/*',
    '*/b',
    'a**b',
    '**b',
    '*a*b',
    'a?b',
    '**/b',
    'a/**/b',
    '?*',
    '**a**',
  ]
  for (const glob of globs) {
    const source = glob
      .replace(/(^|\/)\*\*\//g, '$1<any/>')
      .replaceAll('**', '<any>')
      .replaceAll('*', '[^/]*')
      .replaceAll('?', '[^/]')
      .replaceAll('<any/>', '(?:.*/)?')
      .replaceAll('<any>', '.*')
    const expected = texts.filter(text => new RegExp(`^(?:${source})$`).test(text))
    expect([glob, ...texts.filter(text => matchesGlob(parseGlob(glob), text))]).toEqual([glob, ...expected])
  }
})

test('a glob of many stars takes no longer than its length times that of the name', () => {
  const time = (length: number) => {
    const glob = parseGlob(`${'*a**a'.repeat(20)}b`)
    return processorTime(() => expect(matchesGlob(glob, 'a'.repeat(length))).toBe(false))
  }
  time(1_000)
  const short = Math.max(time(2_000), 1)
  expect(time(20_000) / short).toBeLessThan(60)
})

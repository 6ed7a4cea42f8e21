import { describe, expect, test } from '@jest/globals'
import { createRuleSet } from '../../src/rules/ruleset.ts'
import { configOf, type Written } from './rules.ts'

const digest = `@sha256:${'a'.repeat(64)}`

function problems(written: Written) {
  return createRuleSet(configOf(written)).problems
}

const registries: readonly (readonly [registry: string, found: string, remedy: string])[] = [
  ['https://registry.internal', 'it starts with the URL scheme https://', 'remove "https://"'],
  ['oci://registry.internal/charts', 'it starts with the URL scheme oci://', 'remove "oci://"'],
  ['https://', 'it starts with the URL scheme https://', 'remove "https://"'],
  ['', 'nothing is written', 'HOST[:PORT]'],
  ['/', 'nothing is written', 'HOST[:PORT]'],
  [' registry.internal', 'white space around', 'remove the white space'],
  ['registry .internal', 'white space inside', 'without white space'],
  ['registry.internal/m:1.0', 'it carries a tag, ":1.0"', 'leave tag and digest out'],
  [`registry.internal/m${digest}`, 'it carries a digest', 'leave tag and digest out'],
  ['registry.internal/K8ssandra', '"K8ssandra" has capitals', 'write k8ssandra'],
  ['registry.internal:port', '"port" is not a port', 'digits'],
  ['registry.internal:99999', 'not a port: "99999"', '1 to 65535'],
  ['registry.internal:0/x', 'not a port: "0"', '1 to 65535'],
  ['my_registry:5000', 'is not a registry host', 'DNS name'],
  ['registry.internal//m', 'an empty component', 'remove the extra "/"'],
  ['/m', 'has an empty component', 'remove the extra "/"'],
  ['registry.internal/$TEAM', '"$TEAM" is not a path component', 'lower-case'],
  ['My_Registry', 'has capitals', 'write my_registry'],
  [`registry.internal/${'a'.repeat(250)}`, 'characters', 'shorten'],
]

test.each(registries)('registry %j is refused', (registry, found, remedy) => {
  expect(problems({ registry })).toEqual([
    {
      code: 'RULE_INVALID',
      message: expect.stringContaining(found),
      remedy: expect.stringContaining(remedy),
    },
  ])
})

const mirrors: readonly (readonly [mirror: string, found: string, remedy: string])[] = [
  ['quay.io=https://reg.internal', 'target: it starts with', 'remove "https://"'],
  ['https://quay.io=reg.internal', 'source: it starts with', 'remove "https://"'],
  ['quay.io=', 'target: nothing is written', 'HOST'],
  ['=reg.internal', 'source: nothing is written', 'HOST'],
  ['quay.io=reg.internal/x:1', 'target: it carries a tag', 'leave tag'],
  ['quay.io=reg.internal/X', 'target: "X" has capitals', 'write x'],
  ['quay.io/Prom=reg.internal', 'source: "Prom" has capitals', 'write prom'],
  [
    'nginx=reg.internal',
    '"nginx" may be a namespace or an image',
    'docker.io/nginx for the namespace on Docker Hub, or docker.io/library/nginx for the image',
  ],
  ['bitnami/=reg.internal', 'may be a namespace or an image', 'docker.io/bitnami'],
  ['nginx:1.25=reg.internal', '"nginx:1.25" names no host', 'write docker.io/library/nginx:1.25'],
  [`nginx${digest}=reg.internal`, 'names no host', 'write docker.io/library/nginx@sha256'],
  ['quay.io:x=reg.internal', '"x" is not a port', 'digits'],
  ['quay.io/a:=reg.internal', 'no tag follows', 'write a tag'],
]

test.each(mirrors)('mirror %j is refused', (mirror, found, remedy) => {
  expect(problems({ mirrors: [mirror] })).toEqual([
    {
      code: 'RULE_INVALID',
      message: expect.stringContaining(found),
      remedy: expect.stringContaining(remedy),
    },
  ])
})

const images: readonly (readonly [image: string, found: string])[] = [
  ['nginx=https://reg.internal/nginx', 'target: not an image reference'],
  ['docker://nginx=reg.internal/nginx', 'source: not an image reference'],
  ['nginx=', 'target: not an image reference: "": nothing is written'],
  ['=reg.internal/nginx', 'source: not an image reference'],
  ['nginx=reg.internal/', 'empty component'],
  ['nginx=reg.internal/Nginx', 'has capitals'],
  ['nginx=reg.internal:70000/nginx', 'not a port: "70000"'],
  ['ng inx=reg.internal/nginx', 'white space inside'],
]

test.each(images)('image %j is refused', (image, found) => {
  expect(problems({ images: [image] })).toEqual([
    { code: 'RULE_INVALID', message: expect.stringContaining(found), remedy: expect.stringMatching(/./) },
  ])
})

test('both sides of a rule are read before it is refused', () => {
  expect(problems({ mirrors: ['https://a.b=https://c.d'] })).toHaveLength(2)
})

const sets: readonly (readonly [string, Written, string])[] = [
  [
    'two targets for one mirror',
    { mirrors: ['quay.io=r.internal/a', 'QUAY.io/=r.internal/b'] },
    'mirror quay.io=r.internal/a and mirror QUAY.io=r.internal/b send one source to two targets',
  ],
  [
    'two targets for one image',
    { images: ['nginx=r.internal/a', 'docker.io/library/nginx=r.internal/b'] },
    'send one source to two targets',
  ],
  [
    'two tags for one image',
    { images: ['nginx=r.internal/a:1', 'nginx=r.internal/a:2'] },
    'send one source to two targets',
  ],
  [
    'a mirror that starts in the registry',
    { registry: 'r.internal', mirrors: ['r.internal/old=r.internal/new'] },
    'starts where',
  ],
  [
    'a mirror that starts in another target',
    { mirrors: ['quay.io=r.internal/q', 'r.internal/q/x=r.internal/y'] },
    'mirror r.internal/q/x=r.internal/y starts where mirror quay.io=r.internal/q ends',
  ],
  ['a mirror that starts in its own target', { mirrors: ['r.internal/a/b=r.internal/a'] }, 'it ends itself'],
  [
    'a mirror that starts where an image ends',
    { images: ['x=quay.io/y'], mirrors: ['quay.io/y=r.internal/y'] },
    'starts where image x=quay.io/y ends',
  ],
  [
    'an image in the registry',
    { registry: 'r.internal', images: ['r.internal/a=r.internal/b'] },
    'image r.internal/a=r.internal/b starts where registry r.internal ends',
  ],
  [
    'an image in the registry that changes its tag',
    { registry: 'r.internal', images: ['r.internal/a:1=r.internal/a:2'] },
    'starts where',
  ],
  [
    'an image under a target spelt otherwise',
    { registry: 'myregistry/m', images: ['docker.io/myregistry/m/a=r.internal/b'] },
    'starts where',
  ],
  [
    'a chain of images',
    { images: ['x=r.internal/y', 'r.internal/y=r.internal/z'] },
    'image x=r.internal/y ends where image r.internal/y=r.internal/z starts',
  ],
  ['a chain over a tag', { images: ['x:1=x:2', 'x:2=x:3'] }, 'ends where'],
  ['a swap of images', { images: ['x=r.internal/y', 'r.internal/y=x'] }, 'ends where'],
]

test.each(sets)('%s is refused', (_, written, found) => {
  const invalid = problems(written).filter(problem => problem.code === 'RULE_INVALID')
  expect(invalid.map(problem => problem.message)).toContainEqual(expect.stringContaining(found))
})

test.each<[string, Written]>([
  ['the same mirror twice', { mirrors: ['quay.io=r.internal/a', 'quay.io/=r.internal/a'] }],
  ['the same image twice', { images: ['nginx=r.internal/a', 'docker.io/nginx=r.internal/a'] }],
  ['one image by tag and by name', { images: ['nginx=r.internal/a', 'nginx:1=r.internal/b'] }],
  ['a mirror into its own source', { mirrors: ['docker.io/bitnami=docker.io/bitnami/legacy'] }],
  ['a mirror that keeps what it has', { registry: 'r.internal', mirrors: ['r.internal/m=r.internal/m'] }],
  ['an image that keeps what it has', { registry: 'r.internal', images: ['r.internal/m:1=r.internal/m'] }],
  ['a new tag for one image', { images: ['docker.io/busybox:1=docker.io/busybox:2'] }],
  ['an image that ends where another stays', { images: ['x=r.internal/y', 'r.internal/y=r.internal/y'] }],
  ['an image that ends as another would', { images: ['x=r.internal/y:1', 'r.internal/y=r.internal/y:1'] }],
  ['tags that never meet', { images: ['x:1=r.internal/y', 'r.internal/y:2=r.internal/z'] }],
  [
    'a mirror beside the registry',
    { registry: 'r.internal:5000', mirrors: ['r.internal=r.internal:5000/old'] },
  ],
])('%s is fine', (_, written) => {
  expect(problems(written)).toEqual([])
})

describe('a target without a host', () => {
  test.each<[Written, string, string]>([
    [{ registry: 'myregistry/myrepo' }, 'myregistry/myrepo', 'docker.io/myregistry/myrepo'],
    [{ registry: 'myregistry' }, 'myregistry', 'docker.io/myregistry'],
    [{ mirrors: ['quay.io=mirror/quay'] }, 'mirror/quay', 'docker.io/mirror/quay'],
    [{ images: ['quay.io/x=web:1'] }, 'web:1', 'docker.io/library/web:1'],
  ])('%j is used, with a warning', (written, target, reading) => {
    expect(problems(written)).toEqual([
      {
        code: 'TARGET_READ_AS_HUB',
        message: `the target ${target} names no host: container runtimes read it as ${reading}`,
        remedy: expect.stringContaining(reading),
      },
    ])
  })

  test('is warned about once', () => {
    expect(problems({ registry: 'my/x', mirrors: ['quay.io=my/x', 'ghcr.io=my/x/'] })).toHaveLength(1)
  })

  test.each(['localhost', 'registry.internal', 'myhost:5000', 'docker.io/myregistry', '[::1]', 'MyHost'])(
    '%s has one',
    registry => expect(problems({ registry })).toEqual([]),
  )
})

test('no message carries a control character', () => {
  const hostile = 'a\u001b[31m\r\nb'
  const found = problems({
    registry: hostile,
    mirrors: [`${hostile}=${hostile}`, `nginx:${hostile}=r.internal`],
    images: [`${hostile}=${hostile}`],
    exclude: [hostile],
  })
  expect(found).toHaveLength(7)
  for (const { message, remedy } of found) expect(message + remedy).not.toMatch(/\p{Cc}/u)
})

import { describe, expect, test } from '@jest/globals'

import { skeletonOf, type Skeleton } from '../../src/find/skeleton/skeleton.ts'
import { splitStream } from '../../src/manifest/stream.ts'

const pod = (name: string, rest = ''): string => `kind: Pod\nmetadata:\n  name: ${name}\nspec:\n${rest}`

describe('documents of one skeleton', () => {
  test.each([
    ['any name of the object', pod('web'), pod('db')],
    ['its name in other places', pod('web', '  hostname: web\n'), pod('db', '  hostname: db\n')],
    ['a number behind a word', pod('web', '  a: shop-1\n'), pod('web', '  a: shop-22\n')],
    ['a word twice', pod('web', '  a: x1\n  b: x1\n'), pod('web', '  a: x2\n  b: x2\n')],
    ['a number', pod('web', '  port: 80\n'), pod('web', '  port: 8080\n')],
    ['a number in quotes', pod('web', '  value: "80"\n'), pod('web', '  value: "1"\n')],
    ['an image', pod('web', '  image: a/b:1\n'), pod('web', '  image: quay.io/c@sha256:0\n')],
    ['an image in quotes', pod('web', '  image: "a/b:1"\n'), pod('web', '  image: "c:2"\n')],
    ['an image in braces', '{kind: Pod, image: a:1}\n', '{kind: Pod, image: b:2}\n'],
    ['compact JSON', '{"name":"p1","image":"a:1"}\n', '{"name":"p22","image":"b:2"}\n'],
    ['JSON in lines', '{\n  "name": "p1",\n  "port": 1,\n}\n', '{\n  "name": "p2",\n  "port": 3,\n}\n'],
  ])('%s makes no difference', (_, one, other) => {
    expect(keyOf(other)).toBe(keyOf(one))
  })

  test.each([
    ['another word', pod('web', '  a: shop-1\n'), pod('web', '  a: cart-1\n')],
    ['a word without a number', pod('web', '  a: one\n'), pod('web', '  a: two\n')],
    ['one word in place of two', pod('web', '  a: x1\n  b: x2\n'), pod('web', '  a: x1\n  b: x1\n')],
    ['the name of the object', pod('x1', '  a: x1\n'), pod('x1', '  a: x2\n')],
    ['a name that says something', pod('web'), pod('image')],
    ['a name that is an image', pod('web'), pod('nginx')],
    ['a version', pod('web', '  a: v1\n'), pod('web', '  a: v2\n')],
    ['a kind', 'kind: Thing1\n', 'kind: Thing2\n'],
    ['a namespace', 'namespace: a1\n', 'namespace: a2\n'],
    ['an account', 'serviceAccountName: a1\n', 'serviceAccountName: a2\n'],
    ['a tag', '  tag: 1\n', '  tag: 2\n'],
    ['a word for a tag', '  imageTag: x1\n', '  imageTag: x2\n'],
    ['a number that is a name', '- name: 1\n', '- name: 2\n'],
    ['the value of a registry', '  registry: r1\n', '  registry: r2\n'],
    ['quotes', pod('web', '  a: x1\n'), pod('web', '  a: "x1"\n')],
    ['what is behind a comma outside of braces', '  a: x1, b\n', '  a: x2, b\n'],
    ['a word with a quote behind it', '  a: x1"\n', '  a: x2"\n'],
    ['a comment', pod('web', '  a: x1 # b\n'), pod('web', '  a: x2 # b\n')],
  ])('%s makes a difference', (_, one, other) => {
    expect(keyOf(other)).not.toBe(keyOf(one))
  })
})

test('what is left out is where it is written', () => {
  const { skeleton, content } = skeletonIn('{"name":"p1","image":"a:1","port":8}\n')
  expect(skeleton.words).toEqual(['', 'p1'])
  expect(skeleton.holes.map(({ is, at, text }) => [is, text, content.slice(at, at + text.length)])).toEqual([
    ['word', 'p1', 'p1'],
    ['image', 'a:1', 'a:1'],
    ['number', '8', '8'],
  ])
})

function keyOf(text: string): string {
  return skeletonIn(text).skeleton.key
}

function skeletonIn(text: string): { readonly skeleton: Skeleton; readonly content: string } {
  const stream = `---\n${text}`
  const document = splitStream(stream).at(-1)
  const skeleton = document && skeletonOf(stream, document)
  if (skeleton === undefined) throw new Error('no skeleton')
  return { skeleton, content: stream.slice(document?.start, document?.end) }
}

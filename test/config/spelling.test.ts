import { expect, test } from '@jest/globals'

import { nearest, suggestion } from '../../src/config/spelling.ts'

const words = ['registry', 'layout', 'mirror', 'image', 'exclude', 'in-place']

test.each([
  ['regsitry', 'registry'],
  ['Registry', 'registry'],
  ['registri', 'registry'],
  ['inplace', 'in-place'],
  ['mirorr', 'mirror'],
  ['x', undefined],
  ['', undefined],
  ['namespace', undefined],
  ['imageimage', undefined],
  ['r'.repeat(10_000_000), undefined],
])('%.20s is taken for %s', (word, meant) => {
  expect(nearest(word, words)).toBe(meant)
})

test.each([
  ['pullSecrets', 'did you mean imagePullSecrets?'],
  ['pull-secret', 'did you mean imagePullSecrets?'],
  ['image-pull-secrets', 'did you mean imagePullSecrets?'],
  ['private-registry', 'did you mean registry?'],
  ['insecure', 'did you mean insecure-registry?'],
  ['block', 'known here: imagePullSecrets, registry, insecure-registry, lock-all, id'],
  ['id', 'did you mean id?'],
  ['my-id', 'known here: imagePullSecrets, registry, insecure-registry, lock-all, id'],
])('%s has the words of another', (word, remedy) => {
  expect(suggestion(word, ['imagePullSecrets', 'registry', 'insecure-registry', 'lock-all', 'id'])).toBe(
    remedy,
  )
})

test('where nothing is near, all words are named', () => {
  expect(suggestion('mirrors', words)).toBe('did you mean mirror?')
  expect(suggestion('zzz', words)).toBe('known here: registry, layout, mirror, image, exclude, in-place')
})

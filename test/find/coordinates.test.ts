import { describe, expect, test } from '@jest/globals'
import fastCheck from 'fast-check'

import { mergeConfigs } from '../../src/config/merge.ts'
import { formatName } from '../../src/reference/reference.ts'
import { assemble, divide } from '../../src/find/shapes/coordinates.ts'
import { relocate } from '../../src/relocate.ts'

const component = fastCheck.stringMatching(/^[a-z][a-z0-9]{0,5}$/)
const path = fastCheck.array(component, { minLength: 1, maxLength: 4 }).map(parts => parts.join('/'))
const host = fastCheck.constantFrom('docker.io', 'registry.internal:5000', 'quay.io')
const target = fastCheck
  .tuple(host, path)
  .map(([registry, repository]) => ({ registry, repository, tag: undefined, digest: undefined }))
const coordinates = fastCheck.record({
  registry: fastCheck.oneof(host, fastCheck.constant('')),
  repository: fastCheck.oneof(path, fastCheck.constant('')),
  name: fastCheck.option(component, { nil: undefined }),
})

test('whatever the parts were, those of a target make the target, or there are none', () => {
  let divided = 0
  fastCheck.assert(
    fastCheck.property(target, coordinates, (reference, was) => {
      const parts = divide(reference, was)
      if (parts === undefined) return
      divided++
      expect(assemble(parts)).toBe(formatName(reference))
      expect(parts.repository).not.toBe('')
    }),
  )
  expect(divided).toBeGreaterThan(50)
})

describe('a repository the target ends with stays as it was', () => {
  const was = { registry: 'docker.io', repository: 'k8ssandra', name: 'medusa' }
  const reference = { registry: 'a.b', tag: undefined, digest: undefined }
  test.each([
    ['m/k8ssandra/medusa', { registry: 'a.b/m', repository: 'k8ssandra', name: 'medusa' }],
    ['m/medusa', { registry: 'a.b', repository: 'm', name: 'medusa' }],
    ['other-k8ssandra/medusa', { registry: 'a.b', repository: 'other-k8ssandra', name: 'medusa' }],
    ['medusa', undefined],
  ])('%s', (repository, expected) => {
    expect(divide({ ...reference, repository }, was)).toEqual(expected)
  })
})

test('a tag with a digest behind it gets both of the target', () => {
  const [old, other] = ['a', 'b'].map(digit => `sha256:${digit.repeat(64)}`)
  const config = mergeConfigs({
    images: [{ source: 'quay.io/a/b', target: `registry.internal/x/b:2.0@${other}` }],
  })
  const image = (repository: string, tag: string): string =>
    `kind: Ledger\napiVersion: e.com/v1\nspec:\n  image:\n    repository: ${repository}\n    tag: ${tag}\n`
  expect(relocate(image('quay.io/a/b', `1.0@${old}`), config).output).toBe(
    image('registry.internal/x/b', `2.0@${other}`),
  )
})

import { describe, expect, test } from '@jest/globals'

import { isPublicReference } from '../../src/find/shapes/public.ts'

describe('a text that is an image wherever it stands', () => {
  test.each([
    'docker.io/library/busybox:1.36',
    'quay.io/a/b@sha256:' + 'a'.repeat(64),
    'eu.gcr.io/a/b:1',
    'ghcr.io/a/b:1',
  ])('%s', text => {
    expect(isPublicReference(text)).toBe(true)
  })
})

describe('a text that may be anything', () => {
  const texts = [
    'busybox',
    'busybox:1.36',
    'quay.io/a/b',
    'example.com/a/b:1',
    'a/b:1',
    'https://quay.io/a/b:1',
    '',
    '/',
    'quay.io/',
  ]
  test.each([...texts, `quay.io/${'a'.repeat(1000)}:1`])('%s', text => {
    expect(isPublicReference(text)).toBe(false)
  })
})

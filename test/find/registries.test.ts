import { describe, expect, test } from '@jest/globals'

import { isKnownRegistry, isOtherHost } from '../../src/knowledge/images/registries.ts'
import { isOfficialImage } from '../../src/knowledge/images/official-images.ts'

describe('registries that are known by their name', () => {
  test.each([
    'docker.io',
    'eu.gcr.io',
    'europe-west1-docker.pkg.dev',
    '123456789012.dkr.ecr.eu-central-1.amazonaws.com',
    'team.azurecr.io',
    'registry.connect.redhat.com',
  ])('%s', host => {
    expect(isKnownRegistry(host)).toBe(true)
  })
})

test.each(['registry.internal:5000', 'gcr.io.example.com', 'amazonaws.com', 'azurecr.io'])(
  '%s may be anything',
  host => {
    expect(isKnownRegistry(host)).toBe(false)
  },
)

test('hosts of modules and labels are not registries', () => {
  expect(
    ['github.com', 'app.kubernetes.io', 'web.default.svc:80'].filter(host => !isOtherHost(host)),
  ).toEqual([])
})

test('official images are known by their bare name', () => {
  expect([isOfficialImage('postgres'), isOfficialImage('tower')]).toEqual([true, false])
})

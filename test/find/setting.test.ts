import { expect, test } from '@jest/globals'

import { hostSettingsIn } from '../../src/find/candidates/setting.ts'
import { sharedRegistriesIn } from '../../src/find/parts/apart-in-text.ts'

test.each([
  ['IMAGE_REGISTRY=quay.io', 'IMAGE_REGISTRY assignment quay.io'],
  ['image.registry = "quay.io:443"', 'image.registry assignment quay.io:443'],
  ['  registry: quay.io', 'registry key quay.io'],
  ['run --registry quay.io now', '--registry flag quay.io'],
  ['run --registry=https://quay.io/team', '--registry assignment https://quay.io/team'],
  ['from the registry quay.io', 'registry word quay.io'],
  ['set registry = localhost:5000;', 'registry assignment localhost:5000'],
  ['{"registry":"quay.io"}', 'registry key quay.io'],
])('%s sets a host', (text, expected) => {
  const [found] = hostSettingsIn(text)
  expect(found === undefined ? '' : `${found.name} ${found.by} ${found.value}`).toBe(expected)
  expect(text.slice(found?.start, (found?.start ?? 0) + (found?.value.length ?? 0))).toBe(found?.value)
})

test.each(['registry = team', 'registry', 'registry=', 'the registry of us', 'x.registry == quay'])(
  '%s sets none',
  text => {
    expect(hostSettingsIn(text)).toEqual([])
  },
)

test('a word in front of an assignment hides nothing of it', () => {
  const values = ['image_registry = quay.io', 'set image_registry = quay.io'].map(text =>
    sharedRegistriesIn(text).map(({ value }) => value),
  )
  expect(values).toEqual([['quay.io'], ['quay.io']])
})

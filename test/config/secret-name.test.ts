import { expect, test } from '@jest/globals'

import { faultOfSecretName } from '../../src/config/secret-name.ts'

test.each(['a', '0', 'registry-key', 'a.b-c.d', 'a'.repeat(253)])('%.20s is the name of a Secret', name => {
  expect(faultOfSecretName(name)).toBeUndefined()
})

test.each([
  ['', 'is empty'],
  ['a'.repeat(254), 'has 254 characters, 253 are allowed'],
  ['Key', 'has upper-case letters'],
  ['my_key', 'has the character "_"'],
  ['my key', 'has the character " "'],
  ['naïve', 'has the character "ï"'],
  ['a..b', 'has an empty part between dots'],
  ['.a', 'has an empty part between dots'],
  ['-a', 'has a part that begins or ends with "-"'],
  ['a-.b', 'has a part that begins or ends with "-"'],
  ['a.b-', 'has a part that begins or ends with "-"'],
])('%.20s is refused: %s', (name, fault) => {
  expect(faultOfSecretName(name)).toBe(fault)
})

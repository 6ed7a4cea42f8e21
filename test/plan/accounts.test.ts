import { expect, test } from '@jest/globals'
import fc from 'fast-check'

import { sameNamespace, type Account } from '../../src/plan/secrets/account.ts'
import { Accounts } from '../../src/plan/secrets/accounts.ts'

const namespace = fc.constantFrom(undefined, 'a', 'b')
const name = fc.constantFrom('default', 'web')
const account: fc.Arbitrary<Account> = fc.record({
  name,
  namespace,
  secrets: fc.array(fc.constantFrom('one', 'two', 'three'), { maxLength: 3 }),
})

test('the accounts that a pod can mean are those of its namespace and those without one, in their order', () => {
  fc.assert(
    fc.property(fc.array(account, { maxLength: 8 }), name, namespace, (all, asked, pod) => {
      const accounts = new Accounts(all)
      const namesakes = all.filter(one => one.name === asked)
      const meant = namesakes.filter(one => sameNamespace(one.namespace, pod))
      expect(accounts.count(asked)).toBe(namesakes.length)
      expect(accounts.has(asked, pod)).toBe(meant.length > 0)
      expect(accounts.secrets(asked, pod)).toEqual([...new Set(meant.flatMap(({ secrets }) => secrets))])
    }),
  )
})

test('pods that ask for one account get one list, until another account joins it', () => {
  const accounts = new Accounts([{ name: 'web', namespace: 'a', secrets: ['one'] }])
  for (const namespace of ['a', undefined]) {
    const before = accounts.secrets('web', namespace)
    expect(accounts.secrets('web', namespace)).toBe(before)
  }
  accounts.add({ name: 'web', namespace: 'a', secrets: ['two'] })
  expect([accounts.secrets('web', 'a'), accounts.secrets('web', undefined)]).toEqual([
    ['one', 'two'],
    ['one', 'two'],
  ])
})

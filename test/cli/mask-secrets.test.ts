import { describe, expect, test } from '@jest/globals'

import { maskSecrets } from '../../src/cli/messages/mask-secrets.ts'

import { program, registry } from './program.ts'

const secret = 'hunter2'
const image = 'kind: Pod\nspec:\n  containers:\n  - image: nginx\n'

describe('values around the changes of diff', () => {
  test.each([
    ['a Secret', `${image}---\ndata:\n  a: ${secret}\nkind: Secret\n`],
    [
      'a text in a Secret',
      `kind: Secret\nstringData:\n  a: |\n    ${secret}\n    ${secret}\n---\nspec: {containers: [{image: nginx}]}\nkind: Pod\n`,
    ],
    ['a Secret on one line', `${image}---\n{"kind": "Secret", "data": {"a": "${secret}"}}\n`],
    [
      'a Secret in a List',
      `kind: List\nitems:\n- kind: Secret\n  data:\n    a: ${secret}\n- {kind: Pod, spec: {containers: [{image: nginx}]}}\n`,
    ],
    ['a variable', `${image}    env:\n    - name: DB_PASSWORD\n      value: ${secret}\n`],
    ['a variable, value first', `${image}    env:\n    - value: ${secret}\n      name: API_TOKEN\n`],
    ['a variable on one line', `${image}    env: [{name: DB_PASSWORD, value: "${secret}"}]\n`],
    ['a key of its own', `${image}---\ndata:\n  CLIENT_SECRET: ${secret}\nkind: ConfigMap\n`],
  ])('of %s are masked, and shown when asked', async (_, stdin) => {
    const masked = await program(['diff', registry], { stdin })
    expect([masked.code, masked.stdout]).toEqual([0, expect.stringContaining('***')])
    expect(masked.stdout).not.toContain(secret)
    const shown = await program(['diff', registry, '--show-secrets'], { stdin })
    expect(shown.stdout).toContain(secret)
    expect(shown.stdout.split('\n')).toHaveLength(masked.stdout.split('\n').length)
  })

  test('all else stays', () => {
    const text = `${image}  imagePullSecrets:\n  - name: key\n---\nkind: ConfigMap\ndata:\n  a: b\r\n`
    expect(maskSecrets(text)).toBe(text)
  })
})

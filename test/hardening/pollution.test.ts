import { expect, test } from '@jest/globals'

import { emptyConfig } from '../../src/config/config.ts'
import { parseConfig } from '../../src/config/parse.ts'
import { relocate } from '../../src/relocate.ts'

const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf']
const config = { ...emptyConfig, registry: 'registry.internal', imagePullSecrets: ['key'] }

test.each(names)('the key %s in a stream is a key like any other', name => {
  const stream = `apiVersion: v1
kind: Pod
metadata: {name: ${name}, ${name}: {polluted: yes}}
${name}: {polluted: yes, containers: [{image: nginx}]}
spec: {containers: [{name: ${name}, image: nginx, ${name}: {polluted: yes}}]}
---
apiVersion: ${name}/v1
kind: ${name}
spec: {containers: [{image: nginx}]}
`
  const { output, problems } = relocate(stream, config)
  expect(problems.map(({ code }) => code)).toEqual(['SECRET_BESIDE_ACCOUNT'])
  expect(output).toContain(`image: registry.internal/library/nginx, ${name}: {polluted: yes}`)
  expect(output).toMatch(
    /kind: \w+\nspec: \{containers: \[\{image: registry\.internal\/library\/nginx\}\]\}\n$/,
  )
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
})

test.each(names)('the key %s in a configuration is an unknown field', name => {
  const text = `apiVersion: k8ssandra-relocate.io/v1alpha1\nkind: RelocationConfig\n${name}: {polluted: true}\n`
  const { problems } = parseConfig(text, 'relocate.yaml')
  expect(problems.map(problem => problem.message)).toEqual([expect.stringMatching(/^unknown field/)])
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
})

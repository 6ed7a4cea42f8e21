import { expect, test } from '@jest/globals'

import { indexDefinitions } from '../../src/plan/secrets/definition-index.ts'

const plain = 'spec:\n  names:\n    kind: Widget\nkind: CustomResourceDefinition\n'
const quoted = '{"kind": "CustomResourceDefinition", "spec": {"names": {"kind": "Gadget"}}}'

test('a definition is found by each kind it names, however the value is quoted', () => {
  const index = indexDefinitions([plain, quoted])
  expect(index('Widget')).toEqual([plain])
  expect(index('Gadget')).toEqual([quoted])
  expect(index('CustomResourceDefinition')).toEqual([plain, quoted])
  expect(index('Other')).toEqual([])
})

test.each([
  ['an alias', 'spec: {names: {kind: *kind}}'],
  ['a block text', 'spec:\n  names:\n    kind: >-\n      Widget\n'],
  ['an escape', 'spec: {names: {kind: "\\x57idget"}}'],
  ['an explicit key', 'spec:\n  names:\n    ? kind\n    : Widget\n'],
])('a definition whose kind is written as %s may be of any kind', (_, text) => {
  expect(indexDefinitions([plain, text])('Gizmo')).toEqual([text])
})

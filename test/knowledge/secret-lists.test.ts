import { expect, test } from '@jest/globals'

import { emptyConfig } from '../../src/config/config.ts'
import { relocate } from '../../src/relocate.ts'

const config = { ...emptyConfig, registry: 'registry.internal/m', imagePullSecrets: ['regkey'] }

/** The lines of a resource that the run adds for pull secrets. */
function added(apiVersion: string, kind: string, spec: string): string {
  const stream = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\nspec: ${spec}\n`
  const { output, problems } = relocate(stream, config)
  expect(problems).toEqual([])
  return output.slice(output.indexOf('spec: ') + 6).trim()
}

test('a catalog of OLM has a list of names', () => {
  const catalog = 'operators.coreos.com/v1alpha1'
  expect(added(catalog, 'CatalogSource', '{image: "quay.io/a/c:1", secrets: [older]}')).toBe(
    '{image: "registry.internal/m/a/c:1", secrets: [older, regkey]}',
  )
  expect(added(catalog, 'CatalogSource', '{image: "quay.io/a/c:1"}')).toBe(
    '{secrets: [regkey], image: "registry.internal/m/a/c:1"}',
  )
})

test.each([
  ['Vector', '{agent: {image: "a/v:1"}}', '{agent: {imagePullSecrets: [{name: regkey}], image: '],
  ['VectorAggregator', '{image: "a/v:1"}', '{imagePullSecrets: [{name: regkey}], image: '],
  ['ClusterVectorAggregator', '{image: "a/v:1"}', '{imagePullSecrets: [{name: regkey}], image: '],
])('%s of the Vector operator has one of its own', (kind, spec, start) => {
  expect(added('observability.kaasops.io/v1alpha1', kind, spec).startsWith(start)).toBe(true)
})

import { expect, test } from '@jest/globals'
import { execFileSync } from 'node:child_process'

import { compareBundle } from '../../src/knowledge/operators/watched-fields.ts'
import { resourcesOf } from './operator-model.ts'

/** A definition with these properties of `spec`. */
function definition(group: string, kind: string, properties: string): string {
  return `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: x}
spec:
  group: ${group}
  names: {kind: ${kind}}
  versions:
  - schema: {openAPIV3Schema: {properties: {spec: {properties: ${properties}}}}}
`
}

const reaper = 'reaper.cassandra-reaper.io'
const bundle = [
  definition(reaper, 'Reaper', '{image: {}, sidecars: {items: {properties: {toolImage: {}}}}}'),
  definition(reaper, 'ReaperPool', '{image: {}}'),
  definition(
    'cassandra.datastax.com',
    'CassandraDatacenter',
    '{serverImage: {}, dockerImageRunsAsCassandra: {}}',
  ),
  'kind: Pod\n',
].join('---\n')

test('what is new, unknown and gone in a bundle of definitions', () => {
  const { added, unknown, gone } = compareBundle(resourcesOf(bundle).map(({ root }) => root))
  expect(added).toEqual([
    { group: reaper, kind: 'Reaper', path: 'spec/sidecars[]/toolImage', shape: 'reference' },
  ])
  expect(unknown).toEqual([`${reaper}/ReaperPool`])
  expect(gone).toContain('cassandra.datastax.com/CassandraDatacenter spec/systemLoggerImage')
  expect(gone).not.toContain('cassandra.datastax.com/CassandraDatacenter spec/serverImage')
})

test('the row of a new field is as its schema says', () => {
  const properties = `{
    image: {}, nextImage: {properties: {registry: {}, repository: {}, tag: {}}},
    imagePullSecrets: {items: {type: string}}, other: {additionalProperties: {properties: {imagePullSecrets: {items: {type: object}}}}}}`
  const { added } = compareBundle(
    resourcesOf(definition(reaper, 'Reaper', properties)).map(({ root }) => root),
  )
  const row = { group: reaper, kind: 'Reaper' }
  expect(added).toEqual([
    { ...row, path: 'spec/imagePullSecrets', shape: 'pull-secrets', items: 'names' },
    {
      ...row,
      path: 'spec/nextImage',
      shape: 'image-parts',
      parts: { hasRegistry: true, hasName: false },
    },
    { ...row, path: 'spec/other/*/imagePullSecrets', shape: 'pull-secrets' },
  ])
})

test('a row for every key leads to each', () => {
  const properties = '{driver: {properties: {image: {}, manager: {properties: {image: {}}}}}}'
  const { added, gone } = compareBundle(
    resourcesOf(definition('nvidia.com', 'ClusterPolicy', properties)).map(({ root }) => root),
  )
  expect(added).toEqual([])
  expect(gone).toEqual(
    ['*/driverManager', '*/imagePullSecrets', 'operator/initContainer'].map(
      path => `nvidia.com/ClusterPolicy spec/${path}`,
    ),
  )
})

test('npm run knowledge prints it', () => {
  const printed = execFileSync('npm', ['run', '--silent', 'knowledge', '--', '-'], {
    input: bundle,
    encoding: 'utf8',
  })
  expect(printed).toContain(`new: ${reaper}/Reaper spec/sidecars[]/toolImage\n  row: {"group":"${reaper}",`)
  expect(printed).toContain(`unknown: ${reaper}/ReaperPool\n`)
  expect(printed).toMatch(/^3 definitions: 1 new, 1 unknown, \d+ gone$/m)
})

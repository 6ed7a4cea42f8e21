import { describe, expect, test } from '@jest/globals'

import { Field } from '../../src/yaml/field.ts'
import { streamText } from '../../src/yaml/text.ts'
import { isSchema, manifestsOf, splitApiVersion } from '../../src/manifest/manifest.ts'
import { read } from '../../src/yaml/reader.ts'

/** Every object below the root of a text: `path kind/name`. */
function objectsIn(source: string): readonly string[] {
  const reading = read(source)
  if ('fault' in reading) throw new Error(reading.fault.message)
  return reading.roots
    .flatMap(root => manifestsOf(Field.of(streamText(source), root)))
    .map(({ root, kind, name }) => `${root.path} ${kind}/${name}`)
}

describe('the objects of a document', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['one', 'kind: Pod\nmetadata: {name: a}', [' Pod/a']],
    ['one with a generated name', 'kind: Job\nmetadata: {generateName: a-}', [' Job/a-']],
    ['one without anything', 'a: b', [' /']],
    ['a list', 'kind: List\nitems: [{kind: Pod}, {kind: Job}]', ['items[0] Pod/', 'items[1] Job/', ' List/']],
    ['a typed list', 'kind: PodList\nitems: [{kind: Pod}]', ['items[0] Pod/', ' PodList/']],
    [
      'a list in a list',
      'kind: List\nitems: [{kind: List, items: [{kind: Pod}]}]',
      ['items[0]/items[0] Pod/', 'items[0] List/', ' List/'],
    ],
    ['a list of documents', '- kind: Pod\n- kind: Job', ['[0] Pod/', '[1] Job/']],
    ['a list without items', 'kind: List\nitems:', [' List/']],
    ['no list, whatever it has', 'kind: Pod\nitems: [{kind: Job}]', [' Pod/']],
    ['a text', 'just text', []],
  ]
  test.each(cases)('%s', (_, source, expected) => {
    expect(objectsIn(source)).toEqual(expected)
  })

  test('an object that aliases repeat is one object', () => {
    expect(objectsIn('kind: List\nitems: [&x {kind: Pod}, *x, *x]')).toHaveLength(2)
  })
})

test('group and version are parted', () => {
  expect(['apps/v1', 'v1', ''].map(splitApiVersion)).toEqual([
    ['apps', 'v1'],
    ['', 'v1'],
    ['', ''],
  ])
})

test('only definitions of kinds are schemas', () => {
  expect(['CustomResourceDefinition', 'Pod', ''].map(isSchema)).toEqual([true, false, false])
})

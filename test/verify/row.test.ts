import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'

import { emptyConfig } from '../../src/config/config.ts'
import { mergeConfigs } from '../../src/config/merge.ts'
import { parseConfig } from '../../src/config/parse.ts'
import { relocate } from '../../src/relocate.ts'
import { folders, readIn } from '../golden/folder.ts'

const registry = 'registry.internal:5000/m'
const head = 'apiVersion: k8ssandra-relocate.io/v1alpha1\nkind: RelocationConfig\n'
const accept = [{ code: 'IMAGE_LEAK' as const }]

/** Every possible image of the golden folders whose message names a row. */
const named = folders.flatMap(folder => {
  const input = readIn(folder, 'input.yaml') ?? ''
  return relocate(input, { ...emptyConfig, registry, accept })
    .problems.filter(({ code }) => code === 'IMAGE_POSSIBLE')
    .flatMap(({ remedy, image, place }) => {
      const row = /add this row under fieldSpecs: (- \{.*\})/.exec(remedy)?.[1]
      return row === undefined ? [] : [{ folder, input, image, row, path: place?.path }]
    })
})

describe('the row that a message names, put into a configuration, moves the image', () => {
  test('there are messages with rows', () => {
    expect(named.length).toBeGreaterThan(3)
  })

  test.each(named)('$folder: $image at $path', ({ input, image, row, path }) => {
    const { config, problems } = parseConfig(`${head}registry: ${registry}\nfieldSpecs:\n${row}\n`)
    expect(problems).toEqual([])
    expect(parse(row)).toHaveLength(1)
    const result = relocate(input, mergeConfigs(config, { accept }))
    expect(result.problems.filter(({ code }) => code === 'RULE_UNUSED')).toEqual([])
    const moved = result.changes.map(change => `${change.written} ${change.place.path}`)
    // Of an image in parts, the place is that of a part.
    expect(moved.filter(change => change.startsWith(`${image} ${path}`))).not.toEqual([])
  })
})

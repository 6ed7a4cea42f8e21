import { describe, expect, test } from '@jest/globals'

import { Collector } from '../../src/find/collector.ts'
import { findImages } from '../../src/find/find.ts'
import { limits } from '../../src/find/limits.ts'
import { builtInFieldSpecs } from '../../src/knowledge/fieldspecs/index.ts'
import { positionsOf } from '../../src/yaml/position.ts'
import { streamText } from '../../src/yaml/text.ts'

describe('how much a run holds', () => {
  test('is not bounded by a number of images', () => {
    const pods = Array.from(
      { length: 26_000 },
      (_, index) =>
        `kind: Pod\nmetadata: {name: p${index}}\nspec: {containers: [{image: "nginx:1.${index % 50}"}]}\n`,
    )
    const { images, secretLists, problems } = findImages(pods.join('---\n'), builtInFieldSpecs)
    expect([images.length, secretLists.length, problems]).toEqual([26_000, 26_000, []])
  })

  test('is bounded by the values in memory, and a refusal says that number', () => {
    const stream = 'kind: Pod\n'
    const collector = new Collector({
      text: streamText(stream),
      file: undefined,
      positions: positionsOf(stream),
      definitionsWith: undefined,
    })
    expect(collector.isFull).toBe(false)
    collector.nodes = limits.values.most + 1
    expect(collector.isFull).toBe(true)
    collector.refuse(0)
    collector.refuse(0)
    expect(
      collector.problems.map(({ code, message }) => [code, message.includes(String(limits.values.most))]),
    ).toEqual([['STREAM_TOO_LARGE', true]])
  })
})

describe('more than a run holds in the last document', () => {
  test.each([
    ['images', `kind: Pod\nspec:\n  containers:\n${'  - {image: nginx}\n'.repeat(60_001)}`],
    [
      'possible images',
      `kind: CustomResourceDefinition\nspec:\n${'  default: quay.io/own/tool:1\n'.repeat(60_002)}`,
    ],
  ])('%s', (_, stream) => {
    const { images, possible, problems } = findImages(stream, builtInFieldSpecs)
    expect([images.length, possible.length]).toEqual([0, 0])
    expect(problems).toMatchObject([{ code: 'STREAM_TOO_LARGE', scope: 'stream' }])
  })
})

describe('a default of a definition', () => {
  const definitionOf = (lines: number): string =>
    [
      'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: a.example.com\nspec:',
      '  default:',
      ...Array.from({ length: lines }, (_, index) => `    key${index}: value`),
      '    image: quay.io/own/tool:1\n',
    ].join('\n')

  test('is read where it is long', () => {
    const { images, possible, problems } = findImages(definitionOf(3_000), builtInFieldSpecs)
    expect([images.length + possible.length, problems]).toEqual([1, []])
  })

  test('is refused where it is too long to be read', () => {
    const { problems } = findImages(definitionOf(10_000).replace('key0', 'image0'), builtInFieldSpecs)
    expect(problems.map(({ code }) => code)).toEqual(['EMBEDDED_UNREADABLE'])
  })
})

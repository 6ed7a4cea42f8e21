import { describe, expect, test } from '@jest/globals'

import { releaseImages } from '../../bench/release.ts'
import { generateStream, releaseShape, repeatShape } from '../../bench/stream.ts'

describe('a generated stream', () => {
  const stream = generateStream(releaseShape)
  const documents = stream.split(/^---\n/m).slice(1)
  const definitions = documents.filter(text => text.includes('\nkind: CustomResourceDefinition\n'))

  test('has the requested length, within one per cent', () => {
    expect(Math.abs(Buffer.byteLength(stream) / releaseShape.bytes - 1)).toBeLessThan(0.01)
  })

  test('has the requested number of documents and definitions', () => {
    expect([documents.length, definitions.length]).toEqual([releaseShape.documents, releaseShape.definitions])
  })

  test('has the requested share of its bytes in definitions', () => {
    const share = Buffer.byteLength(definitions.join('')) / Buffer.byteLength(stream)
    expect(Math.abs(share - releaseShape.definitionShare)).toBeLessThan(0.01)
  })

  test('names every image of the release', () => {
    expect(Object.values(releaseImages).filter(image => !stream.includes(image))).toEqual([])
  })

  test('gives no two objects the same kind and name', () => {
    const names = documents.map(
      text => /^kind: (.*)$/m.exec(text)?.[1] + '/' + /^ {2}name: (.*)$/m.exec(text)?.[1],
    )
    expect(new Set(names).size).toBe(documents.length)
  })

  test('is the same every time', () => {
    expect(generateStream(releaseShape)).toBe(stream)
  })

  test('grows in all its parts when it is repeated', () => {
    const small = { bytes: 40_000, documents: 12, definitions: 2, definitionShare: 0.5 }
    const large = generateStream(repeatShape(small, 5))
    expect(large.match(/^---$/gm)?.length).toBe(60)
    expect(large.match(/^kind: CustomResourceDefinition$/gm)?.length).toBe(10)
  })
})

import { expect, test } from '@jest/globals'
import fastGlob from 'fast-glob'
import fc from 'fast-check'
import { readFileSync } from 'node:fs'

import { textOf } from '../../src/cli/io/content.ts'
import { holdWhole, openByteCollector, type HeldBytes } from '../../src/cli/io/input/held-bytes.ts'
import { relocateStreams } from '../../src/cli/io/relocate-streams.ts'
import { placeData } from '../../src/manifest/place-of-offset.ts'
import { mergeConfigs } from '../../src/config/merge.ts'
import { relocate, type Result } from '../../src/relocate.ts'

const config = mergeConfigs({ registry: 'registry.internal:5000/m', imagePullSecrets: ['key'] })
const inputs = fastGlob.sync(['testdata/streams/*.yaml', 'testdata/relocate/**/input.yaml']).sort()
const all = inputs.map(path => readFileSync(path))

test.each(inputs)('%s comes out of its bytes as it does of its text', async path => {
  await expectSame(readFileSync(path))
})

test('documents of all kinds in any order come out of their bytes as they do of their text', async () => {
  const documents = all
    .flatMap(bytes => bytes.toString().split(/^(?=---\s)/m))
    .filter(text => text.length < 20_000)
  const extra = [
    '---\n',
    '---',
    '\uFEFF',
    'kind: Pod # é😀\r\n',
    '---\nkind: Role\nname: 图\n',
    '--- \n\n',
    '\n',
  ]
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...documents, ...extra), { maxLength: 12 }), async texts =>
      expectSame(Buffer.from(texts.join(''))),
    ),
    { numRuns: 60 },
  )
})

async function expectSame(input: Buffer): Promise<void> {
  for (const bytes of [holdWhole(input), holdWhole(input, 1), heldInWindows(input)])
    await expectSameFrom(input, bytes)
}

/** In the shortest windows there can be. */
function heldInWindows(input: Buffer): HeldBytes {
  const holder = openByteCollector(1)
  for (let start = 0; start < input.length; start += 500) holder.add(input.subarray(start, start + 500))
  const held = holder.close()
  if (!('windows' in held)) throw new Error('a stream that is no text')
  expect(held.windows.map(({ view }) => view).join('')).toBe(input.toString('latin1'))
  return held
}

async function expectSameFrom(input: Buffer, bytes: HeldBytes): Promise<void> {
  const { outputs, results } = await relocateStreams([{ text: input.toString(), bytes }], config)
  const expected = relocate(input.toString(), config)
  const [output = ''] = outputs
  expect(textOf(output)).toBe(expected.output)
  expect(saidBy(results[0])).toEqual(saidBy(expected))
}

/** All of a result but what is told in offsets of the text. */
function saidBy(result: Result | undefined) {
  const { problems, summary, changes = [], secrets, unchanged, lines } = result ?? {}
  const places = changes.map(({ place, written }) => ({ place: placeData(place), written }))
  return {
    problems: problems?.map(problem => ({
      ...problem,
      place: problem.place === undefined ? undefined : placeData(problem.place),
    })),
    summary,
    places,
    secrets: secrets?.map(({ place }) => placeData(place)),
    unchanged: unchanged?.length,
    lines: [...(lines?.values() ?? [])],
  }
}

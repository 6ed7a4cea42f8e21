import { describe, expect, test } from '@jest/globals'
import fastGlob from 'fast-glob'
import fastCheck from 'fast-check'
import { readFileSync } from 'node:fs'

import { emptyConfig } from '../../src/config/config.ts'
import { builtInFieldSpecs } from '../../src/knowledge/fieldspecs/index.ts'
import { shapeNames } from '../../src/knowledge/fieldspecs/fieldspec.ts'
import { policyOf } from '../../src/verify/policy.ts'
import { verifyStream } from '../../src/verify/verify.ts'
import { relocate } from '../../src/relocate.ts'
import { createRuleSet } from '../../src/rules/ruleset.ts'
import { fieldMutants, places, textMutants, type Mutant } from './mutation.ts'
import { reference } from '../rules/rules.ts'

const config = { ...emptyConfig, registry: 'registry.internal:5000/m', imagePullSecrets: ['key'] }
const policy = policyOf(createRuleSet(config).ruleSet, config)
const outsideOf = (stream: string) => verifyStream(stream, policy, builtInFieldSpecs).outside
const leaksOf = (stream: string) => outsideOf(stream).filter(({ is }) => is === 'image')

/** Variables or merges are parts of several images: an image in one of them makes other references, or one at the target. */
const sharedParts = [
  'anywhere/merged-parts',
  'operators/variables-flatten',
  'rows/image-parts',
  'split/variables-of-operators',
]

/** All others we have, relocated; what is refused or already has something outside is of no use here. */
const outputs = fastGlob
  .sync(['testdata/streams/*.yaml', 'testdata/relocate/**/input.yaml'], {
    ignore: sharedParts.map(folder => `testdata/relocate/${folder}/input.yaml`),
  })
  .toSorted()
  .map(file => relocate(readFileSync(file, 'utf8'), config))
  .filter(
    ({ changes, problems }) => changes.length > 0 && !problems.some(({ code }) => code === 'IMAGE_LEAK'),
  )
  .map(({ output }) => output)
  .filter(output => outsideOf(output).length === 0)

const images = [
  'docker.io/library/busybox:1.36',
  'quay.io/prometheus/prometheus:v2.28.1',
  `ghcr.io/somebody/thing@sha256:${'0123456789abcdef'.repeat(4)}`,
  'k8ssandra/cass-operator:v1.7.1',
].map(reference)

describe('one public image, put back into a relocated stream, is found', () => {
  const byShape = new Map<string, Mutant[]>()
  for (const output of outputs) {
    for (const image of images.slice(0, 2)) {
      for (const { shape, ...mutant } of fieldMutants(output, image))
        byShape.set(shape, [...(byShape.get(shape) ?? []), mutant])
    }
  }

  /** These lead to a list, or to a text whose images are found by other rows, or only users have such rows. */
  const others = ['pull-secrets', 'embedded-manifest', 'text', 'registry']
  test.each([...shapeNames.filter(name => !others.includes(name)), 'anywhere'])(
    'in a field of shape %s',
    shape => {
      const mutants = byShape.get(shape) ?? []
      expect(mutants.length).toBeGreaterThan(0)
      fastCheck.assert(
        fastCheck.property(fastCheck.constantFrom(...mutants), ({ stream, what }) => {
          // One image: aliases of it put it in several places.
          expect([what, new Set(leaksOf(stream).map(({ image }) => image)).size]).toEqual([what, 1])
        }),
        { numRuns: 12 },
      )
    },
  )

  test.each(places)('in this kind of place: $name', ({ name: placeName, is }) => {
    const mutants = outputs.flatMap(output => images.flatMap(image => textMutants(output, placeName, image)))
    expect(mutants.length).toBeGreaterThan(0)
    fastCheck.assert(
      fastCheck.property(fastCheck.constantFrom(...mutants), mutate => {
        const { stream, what } = mutate()
        const { outside, problems } = verifyStream(stream, policy, builtInFieldSpecs)
        // In the version of an image in parts it makes no reference, and the stream is refused.
        if (problems.some(({ code }) => code === 'REFERENCE_INVALID')) return
        expect([what, outside.map(found => found.is)]).toEqual([what, [is]])
      }),
      { numRuns: 25 },
    )
  })
})

test('of the shipped streams, relocated, nothing is found, not even doubtful', () => {
  for (const file of fastGlob.sync('testdata/streams/k8ssandra-*.yaml')) {
    const { output } = relocate(readFileSync(file, 'utf8'), config)
    expect([file, verifyStream(output, policy, builtInFieldSpecs).outside]).toEqual([file, []])
  }
})

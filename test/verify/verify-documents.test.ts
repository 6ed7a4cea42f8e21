import { describe, expect, test } from '@jest/globals'
import fastGlob from 'fast-glob'
import { readFileSync } from 'node:fs'

import { mergeConfigs } from '../../src/config/merge.ts'
import { findImages } from '../../src/find/find.ts'
import { builtInFieldSpecs } from '../../src/knowledge/fieldspecs/index.ts'
import { relocate } from '../../src/relocate.ts'
import { createRuleSet } from '../../src/rules/ruleset.ts'
import { policyOf } from '../../src/verify/policy.ts'
import { openVerification } from '../../src/verify/verify-documents.ts'
import { verifyFound, type Verification } from '../../src/verify/verify.ts'

const config = mergeConfigs({ registry: 'registry.internal:5000/m', exclude: ['quay.io/kept/**'] })
const { ruleSet } = createRuleSet(config)
const policy = policyOf(ruleSet, config)

function oneByOne(text: string): Verification {
  const { settle, with: withSettled } = openVerification(policy)
  return withSettled(verifyFound(findImages(text, builtInFieldSpecs, { settle }), policy))
}

/** Plain data; keys in no order. */
function told({ outside, problems, counts }: Verification): unknown {
  const { atTarget, excluded, places } = counts
  const sorted = { atTarget: atTarget.toSorted(), excluded: excluded.toSorted(), places }
  return JSON.parse(JSON.stringify({ outside, problems, counts: sorted }))
}

describe('documents that are verified as soon as they are read', () => {
  test('say the same as all of them at once, for every stream of the test data, before and after a relocation', () => {
    const files = fastGlob.sync(['testdata/relocate/**/input.yaml', 'testdata/streams/*.yaml']).sort()
    expect(files.length).toBeGreaterThan(100)
    for (const file of files) {
      const text = readFileSync(file, 'utf8')
      for (const stream of [text, relocate(text, config).output]) {
        const atOnce = verifyFound(findImages(stream, builtInFieldSpecs), policy)
        expect({ file, told: told(oneByOne(stream)) }).toEqual({ file, told: told(atOnce) })
      }
    }
  })

  test('of which those that are written alike count each, and none hides a leak', () => {
    const pod = (index: number, image: string): string =>
      `---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: p${index}\nspec:\n  containers:\n  - name: c\n    image: ${image}\n`
    const images = ['m/a:1.0', 'm/b:1.1', 'm/c:2.0', 'm/d:3.1'].map(name => `registry.internal:5000/${name}`)
    const stream = [...images, 'quay.io/other/f:1.0', 'quay.io/kept/e:1.0', 'm/g:1.0']
      .map((image, index) => pod(index, image))
      .join('')
    const { outside, counts } = oneByOne(stream)
    expect(outside.map(({ image, place }) => [image, place.line])).toEqual([
      ['quay.io/other/f:1.0', 45],
      ['m/g:1.0', 63],
    ])
    expect([counts.atTarget.length, counts.excluded.length, counts.places]).toEqual([4, 1, 7])
  })
})

test.each([
  ['in a block', 'metadata:\n  annotations:\n    name: other\n  labels: {name: other}\n  name: xs.e.com'],
  ['in a block of wide indentation', 'metadata:\n    labels:\n        name: other\n    name: "xs.e.com"'],
  ['between braces', 'metadata: {name: xs.e.com}'],
  ['between braces, with labels', 'metadata: {"labels": {}, "name": "xs.e.com"}'],
  ['under a quoted key', "metadata:\r\n  'name': xs.e.com\r"],
])('a definition whose name is %s is called by it', (_, metadata) => {
  const schema =
    'properties:\n          image:\n            type: string\n            default: quay.io/a/tool:4'
  const definition = `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n${metadata}\nspec:\n  versions:\n  - name: v1\n    schema:\n      openAPIV3Schema:\n        ${schema}\n`
  const { outside } = oneByOne(definition)
  expect(outside.map(({ place }) => place.object)).toEqual(['CustomResourceDefinition/xs.e.com'])
})

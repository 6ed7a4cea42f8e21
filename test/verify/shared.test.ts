import { expect, test } from '@jest/globals'

import { applyEdits } from '../../src/edit/edit.ts'
import { findImages } from '../../src/find/find.ts'
import { builtInFieldSpecs } from '../../src/knowledge/fieldspecs/index.ts'
import { verifyShared } from '../../src/verify/shared.ts'
import { reference } from '../rules/rules.ts'

const other = 'kind: Pod\nmetadata: {name: other}\nspec: {containers: [{name: a, image: a/b:1}]}\n---\n'
const shared = `kind: Pod
metadata: {name: web}
spec:
  initContainers:
  - {name: a, image: &image a/b:1}
  containers:
  - {name: b, image: *image}
`

/** What is said where the image of an anchor becomes another, and each image that was found is to be `target`. */
function said(stream: string, written: string, target: string) {
  const found = findImages(stream, builtInFieldSpecs)
  const start = stream.indexOf('a/b:1')
  const edits = [{ start, end: start + 'a/b:1'.length, text: written }]
  const expected = found.images.map(({ place }) => ({ reference: reference(target), place }))
  const output = applyEdits(stream, edits)
  return verifyShared({ output, edits, found }, () => expected, { fieldSpecs: builtInFieldSpecs })
}

test('each image that an alias shares has to be what the plan says, or the edit is refused at its place', () => {
  expect(said(shared, 'r.internal/a/b:1', 'r.internal/a/b:1')).toEqual([])
  const problems = said(shared, 'r.internal/a/b:1', 'r.internal/a/b:2')
  expect(problems.map(({ code, message, place }) => [code, message, place?.line, place?.path])).toEqual(
    [
      [5, 'spec/initContainers[0]/image'],
      [7, 'spec/containers[0]/image'],
    ].map(place => [
      'EDIT_REFUSED',
      'this would become r.internal/a/b:1, not r.internal/a/b:2: other fields share its text',
      ...place,
    ]),
  )
})

test('an image without a tag is what the plan says where an operator adds the tag', () => {
  expect(said(shared, 'r.internal/a/b', 'r.internal/a/b:2')).toEqual([])
})

test('documents without an alias are not read again', () => {
  expect(said(other, 'r.internal/a/b:1', 'r.internal/a/b:2')).toEqual([])
  expect(said(other + shared, 'r.internal/a/b:1', 'a/b:1')).toEqual([])
})

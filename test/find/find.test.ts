import { placeData } from '../../src/manifest/place-of-offset.ts'
import { describe, expect, test } from '@jest/globals'

import { builtInFieldSpecs } from '../../src/knowledge/fieldspecs/index.ts'
import { findImages } from '../../src/find/find.ts'

function look(stream: string) {
  return findImages(stream, builtInFieldSpecs, { file: 'a.yaml' })
}

const unreadable = 'a: [\n'

describe('documents that do not concern us are not read', () => {
  test.each([
    'kind: CustomResourceDefinition\nimage: x/y:1\n',
    'kind: Service\n',
    'kind: ClusterRole\n# nothing\n',
    'kind: PrometheusRule\nexpr: up{image!=""}\n',
    'kind: ConfigMap\ndata: {board: "Running containers", expr: running_containers}\n',
  ])('%j', start => {
    expect(look(start + unreadable)).toMatchObject({ images: [], secretLists: [], problems: [] })
  })
})

describe('documents that may concern us have to be read', () => {
  test.each([
    'kind: Pod\n',
    'kind: ServiceAccount\n',
    'kind: Ledger\nimage: x/y:1\n',
    'kind: List\n# ServiceAccount\n',
    '"kind": Pod\n',
    'kind:\n  Pod\n',
    'kind: Service\n---x\nkind: Pod\n',
    'kind: PrometheusRule\nexpr: up{image=""}\n',
    'kind: Ledger\nspec: {initContainers : []}\n',
    'kind: Ledger\nspec: {"containers": []}\n',
    'kind: Ledger\n? containers\n: []\n',
    'kind: ConfigMap\ndata: {pod: "{\\"containers\\": []}"}\n',
    'kind: Ledger\nnote: image!=nginx:1.25\n',
  ])('%j', start => {
    expect(look(start + unreadable).problems.map(({ code }) => code)).toEqual(['MANIFEST_UNREADABLE'])
  })
})

test('a finding knows its place', () => {
  const stream =
    '---\n# Source: demo/a.yaml\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - image: nginx\n'
  expect(look(stream).images.map(({ place }) => placeData(place))).toEqual([
    {
      file: 'a.yaml',
      source: 'demo/a.yaml',
      line: 7,
      column: 12,
      object: 'Pod/web',
      path: 'spec/containers[0]/image',
    },
  ])
})

test('an image inside a text inside a text is found at its place in the stream', () => {
  const inner = 'kind: Pod\\nspec:\\n  containers:\\n  - image: nginx\\n'
  const stream = `kind: ConfigMap\napiVersion: v1\ndata:\n  a: |\n    kind: ConfigMap\n    apiVersion: v1\n    data: {b: "${inner}"}\n`
  const [found] = look(stream).images
  expect(found?.place).toMatchObject({ line: 7, path: 'data/a/data/b/spec/containers[0]/image' })
  const column = found?.place.column ?? 0
  expect(stream.split('\n')[6]?.slice(column - 1)).toMatch(/^nginx/)
})

test('what two rows lead to, or a row and the look of it, is found once', () => {
  const rows = [
    ...builtInFieldSpecs,
    { group: '', kind: 'Pod', path: 'spec/containers[]/image', shape: 'reference' } as const,
  ]
  const stream = 'kind: Pod\nspec:\n  containers: [{image: nginx}]\n'
  expect(findImages(stream, rows).images).toHaveLength(1)
})

test('an image under one anchor is found once for the anchor and once for each alias', () => {
  const stream = 'kind: Pod\nspec:\n  containers: [{image: &a nginx}, {image: *a}]\n'
  expect(look(stream).images.map(({ finding }) => finding.alias?.name)).toEqual([undefined, 'a'])
})

test('a default of a definition is possible in parts, and as a list of lines with a blank one in it', () => {
  const stream = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: xs.e.com}
spec:
  agent:
    default:
      repository: acme/agent
      tag: "1.0"
  other:
    default:
      size: 1
 
      image: acme/late:1
`
  expect(look(stream).possible.map(({ finding }) => [finding.path, finding.written])).toEqual([
    ['spec/agent/default', 'acme/agent:1.0'],
    ['spec/other/default/image', 'acme/late:1'],
  ])
})

test.each([
  ['is possible in a manifest', 'apiVersion: v1\n    ', 0, 1],
  ['is an image in a text with a kind alone', '', 1, 0],
])('an image in a text that YAML does not read %s', (_, line, images, possible) => {
  const text = `kind: foo\n    ${line} bad: [\n    image: quay.io/a/b:1\n`
  const found = look(`apiVersion: v1\nkind: ConfigMap\ndata:\n  x: |\n    a: 1\n    ${text}`)
  expect([found.images.length, found.possible.length]).toEqual([images, possible])
})

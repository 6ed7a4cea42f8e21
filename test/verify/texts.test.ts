import { placeData } from '../../src/manifest/place-of-offset.ts'
import { describe, expect, test } from '@jest/globals'

import { emptyConfig } from '../../src/config/config.ts'
import { builtInFieldSpecs } from '../../src/knowledge/fieldspecs/index.ts'
import { problemOf } from '../../src/verify/finding.ts'
import { policyOf } from '../../src/verify/policy.ts'
import { verifyStream } from '../../src/verify/verify.ts'
import { createRuleSet } from '../../src/rules/ruleset.ts'

const config = { ...emptyConfig, registry: 'r.internal/m', exclude: ['quay.io/left/**'] }
const policy = policyOf(createRuleSet(config).ruleSet, config)

/** What is found, as `image IMAGE PATH`. */
function found(stream: string): readonly string[] {
  return verifyStream(stream, policy, builtInFieldSpecs).outside.map(
    ({ is, image, place }) => `${is} ${image} ${place.path}`,
  )
}

const configMap = (text: string) =>
  `kind: ConfigMap\nmetadata:\n  name: texts\ndata:\n  file: |\n    ${text.replaceAll('\n', '\n    ')}\n`
const schema = (text: string) =>
  `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec:\n  properties:\n    image:\n${text}`
const base64 = (text: string) => Buffer.from(text).toString('base64')

describe('certain', () => {
  const image = 'quay.io/a/b:1.2'
  const places: readonly (readonly [string, string, string])[] = [
    ['a field', `kind: Pod\nspec:\n  containers:\n  - image: ${image}\n`, 'spec/containers[0]/image'],
    [
      'an argument without a telling name',
      `kind: Pod\nspec:\n  containers:\n  - args: [run, "x=1,${image}"]\n`,
      'spec/containers[0]/args[1]',
    ],
    [
      'a variable without a telling name',
      `kind: Pod\nspec:\n  containers:\n  - env:\n    - name: X\n      value: a ${image}\n`,
      'spec/containers[0]/env[0]/value',
    ],
    [
      'an annotation',
      `kind: Role\nmetadata:\n  annotations:\n    a/b: ${image}\n`,
      'metadata/annotations/a\\/b',
    ],
    ['a text in a ConfigMap', configMap(`a: ${image}\nb: 1`), 'data/file/a'],
    ['a field that nobody knows', `kind: Widget\nspec:\n  thing:\n  - ${image}\n`, 'spec/thing[0]'],
    ['base64 in a Secret', `kind: Secret\ndata:\n  values: ${base64(`a: ${image}\n`)}\n`, 'data/values'],
    ['binary data of a ConfigMap', `kind: ConfigMap\nbinaryData:\n  x: ${base64(image)}\n`, 'binaryData/x'],
    [
      'base64 in a variable',
      `kind: Pod\nspec:\n  containers:\n  - env: [{name: X, value: ${base64(`run ${image}`)}}]\n`,
      'spec/containers[0]/env[0]/value',
    ],
    ['an escaped text', `kind: Widget\nspec: "{\\"a\\":\\"${image}\\",\\n\\"b\\":1}"\n`, 'spec/a'],
    ['a line behind an escaped line break', `kind: Widget\nspec: "a\\n${image}\\n"\n`, 'spec'],
    ['JSON', `{"kind":"Widget","spec":{"thing":"${image}"}}`, 'spec/thing'],
    ['a list of objects', `kind: List\nitems:\n- kind: Widget\n  spec: ${image}\n`, 'items[0]/spec'],
  ]
  test.each(places)('%s', (_, stream, path) => {
    expect(found(stream)).toEqual([`image ${image} ${path}`])
  })

  const texts: readonly (readonly [string, string])[] = [
    ['image: busybox:1.36', 'busybox:1.36'],
    ['{"image":"busybox:1.36"}', 'busybox:1.36'],
    ['SIDECAR_IMAGE=busybox:1.36', 'busybox:1.36'],
    ['run --sidecar-image busybox:1.36', 'busybox:1.36'],
    ['run --sidecar-image a/busybox:1.36', 'a/busybox:1.36'],
    ['image: registry.example.com/a/b:odd', 'registry.example.com/a/b:odd'],
    ['url: docker://registry.example.com/a/b:odd', 'registry.example.com/a/b:odd'],
    ['url: docker://registry.example.com/a/b:1.0', 'registry.example.com/a/b:1.0'],
    ['x: k8ssandra/cass-operator:v1.7.1', 'k8ssandra/cass-operator:v1.7.1'],
    ['repository: docker.io/a/b', 'docker.io/a/b'],
    [`x: gcr.io/a/b@sha256:${'a'.repeat(64)}`, `gcr.io/a/b@sha256:${'a'.repeat(64)}`],
  ]
  test.each(texts)('in a text: %s', (text, image) => {
    const images = found(configMap(text)).map(line => line.replace(/ data\/file\S*$/, ''))
    expect(images).toEqual(image === '' ? [] : [`image ${image}`])
  })
})

describe('doubtful, with a reason', () => {
  const texts: readonly (readonly [string, string, string])[] = [
    ['x: quay.io/a/b', 'quay.io/a/b', 'neither tag nor digest'],
    ['x: registry.example.com/a/b:1.0', 'registry.example.com/a/b:1.0', 'nothing calls it an image'],
    ['x: somebody/thing:1.0', 'somebody/thing:1.0', 'its key does not say so'],
    ['image: something', 'something', 'neither registry nor tag'],
    ['# image: quay.io/a/b:1\nb: 1', 'quay.io/a/b:1', 'a comment'],
    ['we run quay.io/a/b:1 here', 'quay.io/a/b:1', 'a sentence'],
    ['image: quay.io/a/b:{{ .Values.tag }}', 'quay.io/a/b', 'a template'],
    ['hub: gcr.io/testing', 'gcr.io/testing', 'put together'],
    ['x: oci://ghcr.io/a/chart:1.0', 'ghcr.io/a/chart:1.0', 'a chart'],
    ['apiVersion: v1\nkind: Pod\na: quay.io/a/b:1\n b: c', 'quay.io/a/b:1', 'cannot be read'],
  ]
  test.each(texts)('%j', (text, image, reason) => {
    const { outside } = verifyStream(configMap(text), policy, builtInFieldSpecs)
    expect(outside.map(({ is, image: name }) => [is, name])).toEqual([['possible', image]])
    expect(outside[0]?.why).toContain(reason)
  })

  const image = 'quay.io/a/b:1.2'
  const places: readonly (readonly [string, string, string])[] = [
    ['a default of a schema', schema(`      default: ${image}\n`), 'spec/properties/image/default'],
    [
      'a default of a schema that is an object',
      schema(`      default:\n        run: ${image}\n      type: object\n`),
      'spec/properties/image/default/run',
    ],
  ]
  test.each(places)('%s', (_, stream, path) => {
    expect(found(stream)).toEqual([`possible ${image} ${path}`])
  })

  test('compressed data, as in the release Secrets of Helm', () => {
    const release = base64('H4sIAAAAAAAA/zSOywrCMBBFfyXMuoX4QLGrPhC7EFy4cKMu')
    expect(found(`kind: Secret\ntype: helm.sh/release.v1\ndata:\n  release: ${release}\n`)).toEqual([
      'possible gzip data/release',
    ])
  })

  test('a key', () => {
    expect(found('kind: Widget\nspec:\n  quay.io/a/b:1.0: x\n')).toEqual([
      'possible quay.io/a/b:1.0 spec/quay.io\\/a\\/b:1.0',
    ])
  })

  test('a status', () => {
    expect(found('kind: Widget\nstatus:\n  ran: quay.io/a/b:1.0\n')).toEqual([
      'possible quay.io/a/b:1.0 status/ran',
    ])
  })
})

describe('no image', () => {
  const texts = [
    'see https://quay.io/a/b:1.0',
    'expr: sum(container_memory{image!="",container!="POD"}) by (image)',
    'record: image:containers:sum',
    'record: namespace/pod:cpu:rate5m',
    'a: /etc/a/b:1.0',
    'imagePullPolicy: Always',
    'see the image: a/b',
    'mail: somebody@quay.io/a',
    'service: default/web:9042',
    'import k8s.io/api/core',
    'a: github.com/a/b:v1.0',
    'a: web.default.svc:8080/path',
    'a: 10.0.0.0/8',
    'a: r.internal/m/a/b:1.0',
    'a: quay.io/left/b:1.0',
    'repository: somebody/thing',
  ]
  test.each(texts)('%s', text => {
    expect(found(configMap(text))).toEqual([])
  })

  const streams: readonly (readonly [string, string])[] = [
    ['a comment', 'kind: Widget\n# quay.io/a/b:1.0\nspec: 1\n'],
    ['a label', 'kind: Widget\nmetadata:\n  labels:\n    image: quay.io/a/b:1.0\n'],
    ['a disk of Ceph', 'kind: PersistentVolume\nspec:\n  rbd: {image: pool/disk:1.0}\n'],
    ['a rule about access', 'kind: ClusterRole\nrules:\n- resourceNames: ["quay.io/a/b:1.0"]\n'],
    ['a description in a schema', schema('      description: as in quay.io/a/b:1.0\n')],
    [
      'a property that is called default',
      schema('      default:\n        type: string\n        description: quay.io/a/b:1.0\n'),
    ],
    ['what a Secret holds and may be a secret', `kind: Secret\ndata:\n  x: ${base64('user/word:v1.0')}\n`],
  ]
  test.each(streams)('%s', (_, stream) => {
    expect(found(stream)).toEqual([])
  })
})

test('of the content of a Secret, only the image is shown', () => {
  const stream = `kind: Secret\ndata:\n  values: ${base64('password: hunter2\nimage: quay.io/a/b:1\n')}\n`
  const { outside } = verifyStream(stream, policy, builtInFieldSpecs)
  const told = JSON.stringify(outside.map(problemOf))
  expect(told).toContain('quay.io/a/b:1')
  expect(told).not.toContain('hunter2')
})

test('a place says document, line, column, object and path', () => {
  const stream = `---\n# Source: chart/templates/a.yaml\n${configMap('x: 1\na: quay.io/a/b:1')}`
  const [outside] = verifyStream(stream, policy, builtInFieldSpecs, { file: 'a.yaml' }).outside
  expect(placeData(outside?.place ?? {})).toEqual({
    file: 'a.yaml',
    source: 'chart/templates/a.yaml',
    line: 9,
    column: 8,
    object: 'ConfigMap/texts',
    path: 'data/file/a',
  })
})

test('a document that names an image and cannot be read is a problem', () => {
  const { problems } = verifyStream('kind: Widget\nspec: quay.io/a/b:1.2\n}: [\n', policy, builtInFieldSpecs)
  expect(problems.map(({ code }) => code)).toEqual(['MANIFEST_UNREADABLE'])
})

test('an image that is written in parts is one finding', () => {
  const parts = '{registry: docker.io, repository: k8ssandra, name: medusa, tag: 0.13.4}'
  const stream = `apiVersion: k8ssandra.io/v1alpha1\nkind: K8ssandraCluster\nspec:\n  medusa:\n    containerImage: ${parts}\n`
  expect(found(stream)).toEqual(['image docker.io/k8ssandra/medusa:0.13.4 spec/medusa/containerImage'])
})

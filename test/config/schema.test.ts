import { describe, expect, test } from '@jest/globals'
import { Ajv } from 'ajv'

import { parseConfig } from '../../src/config/parse.ts'
import { configSchema } from '../../src/config/schema.ts'

const head = { apiVersion: 'k8ssandra-relocate.io/v1alpha1', kind: 'RelocationConfig' }
const validate = new Ajv({ allErrors: true }).compile(configSchema)

const row = { group: '', kind: 'Widget', path: 'spec/images[]/ref', shape: 'reference' }

const bodies: readonly (readonly [valid: boolean, body: object])[] = [
  [true, {}],
  [true, { registry: 'r.internal:5000/m' }],
  [false, { registry: '' }],
  [false, { registry: 5 }],
  [false, { registri: 'r' }],
  [true, { layout: 'flatten' }],
  [false, { layout: 'flat' }],
  [true, { mirrors: [{ source: 'quay.io', target: 'r.internal' }] }],
  [true, { mirrors: [] }],
  [false, { mirrors: [{ source: 'quay.io' }] }],
  [false, { mirrors: [{ source: 'a.io', target: 'b.io', more: 'c' }] }],
  [false, { mirrors: { source: 'a.io', target: 'b.io' } }],
  [true, { images: [{ source: 'nginx:1', target: 'r.internal/nginx' }] }],
  [true, { exclude: ['quay.io/**'] }],
  [false, { exclude: 'quay.io' }],
  [false, { exclude: [''] }],
  [true, { imagePullSecrets: ['key', { name: 'other.key' }] }],
  [false, { imagePullSecrets: ['Key'] }],
  [false, { imagePullSecrets: ['a-'] }],
  [false, { imagePullSecrets: [{ name: 'a', more: 'b' }] }],
  [true, { mirrors: [{ source: 'quay.io', target: 'r.internal', digests: 'drop' }], digests: 'keep' }],
  [false, { digests: 'maybe' }],
  [true, { unmapped: 'keep' }],
  [
    true,
    { accept: [{ code: 'IMAGE_LEAK', object: 'Pod/*', path: 'spec/**', image: 'quay.io', reason: 'known' }] },
  ],
  [false, { accept: [{ code: 'TARGET_COLLISION' }] }],
  [false, { accept: [{ object: 'Pod/a' }] }],
  [
    true,
    {
      allow: ['quay.io'],
      values: ['v.yaml'],
      report: 'r.md',
      logFile: 'l',
      quiet: true,
      verbose: true,
      color: 'auto',
    },
  ],
  [true, { fieldSpecs: [{ ...row, shape: 'text', keys: ['job_image'] }] }],
  [
    true,
    { fieldSpecs: [{ ...row, shape: 'image-parts', parts: { keys: { tag: 'version' }, hasName: false } }] },
  ],
  [false, { fieldSpecs: [{ ...row, shape: 'image-parts', parts: { keys: { image: 'version' } } }] }],
  [true, { strict: true }],
  [false, { strict: 'yes' }],
  [true, { fieldSpecs: [row] }],
  [false, { fieldSpecs: [{ ...row, shape: 'image' }] }],
  [false, { fieldSpecs: [{ ...row, path: '/spec' }] }],
  [false, { fieldSpecs: [{ ...row, path: 'spec[0]' }] }],
  [false, { fieldSpecs: [{ ...row, kind: undefined }] }],
  [false, { apiVersion: 'v1' }],
  [false, { kind: undefined }],
]

describe('the schema and the program agree', () => {
  test.each(bodies)('%j %j', (valid, body) => {
    const config = JSON.parse(JSON.stringify({ ...head, ...body })) as object
    expect(validate(config)).toBe(valid)
    expect(parseConfig(JSON.stringify(config)).problems.length === 0).toBe(valid)
  })
})

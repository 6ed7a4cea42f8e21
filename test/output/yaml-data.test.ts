import { expect, test } from '@jest/globals'
import fastCheck from 'fast-check'
import { Document, parse } from 'yaml'

import { yamlFields, type YamlData } from '../../src/output/images/yaml-data.ts'

const text = fastCheck.oneof(
  fastCheck.string({ unit: 'grapheme' }),
  fastCheck.stringMatching(/^[-a-zA-Z0-9:@./#[\]{} _]*$/),
  fastCheck.constantFrom(
    'y',
    'No',
    'null',
    '~',
    '1.0',
    '1e3',
    '0x1',
    '12:30',
    '2001-01-01',
    'a: b',
    'a #b',
    '',
  ),
  fastCheck.constantFrom('\u202e', 'a\u001b[31m', 'line\nbreak', ' blank', '- a', '*a', '&a', '!a', '|', '%'),
)
const scalar = fastCheck.oneof(text, fastCheck.integer(), fastCheck.boolean())
const fields = fastCheck.dictionary(fastCheck.stringMatching(/^[a-z]+$/), scalar)
const data: fastCheck.Arbitrary<YamlData> = fastCheck.record({
  kind: text,
  images: fastCheck.array(
    fastCheck.record({ source: text, names: fastCheck.array(text), places: fastCheck.array(fields) }),
  ),
  more: fields,
})

test('readers of YAML 1.1 and 1.2 read back what was printed', () => {
  fastCheck.assert(
    fastCheck.property(data, printed => {
      const yaml = Array.from(yamlFields(printed)).join('')
      for (const version of ['1.1', '1.2'] as const) expect(parse(yaml, { version })).toEqual(printed)
      expect(yaml).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/u)
    }),
  )
})

test('names of images and fields are printed as a YAML library prints them', () => {
  const places = [
    { line: 7, path: 'spec/containers[0]/image', written: 'quay.io/a/b:v1@sha256:0a', object: 'Pod/on' },
  ]
  const list = {
    kind: 'ImageList',
    images: [{ source: 'docker.io/a:1', isProvided: true, components: [], places }],
  }
  const whole = new Document(list, { version: '1.1' }).toString({ lineWidth: 0 })
  expect(Array.from(yamlFields(list)).join('')).toBe(whole)
})

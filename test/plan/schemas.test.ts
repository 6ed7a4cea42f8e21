import { expect, test } from '@jest/globals'

import { mergeConfigs } from '../../src/config/merge.ts'
import { isFatal } from '../../src/problem.ts'
import { relocate } from '../../src/relocate.ts'

const config = mergeConfigs({ registry: 'registry.internal/m', imagePullSecrets: ['key'] })

const containers =
  '{type: array, items: {type: object, properties: {name: {type: string}, image: {type: string}}}}'
const list = '{type: array, items: {type: object, properties: {name: {type: string}}}}'
const names = '{type: array, items: {type: string}}'

/** A definition whose pod template has containers, and a list of pull secrets of this schema. */
function definition(kind: string, pullSecrets: string | undefined): string {
  const secrets = pullSecrets === undefined ? '' : `, imagePullSecrets: ${pullSecrets}`
  const spec = `{type: object, properties: {containers: ${containers}${secrets}}}`
  const template = `{type: object, properties: {spec: ${spec}}}`
  return `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: ${kind.toLowerCase()}s.letters.example}
spec:
  group: letters.example
  names: {kind: ${kind}}
  versions:
  - name: v1
    schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {template: ${template}}}}}}
`
}

function resource(kind: string): string {
  return `apiVersion: letters.example/v1
kind: ${kind}
metadata: {name: one}
spec:
  template:
    spec:
      containers:
      - name: web
        image: quay.io/letters/web:1.0
`
}

function secretsOf(pullSecrets: string | undefined, kinds: readonly string[]): readonly string[] {
  const stream = kinds.flatMap(kind => [definition(kind, pullSecrets), resource(kind)]).join('---\n')
  const { output, problems } = relocate(stream, config)
  expect(problems.filter(isFatal)).toEqual([])
  return Array.from(
    output.matchAll(/^ {6}imagePullSecrets:\n((?: {6}.*\n)*?) {6}containers:/gm),
    ([, text]) => (text ?? '').trim(),
  )
}

test('the list of a pod template goes where the definition of the kind has it', () => {
  expect(secretsOf(list, ['Press'])).toEqual(['- name: key'])
})

test('and so it is for a kind of another group that has the name of a known one', () => {
  const spec = `{type: object, properties: {image: {type: string}, imagePullSecrets: ${list}}}`
  const stream = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: prometheuses.letters.example}
spec:
  group: letters.example
  names: {kind: Prometheus}
  versions: [{name: v1, schema: {openAPIV3Schema: {type: object, properties: {spec: ${spec}}}}}]
---
apiVersion: letters.example/v1
kind: Prometheus
metadata: {name: one}
spec:
  image: quay.io/letters/web:1.0
`
  expect(relocate(stream, config).output).toContain('  imagePullSecrets:\n  - name: key\n  image: ')
})

test('and nowhere where the definition has none', () => {
  expect(secretsOf(undefined, ['Press'])).toEqual([])
})

test('where the definition has plain names, the list has them', () => {
  expect(secretsOf(names, ['Press'])).toEqual(['- key'])
})

test('for many kinds too, whose definitions are looked up in an index', () => {
  const kinds = Array.from({ length: 40 }, (_, index) => `Press${index}x`)
  expect(secretsOf(list, kinds)).toEqual(kinds.map(() => '- name: key'))
})

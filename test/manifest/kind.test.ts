import { describe, expect, test } from '@jest/globals'

import { peekKinds, peekSource } from '../../src/manifest/kind.ts'
import { processorTime } from '../processor-time.ts'

describe('the kind of a document is read from its text', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['kind: Pod\n', ['Pod']],
    ['apiVersion: v1\nkind:   "Pod"  # c\r\n', ['Pod']],
    ["kind: 'Pod'", ['Pod']],
    ['a: b\n  kind: Pod\n', []],
    ['{"kind": "Pod"}', []],
    ['"kind": Pod', []],
    ['kind:\n  Pod', ['']],
    ['kind: &x Pod', ['']],
    ['kind: Service\na: b---\nkind: Pod', ['Service', 'Pod']],
    ['mykind: Pod\n# kind: Pod', []],
    ['', []],
  ]
  test.each(cases)('%j', (text, expected) => {
    expect(peekKinds(text)).toEqual(expected)
  })

  test('a line of ten megabytes takes no time', () => {
    const text = `kind: ${'a '.repeat(5_000_000)}\nkind: Pod`
    expect(processorTime(() => expect(peekKinds(text)).toEqual(['', 'Pod']))).toBeLessThan(1000)
  })
})

describe('the template of a document', () => {
  const annotation = '    postrenderer.helm.sh/postrender-filename:'
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['\n# Source: demo/templates/a.yaml\nkind: Pod', 'demo/templates/a.yaml'],
    ['# Source: demo/templates/a.yaml \r\n', 'demo/templates/a.yaml'],
    [`metadata:\n  annotations:\n${annotation} 'demo/b.yaml'\n`, 'demo/b.yaml'],
    [`${annotation} demo/b.yaml`, 'demo/b.yaml'],
    ['kind: Pod', undefined],
  ]
  test.each(cases)('%j', (text, expected) => {
    expect(peekSource(text)).toBe(expected)
  })
})

import { expect, test } from '@jest/globals'
import { parseReference } from '../../src/reference/parse.ts'
import { printable, quote } from '../../src/reference/quote.ts'

const rows: readonly (readonly [text: string, message: string, remedy: string])[] = [
  [
    'https://quay.io/x',
    'not an image reference: "https://quay.io/x": it starts with the URL scheme https://',
    'remove "https://"',
  ],
  [
    'quay.io/Prometheus/x',
    'not an image reference: "quay.io/Prometheus/x": "Prometheus" has capitals',
    'write prometheus: repository names are lower case',
  ],
  ['nginx:', 'not an image reference: "nginx:": no tag follows the ":"', 'write a tag, or remove the ":"'],
  ['a\nb', 'not an image reference: "a\\nb": white space inside', 'write one image, without white space'],
  [
    'x@sha256:12',
    'not an image reference: "x@sha256:12": the sha256 digest has 2 digits, not 64',
    'copy the digest again, whole',
  ],
]

test.each(rows)('%j: the message quotes, the remedy helps', (text, message, remedy) => {
  expect(parseReference(text)).toMatchObject({ message, remedy })
})

test('a quotation cannot steer a terminal', () => {
  expect(quote('a\u001b[31m\u009b\u202eb')).toBe('"a\\u001b[31m\\u009b\\u202eb"')
})

test('a name in a sentence keeps its quotes and loses its controls', () => {
  expect(printable('say "x\\y"\r\n')).toBe('say "x\\y"\\r\\n')
})

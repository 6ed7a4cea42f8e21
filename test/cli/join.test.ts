import { expect, test } from '@jest/globals'
import { parseAllDocuments } from 'yaml'

import { joinStreams } from '../../src/cli/io/join.ts'

test.each([
  ['none', [], ''],
  ['one', ['a: 1'], 'a: 1'],
  ['two plain ones', ['a: 1\n', 'b: 2\n'], 'a: 1\n---\nb: 2\n'],
  ['a missing line end', ['a: 1', 'b: 2\n'], 'a: 1\n---\nb: 2\n'],
  ['a second that begins a document', ['a: 1\n', '---\nb: 2\n'], 'a: 1\n---\nb: 2\n'],
  ['a document on the separator', ['a: 1\n', '--- {b: 2}\n'], 'a: 1\n--- {b: 2}\n'],
  ['comments ahead of the separator', ['a: 1\n', '# b\n\n---\nb: 2\n'], 'a: 1\n# b\n\n---\nb: 2\n'],
  ['a text that only looks like a separator', ['a: 1\n', '---b: 2\n'], 'a: 1\n---\n---b: 2\n'],
  ['a directive', ['a: 1\n', '%YAML 1.2\n---\nb: 2\n'], 'a: 1\n...\n%YAML 1.2\n---\nb: 2\n'],
  ['a byte order mark in the middle', ['\uFEFFa: 1\n', '\uFEFFb: 2\n'], '\uFEFFa: 1\n---\nb: 2\n'],
  ['empty ones', ['', 'a: 1\n', '', 'b: 2\n', ''], 'a: 1\n---\nb: 2\n'],
  ['CRLF', ['a: 1\r\n', '---\r\nb: 2\r\n'], 'a: 1\r\n---\r\nb: 2\r\n'],
])('%s', (_name, streams, joined) => {
  expect(joinStreams(streams)).toBe(joined)
  const documents = [...parseAllDocuments(joined)]
  expect(documents.flatMap(document => document.errors)).toEqual([])
  expect(documents).toHaveLength(streams.filter(stream => stream !== '').length)
})

import { describe, expect, test } from '@jest/globals'
import fastCheck from 'fast-check'
import { isAlias, isMap, isScalar, isSeq, parseDocument, type Node as YamlNode } from 'yaml'

import { splitStream } from '../../src/manifest/stream.ts'
import { resolve } from '../../src/yaml/alias.ts'
import { read } from '../../src/yaml/reader.ts'
import { manifests } from '../generate/manifest.ts'
import { render } from '../generate/render.ts'
import { inputs } from '../laws/inputs.ts'
import { sketch, type Sketch } from './sketch.ts'

// The limit on aliases is that of Kubernetes, and a second byte order mark is what go-yaml cannot read.
const documents = inputs
  .filter(({ name }) => !/more-aliases|two-byte-order-marks/.test(name))
  .flatMap(({ text }) => splitStream(text).map(({ body, end }) => text.slice(body, end)))
  .filter(text => text !== '---\n')
const generated = fastCheck
  .tuple(
    manifests('target.example/mirror', 'secret'),
    fastCheck.array(fastCheck.nat(10_000), { minLength: 30 }),
  )
  .map(([{ before }, choices]) => ({ text: render(before, choices), value: before }))

describe('what the package yaml accepts says the same to us', () => {
  const accepted = documents.filter(text => theirs(text) !== undefined)

  test('most documents are compared, the others are those we read and it does not', () => {
    expect(accepted.length).toBeGreaterThan(documents.length * 0.8)
  })

  test('in every shipped document', () => {
    const different = accepted.filter(text => JSON.stringify(ours(text)) !== JSON.stringify(theirs(text)))
    expect(different).toEqual([])
  })

  test('in every generated document', () => {
    fastCheck.assert(
      fastCheck.property(generated, ({ text }) => {
        expect(theirs(text)).toBeDefined()
        expect(ours(text)).toEqual(theirs(text))
      }),
      { numRuns: 100 },
    )
  })
})

test('what is rendered is read back', () => {
  fastCheck.assert(
    fastCheck.property(generated, ({ text, value }) => {
      expect(plain(ours(text) ?? null)).toEqual(value)
    }),
    { numRuns: 100 },
  )
})

/** Pieces that mean something to YAML, to be put where they do not belong. */
const pieces = fastCheck.constantFrom(
  ...[
    ' ',
    '  ',
    '\n',
    '\n  ',
    '\t',
    '\r\n',
    '"',
    "'",
    ':',
    ': ',
    '-',
    '- ',
    '?',
    '#',
    ' #',
    '[',
    ']',
    '{',
    '}',
    ',',
  ],
  ...[
    '&a ',
    '*a',
    '!',
    '|',
    '>',
    '|-\n',
    '---',
    '\n---\n',
    '...',
    '%',
    '@',
    '`',
    '\\',
    '\\x',
    '\uFEFF',
    '\u0085',
    '\0',
    'é',
  ],
)

test('no text makes the reader throw: it gives roots, or a fault that lies in the text', () => {
  const short = documents.filter(text => text.length < 2000)
  const mutation = fastCheck.record({ at: fastCheck.nat(2000), remove: fastCheck.nat(3), insert: pieces })
  const mutated = fastCheck
    .tuple(fastCheck.constantFrom(...short), fastCheck.array(mutation, { minLength: 1, maxLength: 6 }))
    .map(([text, mutations]) =>
      mutations.reduce((all, { at, remove, insert }) => {
        const place = at % (all.length + 1)
        return all.slice(0, place) + insert + all.slice(place + remove)
      }, text),
    )
  const soup = fastCheck.array(pieces, { maxLength: 30 }).map(parts => parts.join(''))
  const outcomes = { roots: 0, faults: 0 }
  fastCheck.assert(
    fastCheck.property(fastCheck.oneof(mutated, soup, fastCheck.string()), text => {
      const reading = read(text)
      if ('fault' in reading) {
        outcomes.faults++
        expect(reading.fault.offset).toBeGreaterThanOrEqual(0)
        expect(reading.fault.offset).toBeLessThanOrEqual(text.length)
        return
      }
      outcomes.roots++
      for (const root of reading.roots) {
        const node = resolve(root)
        if (node !== undefined) expect([node.start >= 0, node.end <= text.length]).toEqual([true, true])
      }
      sketch(text)
    }),
    { numRuns: 1500 },
  )
  expect(Math.min(outcomes.roots, outcomes.faults)).toBeGreaterThan(100)
})

function ours(text: string): Sketch | undefined {
  return sketch(text)[0]
}

/** The first document as the package reads it, every scalar a text; undefined when it does not read it. */
function theirs(text: string): Sketch | undefined {
  const document = parseDocument(text, { schema: 'failsafe', uniqueKeys: false, logLevel: 'silent' })
  if (document.errors.length > 0 || document.contents === null) return undefined
  const walk = (node: YamlNode | null): Sketch => {
    if (isAlias(node)) return walk(node.resolve(document) ?? null)
    if (isSeq(node)) return node.items.map(item => walk(item as YamlNode))
    if (isMap(node))
      return { pairs: node.items.map(pair => [walk(pair.key as YamlNode), walk(pair.value as YamlNode)]) }
    if (!isScalar(node)) return null
    return node.value === '' && node.type === 'PLAIN' ? null : String(node.value)
  }
  return walk(document.contents)
}

/** A sketch as the value it was rendered from. */
function plain(node: Sketch): unknown {
  if (node === null || typeof node === 'string') return node
  if ('pairs' in node)
    return Object.fromEntries(node.pairs.map(([key, value]) => [key as string, plain(value)]))
  return node.map(plain)
}

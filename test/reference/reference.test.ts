import { describe, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { canonicalReference } from '../../src/reference/canonical.ts'
import { parseReference } from '../../src/reference/parse.ts'
import { formatReference } from '../../src/reference/reference.ts'
import { isRefusal, refusalReasons } from '../../src/reference/refusal.ts'

type Valid = [string, string | null, string, string | null, string | null, string]
type Table = { readonly valid: readonly Valid[]; readonly invalid: readonly [string, string][] }

const table = parse(readFileSync('testdata/references.yaml', 'utf8')) as Table

/** '{3*ab}' is 'ababab'. */
const expand = (text: string) =>
  text.replace(/\{(\d+)\*([^}]+)\}/g, (_, count, unit: string) => unit.repeat(Number(count)))

const orUndefined = (text: string | null) => (text === null ? undefined : expand(text))

describe.each(table.valid)('%j', (text, registry, repository, tag, digest, canonical) => {
  const reference = parseReference(expand(text))
  if (isRefusal(reference)) {
    test('is a reference', () => expect(reference.message).toBe('an accepted reference'))
    return
  }

  test('has these parts', () => {
    expect(reference).toEqual({
      registry: orUndefined(registry),
      repository: expand(repository),
      tag: orUndefined(tag),
      digest: orUndefined(digest),
    })
  })

  test('is written again as it was', () => expect(formatReference(reference)).toBe(expand(text)))

  test('has this canonical spelling', () => expect(canonicalReference(reference)).toBe(expand(canonical)))
})

test.each(table.invalid)('%j is refused: %s', (text, reason) => {
  const refusal = parseReference(expand(text))
  expect(refusal).toMatchObject({ refused: reason })
})

test('every reason for a refusal has an example', () => {
  const shown = new Set(table.invalid.map(([, reason]) => reason))
  expect(refusalReasons.filter(reason => !shown.has(reason))).toEqual([])
})

test('no text is twice in the table', () => {
  const texts = [...table.valid, ...table.invalid].map(([text]) => text)
  expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([])
})

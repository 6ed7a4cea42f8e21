import { describe, expect, test } from '@jest/globals'

import { emptyConfig } from '../../src/config/config.ts'
import { relocate } from '../../src/relocate.ts'
import { registry, secret } from './inputs.ts'

const config = { ...emptyConfig, registry, imagePullSecrets: [secret] }
const pod = (value: string): string => `kind: Pod\nspec:\n  containers:\n  - image: ${value}\n`
const environment = (value: string): string =>
  `kind: Pod\nspec:\n  containers:\n  - env:\n    - {name: A_IMAGE_B, value: ${JSON.stringify(value)}}\n`
const argument = (value: string): string =>
  `kind: Pod\nspec:\n  containers:\n  - args: [${JSON.stringify(value)}]\n`

/**
 * Texts that make a careless program slow or deep: `n` is how long they are. What takes time with the square of that
 * takes minutes; the limit is wide, so that a busy machine passes.
 */
const streams: { readonly [what: string]: (n: number) => string } = {
  'one endless image': n => pod('a'.repeat(n)),
  'an image of slashes': n => pod('a/'.repeat(n / 2)),
  'an image of separators': n => pod(`a${'_-.'.repeat(n / 3)}`),
  'an image of colons': n => pod(`"${':'.repeat(n)}"`),
  'an image of blanks': n => pod(`"a${' '.repeat(n)}b"`),
  'an argument without end': n => argument(`--image=${'a/'.repeat(n / 2)}`),
  'an argument of dashes': n => argument('-'.repeat(n)),
  'many flags': n => argument('--image= '.repeat(n / 9)),
  'a variable without end': n => environment('a=b/c:1,'.repeat(n / 8)),
  'a variable of JSON': n => environment(`[${'"a/b:1",'.repeat(n / 8)}`),
  'a variable of equal signs': n => environment('='.repeat(n)),
  brackets: n => pod('['.repeat(n)),
  'braces that close': n => pod('{}'.repeat(n / 2)),
  dashes: n => `kind: Pod\n${'- '.repeat(n / 2)}`,
  separators: n => '---\n'.repeat(n / 4),
  kinds: n => 'kind: Pod\n'.repeat(n / 10),
  'a kind without end': n => `kind: ${'Pod '.repeat(n / 4)}`,
  'blank lines': n => `kind: Pod\nspec:\n${'\n'.repeat(n)}  containers: []\n`,
  comments: n => `kind: Pod\nspec:\n${'#\n'.repeat(n / 2)}  containers: []\n`,
  'blanks at the ends of lines': n => `kind: Pod\nspec:${' '.repeat(n)}\n  containers: []\n`,
  quotes: n => pod('"'.repeat(n)),
  escapes: n => pod(`"${'\\x41'.repeat(n / 4)}"`),
  aliases: n => `kind: Pod\na: &a [x]\nimage: [${'*a, '.repeat(n / 4)}]\n`,
  'an anchor in an anchor': () =>
    `kind: Pod\na0: &a0 {image: x/y:1}\n${Array.from({ length: 60 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]\n`).join('')}`,
  'merges of merges': () =>
    `kind: Pod\na0: &a0 {image: x/y:1}\n${Array.from({ length: 60 }, (_, i) => `a${i + 1}: &a${i + 1} {<<: [*a${i}, *a${i}]}\n`).join('')}spec: *a60\n`,
  'a chain of merges': () =>
    `kind: Pod\na0: &a0 {b: 1}\n${Array.from({ length: 3_000 }, (_, i) => `a${i + 1}: &a${i + 1} {<<: *a${i}}\n`).join('')}spec: *a3000\n`,
  'lists of lists': () =>
    `kind: List\nx: &a0 {kind: Pod}\n${Array.from({ length: 20 }, (_, i) => `a${i + 1}: &a${i + 1} {kind: List, items: [${`*a${i}, `.repeat(10)}]}\n`).join('')}items: [*a20]\n`,
  'images of one line': () =>
    `kind: ConfigMap\napiVersion: v1\ndata:\n  a: "${'quay.io/a/b:1 '.repeat(30_000)}"\n`,
  'a text that looks like a manifest': n =>
    `kind: ConfigMap\napiVersion: v1\ndata:\n  a: |\n${'    kind: image\n'.repeat(n / 16)}`,
}

describe('a hundred thousand characters of it take no more than a moment', () => {
  test.each(Object.keys(streams))('%s', what => {
    const stream = streams[what]?.(100_000) ?? ''
    const started = performance.now()
    const { output, problems } = relocate(stream, config)
    expect(performance.now() - started).toBeLessThan(10_000)
    if (problems.length === 0) expect(output.length).toBeGreaterThanOrEqual(stream.length)
  })
})

import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseArgs } from 'node:util'

import { flags as known } from '../../src/cli/flags.ts'
import type { Flag } from '../../src/cli/flags/flag.ts'
import { tokensOf, type ArgumentToken } from '../../src/cli/argument-token.ts'

const flags: readonly Flag[] = known

/** What `node:util` reads, in our words. */
function tokensOfNode(argv: readonly string[]): readonly ArgumentToken[] {
  const options = Object.fromEntries(
    flags.map(({ name, short, type }) => {
      const option = { type: type === 'switch' ? ('boolean' as const) : ('string' as const) }
      return [name, short === undefined ? option : { ...option, short }]
    }),
  )
  const { tokens } = parseArgs({
    args: [...argv],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  return tokens.map((token): ArgumentToken => {
    if (token.kind === 'option-terminator') return { kind: 'end' }
    if (token.kind === 'positional') return { kind: 'word', value: token.value }
    const { name, rawName, value, inlineValue } = token
    const flag = { kind: 'flag', name, rawName } as const
    if (value === undefined) return flag
    return inlineValue === true ? { ...flag, value, isInline: true } : { ...flag, value }
  })
}

const shorts = flags.flatMap(({ short }) => short ?? [])
const names = flags.map(({ name }) => name)
const piece = fc.constantFrom(
  ...shorts,
  ...names,
  '-',
  '--',
  '=',
  'x',
  ' ',
  '',
  'registry.internal:5000',
  'é',
)
const word = fc.array(piece, { maxLength: 5 }).map(pieces => pieces.join(''))
const dashed = fc.tuple(fc.constantFrom('', '-', '--'), word).map(([dashes, text]) => dashes + text)

test('a command line is taken apart as node:util does', () => {
  fc.assert(
    fc.property(fc.array(dashed, { maxLength: 6 }), argv => {
      expect(tokensOf(argv, flags)).toEqual(tokensOfNode(argv))
    }),
    { numRuns: 5000 },
  )
})

test.each([
  [
    '-qv',
    [
      { kind: 'flag', name: 'quiet', rawName: '-q' },
      { kind: 'flag', name: 'verbose', rawName: '-v' },
    ],
  ],
  [
    '-qr=h',
    [
      { kind: 'flag', name: 'quiet', rawName: '-q' },
      { kind: 'flag', name: 'registry', rawName: '-r', value: '=h', isInline: true },
    ],
  ],
])('%s is several flags', (argument, expected) => {
  expect(tokensOf([argument], flags)).toEqual(expected)
})

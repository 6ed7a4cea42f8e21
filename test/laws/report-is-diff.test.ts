import { describe, expect, test } from '@jest/globals'
import fastCheck from 'fast-check'
import fastGlob from 'fast-glob'
import { readFileSync } from 'node:fs'

import { emptyConfig, type Config } from '../../src/config/config.ts'
import { layouts } from '../../src/rules/layout.ts'
import { relocate, type Result } from '../../src/relocate.ts'
import { accept } from './inputs.ts'
import { configIn, folders, readIn } from '../golden/folder.ts'

import { faultsOf } from './difference.ts'

const everything: Config = {
  ...emptyConfig,
  registry: 'registry.internal:5000/mirror',
  imagePullSecrets: ['first-key', 'second-key'],
  accept,
}
const inputs = folders.map(folder => readIn(folder, 'input.yaml') ?? '')
const streams = fastGlob.sync(['testdata/streams/*.yaml', 'testdata/charts/**/input.yaml'])

function hunksIn({ lines }: Result) {
  return Array.from(lines.values()).flat()
}

describe('the report is the difference, and the difference the report', () => {
  test.each(folders)('%s', folder => {
    const input = readIn(folder, 'input.yaml') ?? ''
    const result = relocate(input, configIn(folder))
    if (result.output === input) return
    expect(faultsOf(input, result.output, hunksIn(result))).toEqual([])
  })

  test.each(streams)('%s, in every layout', file => {
    const input = readFileSync(file, 'utf8')
    for (const layout of layouts) {
      const result = relocate(input, { ...everything, layout })
      expect(result.output).not.toBe(input)
      expect(faultsOf(input, result.output, hunksIn(result))).toEqual([])
    }
  })

  test('any documents in any order, with any line ends, layout and secrets', () => {
    let changed = 0
    fastCheck.assert(
      fastCheck.property(
        fastCheck.array(fastCheck.constantFrom(...inputs), { minLength: 1, maxLength: 4 }),
        fastCheck.constantFrom(...layouts),
        fastCheck.subarray(['first-key', 'second-key']),
        fastCheck.boolean(),
        (documents, layout, imagePullSecrets, isWindows) => {
          const joined = documents.join('\n---\n')
          const input = isWindows ? joined.replace(/\r?\n/g, '\r\n') : joined
          const result = relocate(input, { ...everything, layout, imagePullSecrets })
          if (result.output === input) return
          changed++
          expect(faultsOf(input, result.output, hunksIn(result))).toEqual([])
        },
      ),
      { numRuns: 400 },
    )
    expect(changed).toBeGreaterThan(100)
  })
})

describe('every entry that changes something names its lines', () => {
  test.each(streams)('%s', file => {
    const input = readFileSync(file, 'utf8')
    const result = relocate(input, everything)
    const entries = [...result.changes, ...result.secrets, ...result.aliases]
    expect(entries.filter(entry => (result.lines.get(entry) ?? []).length === 0)).toEqual([])
  })
})

test('an unreported line and a line that did not change are both found', () => {
  expect(faultsOf('a\nb\nc', 'a\nX\nc', [])).toEqual(['line 2 changed and is not reported'])
  expect(faultsOf('a\nb', 'a\nb', [{ line: 1, removed: 1, added: 1 }])).toHaveLength(1)
  expect(faultsOf('a\nb', 'a\nb\nc', [])).toHaveLength(1)
  expect(faultsOf('a\nb', 'a\nb\nc', [{ line: 3, removed: 0, added: 1 }])).toEqual([])
})

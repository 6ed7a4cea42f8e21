import { expect, test } from '@jest/globals'

import { exitCodeOf, exitCodes } from '../../src/cli/messages/exit-code.ts'
import { flags } from '../../src/cli/flags.ts'
import { usageText } from '../../src/cli/usage.ts'
import { parseConfig } from '../../src/config/parse.ts'
import type { ProblemCode } from '../../src/problem.ts'

const text = usageText()

test('the help names every flag and every exit code', () => {
  for (const flag of flags) expect(text).toContain(`--${flag.name}`)
  for (const { code, meaning } of exitCodes) expect(text).toContain(`  ${code}  ${meaning}`)
})

test('the help fits on a screen of a hundred columns', () => {
  expect(text.split('\n').filter(line => line.length > 100)).toEqual([])
})

test('the configuration shown in the help is one', () => {
  const sample = /(?<=^Configuration file .*:\n)(?: {2}.*\n)+/m.exec(text)?.[0] ?? ''
  expect(parseConfig(sample)).toMatchObject({ problems: [], config: { imagePullSecrets: ['registry-key'] } })
})

test('wrong use decides the exit code before bad input, and that before a refusal', () => {
  const code = (codes: readonly ProblemCode[], strict = false) =>
    exitCodeOf(
      codes.map(problem => ({ code: problem, message: '', remedy: '' })),
      strict,
    )
  expect(code([])).toBe(0)
  expect(code(['REFERENCE_PLACEHOLDER'])).toBe(0)
  expect(code(['REFERENCE_PLACEHOLDER'], true)).toBe(3)
  expect(code(['TARGET_COLLISION', 'MANIFEST_UNREADABLE'])).toBe(1)
  expect(code(['TARGET_COLLISION', 'MANIFEST_UNREADABLE', 'CONFIG_INVALID'])).toBe(2)
})

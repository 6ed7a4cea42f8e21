import { expect, test } from '@jest/globals'

import type { Problem, ProblemCode } from '../../src/problem.ts'
import { exitCodeOf, labelOf } from '../../src/cli/messages/exit-code.ts'

const problem = (code: ProblemCode, more: Partial<Problem> = {}): Problem => ({
  code,
  message: 'it is wrong',
  remedy: 'correct it',
  ...more,
})
const usage = problem('USAGE_INVALID')
const input = problem('REFERENCE_INVALID')
const policy = problem('IMAGE_LEAK')
const warning = problem('IMAGE_POSSIBLE')
const note = problem('HELM_LINES')
const accepted = (one: Problem): Problem => ({ ...one, accepted: 'known' })

test.each<[string, readonly Problem[], number, number]>([
  ['nothing', [], 0, 0],
  ['a note', [note], 0, 0],
  ['a warning', [note, warning], 0, 3],
  ['a refusal', [warning, policy], 3, 3],
  ['bad input beside a refusal', [policy, input], 1, 1],
  ['wrong use beside bad input', [input, usage], 2, 2],
  ['wrong use beside all else', [note, warning, policy, input, usage], 2, 2],
  ['a refusal and a warning that are accepted', [accepted(policy), accepted(warning)], 0, 0],
  ['a refusal beside one that is accepted', [accepted(policy), policy], 3, 3],
])('%s ends a run with a code of its own', (_, problems, code, strict) => {
  expect([exitCodeOf(problems, false), exitCodeOf(problems, true)]).toEqual([code, strict])
  const reversed = problems.toReversed()
  expect([exitCodeOf(reversed, false), exitCodeOf(reversed, true)]).toEqual([code, strict])
})

test('the word in front of a problem is that of its severity, under --strict too', () => {
  expect([usage, input, policy, warning, note, accepted(policy)].map(one => labelOf(one, false))).toEqual([
    'error',
    'error',
    'error',
    'warning',
    'note',
    'accepted',
  ])
  expect([warning, note, accepted(warning)].map(one => labelOf(one, true))).toEqual([
    'error',
    'note',
    'accepted',
  ])
})

import { describe, expect, test } from '@jest/globals'

import { ansiColors, colorsFor, noColors } from '../../src/cli/messages/color.ts'
import { formatPlace, formatProblem } from '../../src/cli/messages/message.ts'
import type { Problem } from '../../src/problem.ts'

const problem: Problem = {
  code: 'REFERENCE_INVALID',
  message: 'not an image reference: "a b"',
  remedy: 'mend it',
  place: {
    file: 'a.yaml',
    line: 3,
    column: 5,
    source: 'chart/templates/x.yaml',
    object: 'Pod/web',
    path: 'spec/containers[0]/image',
  },
}

test('a problem is one line: label, place, message, remedy, code', () => {
  expect(formatProblem(problem, 'error', noColors)).toBe(
    'error: a.yaml:3:5 [chart/templates/x.yaml] Pod/web spec/containers[0]/image: not an image reference: "a b"; mend it [REFERENCE_INVALID]',
  )
})

test('an accepted problem is one line with the reason, only once', () => {
  const place = { line: 1 }
  const accepted = (reason: string): string =>
    formatProblem({ ...problem, place, accepted: reason }, 'accepted', noColors)
  expect(accepted('known')).toBe(
    'accepted: (standard input):1: not an image reference: "a b"; accepted: known [REFERENCE_INVALID]',
  )
  expect(accepted(problem.message)).toBe(
    'accepted: (standard input):1: not an image reference: "a b" [REFERENCE_INVALID]',
  )
})

test('colour adds escapes around the parts and changes no letter', () => {
  const colored = formatProblem(problem, 'warning', ansiColors)
  const escape = /\u001b\[[0-9;]*m/g
  expect(colored.match(escape)).toHaveLength(6)
  expect(colored.replace(escape, '')).toBe(formatProblem(problem, 'warning', noColors))
})

test.each([
  [{ line: 3, column: 5 }, '(standard input):3:5'],
  [{ file: 'a.yaml' }, 'a.yaml'],
  [{ file: 'a.yaml', line: 3 }, 'a.yaml:3'],
  [{ object: 'Pod/web', path: 'spec' }, 'Pod/web spec'],
  [{}, ''],
])('what a place does not know is left out: %j', (place, text) => {
  expect(formatPlace(place)).toBe(text)
})

describe('text from outside', () => {
  test('is escaped in every part of a line', () => {
    const evil = '\u001b]0;x\u0007'
    const place = { file: evil, line: 1, source: evil, object: evil, path: evil }
    const line = formatProblem({ ...problem, message: evil, remedy: evil, place }, 'error', noColors)
    expect(line).not.toMatch(/\p{Cc}/u)
  })
})

test('colour is for terminals, unless set otherwise', () => {
  expect(colorsFor(undefined, true, {})).toBe(ansiColors)
  expect(colorsFor('auto', true, { NO_COLOR: '' })).toBe(ansiColors)
  expect(colorsFor('auto', true, { NO_COLOR: '0' })).toBe(noColors)
  expect(colorsFor('auto', true, { TERM: 'dumb' })).toBe(noColors)
  expect(colorsFor('auto', false, {})).toBe(noColors)
  expect(colorsFor('never', true, {})).toBe(noColors)
  expect(colorsFor('always', false, { NO_COLOR: '1', TERM: 'dumb' })).toBe(ansiColors)
})

import { expect, test } from '@jest/globals'

import { isColored } from '../../src/cli/messages/color.ts'

test.each([
  [undefined, true, {}, true],
  ['auto', true, { TERM: 'xterm' }, true],
  ['auto', false, {}, false],
  ['auto', true, { NO_COLOR: '1' }, false],
  ['auto', true, { NO_COLOR: '' }, true],
  ['auto', true, { TERM: 'dumb' }, false],
  ['never', true, {}, false],
  ['always', false, { NO_COLOR: '1', TERM: 'dumb' }, true],
])('with --color=%s, on a terminal: %s, with %j, there is colour: %s', (when, isTerminal, env, expected) => {
  expect(isColored(when, isTerminal, env)).toBe(expected)
})

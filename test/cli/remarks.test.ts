import { expect, test } from '@jest/globals'

import { noOutcome } from '../../src/cli/messages/outcome.ts'
import { remarksOf } from '../../src/cli/messages/remarks.ts'
import type { Problem } from '../../src/problem.ts'

const note: Problem = { code: 'HELM_LINES', message: 'the same', remedy: 'correct it' }
const accepted: Problem = { ...note, code: 'IMAGE_LEAK', accepted: 'known' }
const at = (problem: Problem): readonly Problem[] =>
  [1, 2, 3].map(line => ({ ...problem, place: { file: 'a.yaml', line } }))

const messagesOf = (problems: readonly Problem[], isVerbose: boolean): readonly string[] =>
  remarksOf({ ...noOutcome, problems }, isVerbose, false).flatMap(remark =>
    remark.kind === 'problem' ? remark.problem.message : [],
  )

test('notes that differ only in their place are one, with --verbose all of them', () => {
  expect(messagesOf(at(note), false)).toEqual(['the same, as in 2 other places'])
  expect(messagesOf(at(note), true)).toEqual(['the same', 'the same', 'the same'])
})

test('each accepted problem is told of: it is somebody’s decision about one place', () => {
  expect(messagesOf(at(accepted), false)).toEqual(['the same', 'the same', 'the same'])
})

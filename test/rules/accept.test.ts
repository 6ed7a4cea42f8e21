import { expect, test } from '@jest/globals'

import type { Problem } from '../../src/problem.ts'
import { acceptProblems } from '../../src/rules/accept.ts'

const problemAt = (path: string): Problem => ({
  code: 'IMAGE_LEAK',
  message: 'quay.io/a/b:1 is outside',
  remedy: 'move it',
  place: { object: 'Pod/web', path },
})

test.each([
  ['spec/containers[*]/image', 'spec/containers[0]/image', true],
  ['spec/containers[*]/image', 'items[3]/spec/containers[0]/image', true],
  ['items[3]/spec/containers[*]/image', 'items[3]/spec/containers[0]/image', true],
  ['items[4]/spec/**', 'items[3]/spec/containers[0]/image', false],
  ['spec/initContainers[*]/image', 'items[3]/spec/containers[0]/image', false],
])('what is accepted at %s is accepted at %s: %s', (path, found, isAccepted) => {
  const [problem] = acceptProblems([problemAt(found)], [{ code: 'IMAGE_LEAK', path, reason: 'known' }])
  expect(problem?.accepted).toBe(isAccepted ? 'known' : undefined)
})

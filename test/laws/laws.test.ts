import { describe, expect, test } from '@jest/globals'

import { asked, hasFailed, inputs } from './inputs.ts'
import { laws, runOf } from './law.ts'

describe.each(asked)('over every stream there is, $how', ({ config }) => {
  const runs = inputs.map(({ name, text }) => ({ name, ...runOf(text, config) }))

  test.each(Object.entries(laws))('%s', (_, law) => {
    expect(runs.flatMap(run => law(run).map(complaint => `${run.name}: ${complaint}`))).toEqual([])
  })

  test('most streams relocate, so that the laws have something to hold', () => {
    const relocated = runs.filter(({ result }) => !hasFailed(result) && result.changes.length > 0)
    expect(relocated.length).toBeGreaterThan(inputs.length * 0.6)
  })
})

import { expect, test } from '@jest/globals'

import { emptyConfig } from '../../src/config/config.ts'
import { onceInRun, type Problem } from '../../src/problem.ts'
import { relocate } from '../../src/relocate.ts'

const config = { ...emptyConfig, registry: 'registry.internal/m', imagePullSecrets: ['regkey'] }

/** A datacenter whose pods run under an account outside the run. */
function resource(name: string): string {
  return `apiVersion: reaper.cassandra-reaper.io/v1alpha1
kind: Reaper
metadata: {name: ${name}, namespace: db}
spec: {image: thelastpickle/cassandra-reaper:3.5.0, serviceAccountName: reaper}
`
}

test('a manual step for an account is reported once in a run, with the first stream that needs it', () => {
  const { results, problems } = relocate(
    ['a', 'b'].map(name => ({ text: resource(name), file: `${name}.yaml` })),
    config,
  )
  const ofRun = problems.filter(({ scope }) => scope === 'run')
  expect(ofRun.map(({ place }) => place?.file)).toEqual(['a.yaml'])
  expect(results.map(result => result.problems.filter(({ scope }) => scope === 'run').length)).toEqual([1, 0])
})

test('problems of one code are all reported if they belong to their places, or have other remedies', () => {
  const once = onceInRun()
  const problem = (scope: Problem['scope'], remedy: string): Problem => ({
    code: 'SECRET_BY_ACCOUNT',
    message: 'found',
    remedy,
    ...(scope === undefined ? {} : { scope }),
  })
  const all = [
    problem('run', 'one'),
    problem('run', 'one'),
    problem('run', 'another'),
    problem(undefined, 'one'),
    problem(undefined, 'one'),
  ]
  expect(once(all).map(({ scope, remedy }) => `${scope ?? 'place'} ${remedy}`)).toEqual([
    'run one',
    'run another',
    'place one',
    'place one',
  ])
})

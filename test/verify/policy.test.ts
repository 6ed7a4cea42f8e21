import { describe, expect, test } from '@jest/globals'

import { emptyConfig, type Config } from '../../src/config/config.ts'
import { createRuleSet } from '../../src/rules/ruleset.ts'
import { allowing } from '../../src/verify/allowing.ts'
import { policyOf } from '../../src/verify/policy.ts'
import { reference } from '../rules/rules.ts'

/** What a policy says of an image: it is `at the target`, `excluded`, or `outside`. */
function said(config: Partial<Config>, allowed: readonly string[], image: string): string {
  const whole = { ...emptyConfig, ...config }
  const { policy, problems } = allowing(policyOf(createRuleSet(whole).ruleSet, whole), allowed)
  expect(problems).toEqual([])
  if (!policy.isAllowed(reference(image))) return 'outside'
  return policy.isExcluded(reference(image)) ? 'excluded' : 'at the target'
}

describe('an image is', () => {
  const rules = { registry: 'registry.internal/m', exclude: ['quay.io/team'] }
  test.each<[Partial<Config>, readonly string[], string, string]>([
    [rules, [], 'registry.internal/m/library/nginx:1', 'at the target'],
    [rules, [], 'quay.io/team/tool:1', 'excluded'],
    [rules, [], 'nginx:1', 'outside'],
    [rules, ['ghcr.io'], 'ghcr.io/a/b:1', 'excluded'],
    [rules, ['ghcr.io/a'], 'ghcr.io/ab/c:1', 'outside'],
    [rules, ['registry.internal'], 'registry.internal/m/library/nginx:1', 'at the target'],
    [rules, ['registry.internal'], 'registry.internal/other/nginx:1', 'excluded'],
    [{ exclude: ['quay.io/team'] }, [], 'quay.io/team/tool:1', 'excluded'],
    [{ exclude: ['quay.io/team'] }, [], 'nginx:1', 'outside'],
    [{ exclude: ['quay.io/team'] }, ['docker.io'], 'nginx:1', 'excluded'],
  ])('by %j, allowing %j, of %s: %s', (config, allowed, image, expected) => {
    expect(said(config, allowed, image)).toBe(expected)
  })
})

test('what is no registry is refused, without the rest of it', () => {
  const policy = policyOf(createRuleSet(emptyConfig).ruleSet, emptyConfig)
  const { problems } = allowing(policy, ['ghcr.io', 'https://x', ''])
  expect(problems.map(({ code, message }) => [code, message.split(':', 2).join(':')])).toEqual([
    ['USAGE_INVALID', '--allow: not a registry'],
    ['USAGE_INVALID', '--allow: not a registry'],
  ])
})

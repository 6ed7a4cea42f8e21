import { describe, expect, test } from '@jest/globals'
import fastGlob from 'fast-glob'
import { readFileSync } from 'node:fs'

import { mergeConfigs } from '../../src/config/merge.ts'
import { findImages } from '../../src/find/find.ts'
import { builtInFieldSpecs } from '../../src/knowledge/fieldspecs/index.ts'
import { factsOf } from '../../src/plan/facts.ts'
import { planContextOf } from '../../src/plan/plan-context.ts'
import { findInRun, findInStream, type FoundStream } from '../../src/plan/find-run.ts'
import { planStream, type StreamPlan } from '../../src/plan/plan.ts'
import { openSettling } from '../../src/plan/settle.ts'
import { createRuleSet } from '../../src/rules/ruleset.ts'

const config = mergeConfigs({ registry: 'registry.internal:5000/m', imagePullSecrets: ['key'] })

const pod = (name: string, account?: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\nspec:\n${account === undefined ? '' : `  serviceAccountName: ${account}\n`}  containers:\n  - name: c\n    image: nginx:1.27\n`

const account = (name: string, secret: string) =>
  `apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: ${name}\nimagePullSecrets:\n- name: ${secret}\n`

/** All that a plan says, places by what they tell. */
function told(plans: readonly StreamPlan[]): unknown {
  const all = plans.map(({ changes, unchanged, secrets, pods, problems, edits, byEntry }) => ({
    changes,
    unchanged,
    secrets,
    pods: pods().toSorted((a, b) => (a.place.line ?? 0) - (b.place.line ?? 0)),
    problems: problems.map(({ message, place }) => `${place?.line} ${message}`).sort(),
    edits: edits.map(({ start, end, text }) => `${start} ${end} ${text}`).sort(),
    asked: byEntry().size,
  }))
  return JSON.parse(JSON.stringify(all))
}

const criteria = { fieldSpecs: builtInFieldSpecs }

function planned(texts: readonly string[]) {
  const streams = texts.map(text => ({ text }))
  const found = findInRun(streams, criteria, openSettling(config, createRuleSet(config).ruleSet))
  const count = found.reduce((sum, { settled }) => sum + (settled?.changes.length ?? 0), 0)
  return { count, plans: toldOf(found) }
}

function plannedAgain(texts: readonly string[]) {
  const facts = texts.map(text => factsOf(findImages(text, builtInFieldSpecs)))
  const open = openSettling(config, createRuleSet(config).ruleSet, facts)
  return toldOf(texts.map(text => findInStream({ text }, criteria, open)))
}

function plannedAtOnce(texts: readonly string[]) {
  return toldOf(texts.map(text => ({ found: findImages(text, builtInFieldSpecs) })))
}

function toldOf(streams: readonly FoundStream[]) {
  const all = streams.map(({ found }) => found)
  const planContext = planContextOf(all.map(factsOf), config, createRuleSet(config).ruleSet, all)
  return told(streams.map(({ found, settled }, index) => planStream(found, index, planContext, settled)))
}

describe('documents that are planned as soon as they are read', () => {
  test('say the same as all of them planned at once, for every stream of the test data', () => {
    const files = fastGlob.sync('testdata/relocate/**/input.yaml')
    expect(files.length).toBeGreaterThan(100)
    for (const file of files) {
      const texts = [readFileSync(file, 'utf8')]
      expect({ file, plans: planned(texts).plans }).toEqual({ file, plans: plannedAtOnce(texts) })
    }
  })

  test('hold nothing of what was found in them', () => {
    const [stream] = findInRun(
      [{ text: [pod('a'), pod('b')].join('---\n') }],
      criteria,
      openSettling(config, createRuleSet(config).ruleSet),
    )
    expect([stream?.found.images, stream?.found.secretLists, stream?.settled?.changes.length]).toEqual([
      [],
      [],
      2,
    ])
  })

  test.each([
    ['an account behind its pods', [[pod('a', 'web'), pod('b', 'db'), account('web', 'own')].join('---\n')]],
    [
      'an account between its pods',
      [[pod('a', 'web'), account('web', 'own'), pod('b', 'web')].join('---\n')],
    ],
    [
      'an account in a later stream',
      [pod('a', 'web'), [pod('b', 'web'), account('web', 'own')].join('---\n')],
    ],
    ['two accounts of one name', [[account('web', 'x'), pod('a', 'web'), account('web', 'y')].join('---\n')]],
  ])('are read again for %s', (_, texts) => {
    expect(planned(texts).plans).toEqual(plannedAtOnce(texts))
    expect(plannedAgain(texts)).toEqual(plannedAtOnce(texts))
  })
})

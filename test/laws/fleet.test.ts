import { describe, expect, test } from '@jest/globals'
import fastGlob from 'fast-glob'
import fc from 'fast-check'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { mergeConfigs } from '../../src/config/merge.ts'
import { parseConfig } from '../../src/config/parse.ts'
import { factsOf } from '../../src/plan/facts.ts'
import { factsFrom } from '../../src/plan/collect-facts.ts'
import type { Config } from '../../src/config/config.ts'
import type { Problem } from '../../src/problem.ts'
import { relocate, type InputStream } from '../../src/relocate.ts'
import { findIn } from '../../src/find/find.ts'
import { criteriaOf } from '../../src/relocate-stream.ts'
import { openRun, plainShare } from '../../src/run.ts'
import { createRuleSet } from '../../src/rules/ruleset.ts'
import { openTotals } from '../../src/totals.ts'

const folders = fastGlob.sync('testdata/relocate/**/input.yaml').map(dirname).sort()
const streams = ['testdata/streams/*.yaml', 'testdata/relocate/**/input.yaml'].flatMap(pattern =>
  fastGlob.sync(pattern).sort(),
)
const texts = streams.map(path => readFileSync(path, 'utf8'))
const common = mergeConfigs({ registry: 'registry.internal:5000/m', imagePullSecrets: ['key'] })

describe('a fleet, one stream at a time, comes out as all at once', () => {
  test.each(folders)('%s, next to another stream', folder => {
    const config = configOf(folder)
    if (config === undefined || config.components.length > 0) return
    const text = readFileSync(join(folder, 'input.yaml'), 'utf8')
    const next = texts[(folders.indexOf(folder) + 1) % texts.length] ?? ''
    expectSame([text, next], config)
    expectSame([next, text], config)
  })

  test('any streams in any order', () => {
    const small = texts.filter(text => text.length < 20_000)
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...small), { minLength: 2, maxLength: 6 }),
        fc.constantFrom('preserve' as const, 'flatten' as const),
        (chosen, layout) => {
          expectSame(chosen, { ...common, layout, unmapped: 'keep' })
        },
      ),
      { numRuns: 150 },
    )
  })
})

test.each(streams)(
  '%s shares the same facts, whether all of it is read or only the relevant documents',
  path => {
    const text = readFileSync(path, 'utf8')
    const criteria = criteriaOf(common, createRuleSet(common).ruleSet)
    const all = factsOf(findIn({ text }, criteria))
    const told = factsFrom(openRun(common).collect({ text }), criteria)
    const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
    expect(plain({ ...told, operators: 0, imageConfigs: 0 })).toEqual(
      plain({ ...all, operators: 0, imageConfigs: 0 }),
    )
    const named = ({ operators, imageConfigs }: typeof all): unknown => ({
      operators: operators.map(({ operator, version, namespace, arguments: flags, variables }) => [
        operator,
        version,
        namespace,
        [...flags],
        [...variables],
      ]),
      imageConfigs: imageConfigs.map(({ namespace, root }) => [
        namespace,
        root.entries.map(([key, value]) => [key, value.text]),
      ]),
    })
    expect(named(told)).toEqual(named(all))
  },
)

function configOf(folder: string): Config | undefined {
  const path = join(folder, 'config.yaml')
  const { config, problems } = parseConfig(existsSync(path) ? readFileSync(path, 'utf8') : '', path)
  return problems.length > 0 ? undefined : mergeConfigs(config)
}

function expectSame(chosen: readonly string[], config: Config): void {
  const given: readonly InputStream[] = chosen.map((text, index) => ({ text, file: `${index}.yaml` }))
  const expected = relocate(given, config)
  const run = openRun(config)
  const opened = run.open(given.map(run.collect))
  const totals = openTotals(openRun(config), config, given.length)
  const outputs = given.map((stream, index) => {
    const { written, share } = opened.relocate(stream, index)
    totals.add(plainShare(share), index)
    return written.output
  })
  totals.addUsed(opened.used())
  const { problems, byStream, summary } = totals.close(opened.problems)
  expect(plainProblems(problems)).toEqual(plainProblems(expected.problems))
  expect(byStream.map(plainProblems)).toEqual(expected.results.map(result => plainProblems(result.problems)))
  expect(summary).toEqual(expected.summary)
  const isRefused = expected.results.every(({ output }, index) => output === given[index]?.text)
  if (!isRefused) expect(outputs).toEqual(expected.results.map(({ output }) => output))
}

function plainProblems(problems: readonly Problem[]): unknown {
  return JSON.parse(JSON.stringify(problems))
}

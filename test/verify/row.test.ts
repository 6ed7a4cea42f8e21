import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'

import { emptyConfig, type Config } from '../../src/config/config.ts'
import { mergeConfigs } from '../../src/config/merge.ts'
import { parseConfig } from '../../src/config/parse.ts'
import { relocate } from '../../src/relocate.ts'
import type { Problem } from '../../src/problem.ts'
import { acceptProblems } from '../../src/rules/accept.ts'
import { createRuleSet } from '../../src/rules/ruleset.ts'
import { builtInFieldSpecs } from '../../src/knowledge/fieldspecs/index.ts'
import { problemOf } from '../../src/verify/finding.ts'
import { policyOf } from '../../src/verify/policy.ts'
import { verifyStream } from '../../src/verify/verify.ts'
import { folders, readIn } from '../golden/folder.ts'

const registry = 'registry.internal:5000/m'
const head = 'apiVersion: k8ssandra-relocate.io/v1alpha1\nkind: RelocationConfig\n'
const accept = [{ code: 'IMAGE_LEAK' as const }]

/** The flag, whose word is plain or in single quotes. */
const flag = /--accept ('?)IMAGE_LEAK=([^']*)\1$/

type Named = {
  readonly code: Problem['code']
  readonly image: string | undefined
  readonly place: Problem['place'] | undefined
  readonly folder: string
  readonly input: string
  readonly row: string
  readonly path: string | undefined
}

/** Every problem of the golden folders whose remedy names a row of a section of the configuration. */
function rowsIn(section: string, problemsOf: (input: string) => readonly Problem[]): readonly Named[] {
  const row = new RegExp(`under ${section}: (- \\{.*?\\})(?:; if not, |$)`)
  return folders.flatMap(folder => {
    const input = readIn(folder, 'input.yaml') ?? ''
    return problemsOf(input).flatMap(({ remedy, image, code, place }) => {
      const given = section === 'accept' ? flag.exec(remedy)?.[2] : undefined
      const accepted = `- {code: IMAGE_LEAK, image: ${JSON.stringify(given)}}`
      const found = given === undefined ? row.exec(remedy)?.[1] : accepted
      return found === undefined ? [] : [{ folder, input, image, code, place, path: place?.path, row: found }]
    })
  })
}

/** Many rows are of one folder. */
function once(ask: (input: string) => readonly Problem[]): (input: string) => readonly Problem[] {
  const known = new Map<string, readonly Problem[]>()
  return input => {
    const problems = known.get(input) ?? ask(input)
    known.set(input, problems)
    return problems
  }
}

const possible = (input: string): readonly Problem[] =>
  relocate(input, { ...emptyConfig, registry, accept }).problems.filter(
    ({ code }) => code === 'IMAGE_POSSIBLE',
  )

function configured(section: string, row: string): Config {
  expect(parse(row)).toHaveLength(1)
  const { config, problems } = parseConfig(`${head}registry: ${registry}\n${section}:\n${row}\n`)
  expect(problems).toEqual([])
  return mergeConfigs(config)
}

describe('the row that a message names, put into a configuration, moves the image', () => {
  const rows = rowsIn('fieldSpecs', possible)
  test('there are messages with rows', () => {
    expect(rows.length).toBeGreaterThan(15)
  })

  test.each(rows)('$folder: $image at $path', ({ input, image, row, path }) => {
    const result = relocate(input, { ...configured('fieldSpecs', row), accept })
    expect(result.problems.filter(({ code }) => code === 'RULE_UNUSED')).toEqual([])
    const moved = result.changes
      .filter(({ written }) => written === image)
      .map(({ place }) => place.path ?? '')
    // Of an image in parts, the place is that of a part; of one in a text, that of the text.
    const named = String(path)
    expect(moved.filter(own => own.startsWith(named) || named.startsWith(`${own}/`))).not.toEqual([])
  })
})

describe('the rule that a message names, put into a configuration, moves the image', () => {
  const named = rowsIn('images', possible)
  test('there are messages with rules', () => {
    expect(named.length).toBeGreaterThan(0)
  })

  test.each(named)('$folder: $image at $path', ({ input, image, row, path }) => {
    const { changes } = relocate(input, { ...configured('images', row), accept })
    expect(changes.filter(({ written, place }) => written === image && place.path === path)).not.toEqual([])
  })
})

describe('the row of accept that a message names, put into a configuration, accepts what it is about', () => {
  const ours: Config = { ...emptyConfig, registry }
  const policy = policyOf(createRuleSet(ours).ruleSet, ours)
  const sources: Readonly<Record<string, (input: string) => readonly Problem[]>> = {
    relocated: once(input => relocate(input, ours).problems),
    verified: once(input => verifyStream(input, policy, builtInFieldSpecs).outside.map(problemOf)),
  }
  describe.each(Object.entries(sources))('%s', (_, problemsOf) => {
    const named = rowsIn('accept', problemsOf)
    test.each(['IMAGE_LEAK', 'IMAGE_POSSIBLE'])('there are messages of %s with rows', code => {
      expect(named.filter(each => each.code === code).length).toBeGreaterThan(5)
    })

    test.each(named)('$folder: $code $image at $path', ({ input, code, image, place, row }) => {
      const config = configured('accept', row)
      const left = acceptProblems(problemsOf(input), config.accept)
      const keyOf = (each: Problem): string =>
        `${each.code} ${each.image} ${each.place?.object} ${each.place?.path}`
      const same = left.filter(each => keyOf(each) === `${code} ${image} ${place?.object} ${place?.path}`)
      expect(same).not.toEqual([])
      expect(same.filter(({ accepted }) => accepted === undefined)).toEqual([])
    })
  })

  test('every leak and every possible image of the golden folders has one', () => {
    const without = folders
      .flatMap(folder => sources['relocated']?.(readIn(folder, 'input.yaml') ?? '') ?? [])
      .filter(({ code }) => code === 'IMAGE_LEAK' || code === 'IMAGE_POSSIBLE')
      .filter(
        ({ remedy }) => !/add this row under accept: - \{code: \w+, |--accept '?IMAGE_LEAK=/.test(remedy),
      )
    expect(without).toEqual([])
  })
})

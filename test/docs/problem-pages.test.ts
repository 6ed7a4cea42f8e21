import { afterAll, describe, expect, test } from '@jest/globals'
import fastGlob from 'fast-glob'
import { readFileSync } from 'node:fs'

import { problemPageTable } from '../../scripts/problem-pages/problem-pages.ts'
import { problemTable, type ProblemCode } from '../../src/problem.ts'
import { directoryWith, program, removeDirectories } from '../cli/program.ts'

afterAll(removeDirectories)

const codes = Object.keys(problemTable) as ProblemCode[]
const exitCodes = { input: 1, usage: 2, policy: 3, warning: 0, note: 0 } as const

test('every problem has a page, and no page is left over', () => {
  expect(Object.keys(problemPageTable).toSorted()).toEqual(codes.toSorted())
})

describe('the example of a page has the problem', () => {
  const examples = codes.flatMap(code => {
    const { example } = problemPageTable[code]
    return 'story' in example ? [] : [{ code, ...example }]
  })

  test.each(examples)('$code', async ({ code, run, input, values = '', config = '' }) => {
    const cwd = directoryWith({ 'values.yaml': values, 'relocate.yaml': config })
    const ran = await program(run.split(' '), { stdin: input, cwd })
    expect(ran.stderr).toContain(`[${code}]`)
    expect(ran.code).toBe(exitCodes[problemTable[code].severity])
  })
})

test('a problem whose page has no example has a test that expects it', () => {
  const tests = fastGlob.sync(['test/**/*.test.ts', 'testdata/relocate/**/expected-*.txt'])
  // A line that expects a code to be absent, looks for it, or accepts it shows no case that has it.
  const expecting = tests
    .flatMap(path => readFileSync(path, 'utf8').split('\n'))
    .filter(line => !/\bnot\.|[!=]== '|--accept|\baccept:/.test(line))
    .join('\n')
  const stories = codes.filter(code => 'story' in problemPageTable[code].example)
  expect(stories.filter(code => !new RegExp(`\\b${code}\\b`).test(expecting))).toEqual([])
})

test('many problems are all reported, in the order of the text', async () => {
  const bad = (name: string) =>
    `---\nkind: Pod\nmetadata: {name: ${name}}\nspec: {containers: [{image: "A B"}]}\n`
  const { code, stdout, stderr } = await program(['-r', 'r.internal'], {
    stdin: `${bad('one')}---\nkind: Pod\nspec: [\n${bad('two')}${bad('three')}`,
  })
  expect([code, stdout]).toEqual([1, ''])
  const told = stderr.split('\n').filter(line => line.startsWith('error: '))
  expect(told.map(line => /(?:Pod\/\w+|MANIFEST_UNREADABLE)/.exec(line)?.[0])).toEqual([
    'Pod/one',
    'MANIFEST_UNREADABLE',
    'Pod/two',
    'Pod/three',
  ])
  expect(told[0]).toContain('(standard input):4:')
  expect(told[0]).toContain('spec/containers[0]/image')
  expect(told[0]).toMatch(/\[REFERENCE_INVALID\]$/)
})

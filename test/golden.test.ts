import { basename } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import fastGlob from 'fast-glob'

import { emptyConfig } from '../src/config/config.ts'
import type { FieldSpec } from '../src/knowledge/fieldspecs/fieldspec.ts'
import { builtInFieldSpecs } from '../src/knowledge/fieldspecs/index.ts'
import { relocate } from '../src/relocate.ts'
import { layouts } from '../src/rules/layout.ts'
import { findImages } from '../src/find/find.ts'
import { configIn, fileNames, folders, isWarning, linesOf, readIn, root } from './golden/folder.ts'
import { isUpdate, updateFolder } from './golden/update.ts'

const runs = folders.map(folder => {
  const input = readIn(folder, 'input.yaml') ?? ''
  const config = configIn(folder)
  const { output, problems, changes, secrets } = relocate(input, config)
  const failed = !problems.every(isWarning)
  if (isUpdate(process.env)) updateFolder(folder, { output, failed, lines: linesOf(problems) })
  return {
    folder,
    input,
    config,
    output,
    failed,
    lines: linesOf(problems),
    rows: [...changes, ...secrets].map(({ spec }) => spec),
  }
})

describe.each(runs)('$folder', ({ folder, input, config, output, failed, lines }) => {
  const expectedErrors = readIn(folder, 'expected-error.txt')

  test('an empty configuration changes nothing', () => {
    expect(relocate(input, emptyConfig).output).toBe(input)
  })

  if (expectedErrors !== undefined) {
    test('reports expected-error.txt, word for word, and changes nothing', () => {
      expect(readIn(folder, 'expected.yaml')).toBeUndefined()
      expect({ failed, lines }).toEqual({ failed: true, lines: expectedErrors })
      expect(output).toBe(input)
    })
    return
  }

  test('gives expected.yaml, byte for byte, and warns of what expected-warnings.txt says, word for word', () => {
    expect({ failed, lines }).toEqual({ failed: false, lines: readIn(folder, 'expected-warnings.txt') ?? '' })
    expect(output).toBe(readIn(folder, 'expected.yaml'))
  })

  test('a second run changes nothing', () => {
    const again = relocate(output, config)
    expect(linesOf(again.problems.filter(problem => !isWarning(problem)))).toBe('')
    expect(again.output).toBe(output)
  })
})

test('every built-in row makes a difference to a folder', () => {
  const changing = new Set(runs.flatMap(({ rows }) => rows))
  const idle = builtInFieldSpecs.filter(row => !changing.has(row))
  expect(idle.filter(row => !runs.some(({ input }) => isMissed(row, input)))).toEqual([])
})

test('a row for pull secrets says which images are pulled with them', () => {
  const kinds = new Set(builtInFieldSpecs.filter(row => row.shape === 'pull-secrets').map(row => row.kind))
  const contradictory = runs.flatMap(({ lines }) =>
    lines
      .split('\n')
      .filter(
        line => line.includes('[SECRET_WITHOUT_FIELD]') && kinds.has(/ (\w+)\/\S+ /.exec(line)?.[1] ?? ''),
      ),
  )
  expect(contradictory).toEqual([])
})

test('every layout has a folder', () => {
  const named = folders.filter(folder => folder.includes('/layouts/')).map(folder => basename(folder))
  expect(named.toSorted()).toEqual(layouts.toSorted())
})

test('every file is one that is read', () => {
  const strangers = fastGlob
    .sync(`${root}/**`, { dot: true })
    .filter(path => !fileNames.some(name => name === basename(path)))
  expect(strangers).toEqual([])
})

test('every folder has an input and a configuration', () => {
  const complete = (folder: string): boolean =>
    fileNames.slice(0, 2).every(name => readIn(folder, name) !== undefined)
  const all = fastGlob.sync(`${root}/**`).map(path => path.slice(0, path.lastIndexOf('/')))
  expect(Array.from(new Set(all)).filter(folder => !complete(folder))).toEqual([])
})

test('expectations cannot be rewritten in CI', () => {
  expect(() => isUpdate({ UPDATE_GOLDEN: '1', CI: 'true' })).toThrow('refused in CI')
  expect(isUpdate({ CI: 'true' })).toBe(false)
  expect(isUpdate({ UPDATE_GOLDEN: '1' })).toBe(true)
})

/** Whether more, or less, is found or complained about once a row is taken away: a row may lead to texts only. */
function isMissed(row: FieldSpec, input: string): boolean {
  const count = (rows: readonly FieldSpec[]): string => {
    const { images, secretLists, problems } = findImages(input, rows)
    return [images.length, secretLists.length, problems.length].join()
  }
  return count(builtInFieldSpecs) !== count(builtInFieldSpecs.filter(other => other !== row))
}

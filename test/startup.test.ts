import { expect, test } from '@jest/globals'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * What a plain run of the filter evaluates: the entry point, what it imports for good, and the modules that `import()`
 * brings in on the way of `k8ssandra-relocate --registry HOST < stream`.
 */
const onTheWay = [
  'src/cli/main.ts',
  'src/cli/commands/filter.ts',
  'src/relocate.ts',
  'src/find/strip.ts',
  'src/manifest/relevance.ts',
  'src/knowledge/fieldspecs/index.ts',
]

const evaluated = closureOf(onTheWay)

test('a plain run evaluates of Node only what reads and writes', () => {
  expect(evaluated.filter(name => !name.startsWith('src/')).sort()).toEqual([
    'node:buffer',
    'node:fs',
    'node:path',
  ])
})

test.each([
  'src/config/parse.ts',
  'src/cli/usage.ts',
  'src/cli/commands/images.ts',
  'src/cli/io/input/read-files.ts',
  'src/cli/io/write/write-files.ts',
  'src/cli/io/write/replace.ts',
])('a plain run does not evaluate %s', file => {
  expect(existsSync(file)).toBe(true)
  expect(evaluated).not.toContain(file)
})

test.each(['output', 'registry', 'cluster'])('a plain run evaluates nothing of src/%s but words', folder => {
  const files = evaluated.filter(name => name.startsWith(`src/${folder}/`))
  expect(files.filter(name => !name.endsWith('-format.ts'))).toEqual([])
})

/** The files, and what they import other than on demand or as types, as paths from the root; packages by name. */
function closureOf(files: readonly string[]): readonly string[] {
  const seen = new Set<string>(files)
  for (const file of seen) {
    if (!file.startsWith('src/')) continue
    for (const name of importsOf(readFileSync(file, 'utf8')))
      seen.add(name.startsWith('.') ? join(dirname(file), name) : name)
  }
  return [...seen]
}

function importsOf(text: string): readonly string[] {
  const statements = text.matchAll(/^(?:import|export) (?!type\b)([^'()]*? from )?'([^']+)'/gm)
  return Array.from(statements, match => match[2] ?? '')
}

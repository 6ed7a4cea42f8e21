import { describe, expect, test } from '@jest/globals'
import fastGlob from 'fast-glob'
import { existsSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import typescript from 'typescript'

/**
 * What the files of a folder (or a file at the top of `src/`) may import besides their own folder, in the order of the
 * flow: a folder imports only from lines above its own. The core reads no file, no clock and no environment, edges never
 * import each other, only `cli` sees all.
 */
const mayImport: Record<string, readonly string[]> = {
  'problem-code': [],
  problem: ['problem-code'],
  yaml: [],
  edit: ['yaml'],
  reference: [],
  manifest: ['problem', 'yaml'],
  rules: ['problem', 'yaml', 'reference'],
  knowledge: ['yaml', 'reference'],
  config: ['smol-toml', 'problem', 'yaml', 'reference', 'rules', 'knowledge'],
  find: ['problem', 'yaml', 'edit', 'reference', 'manifest', 'knowledge'],
  plan: ['problem', 'yaml', 'edit', 'reference', 'manifest', 'rules', 'knowledge', 'config', 'find'],
  verify: ['yaml', 'problem', 'edit', 'reference', 'manifest', 'rules', 'knowledge', 'find', 'plan'],
  summary: ['problem', 'plan'],
  'relocate-stream': [
    'problem',
    'yaml',
    'edit',
    'rules',
    'knowledge',
    'config',
    'find',
    'plan',
    'verify',
    'summary',
  ],
  run: ['problem', 'rules', 'config', 'find', 'plan', 'relocate-stream'],
  totals: ['problem', 'rules', 'config', 'plan', 'summary', 'relocate-stream', 'run'],
  relocate: ['problem', 'config', 'plan', 'summary', 'relocate-stream', 'run', 'totals'],
  index: ['problem', 'edit', 'reference', 'rules', 'knowledge', 'config', 'plan', 'relocate'],
  output: [
    'problem',
    'yaml',
    'edit',
    'reference',
    'manifest',
    'rules',
    'knowledge',
    'config',
    'plan',
    'summary',
    'relocate',
    'node:*',
    'sarif',
  ],
  'regular-file': ['node:*'],
  program: ['node:*'],
  tunnel: ['reference', 'node:*'],
  'json-object': [],
  registry: ['reference', 'regular-file', 'program', 'tunnel', 'json-object', 'node:*'],
  cluster: ['yaml', 'regular-file', 'program', 'tunnel', 'json-object', '@kubernetes/client-node', 'node:*'],
  cli: ['*', 'fast-glob', 'tar', 'node:*'],
}

const files = fastGlob.sync('src/**/*.ts').sort()

test('every file under src is in the table', () => {
  expect(files.filter(file => mayImport[ownerOf(file)] === undefined)).toEqual([])
})

test.each(files)('%s imports only what its row allows', file => {
  expect(strangers(file, readFileSync(file, 'utf8'), mayImport[ownerOf(file)] ?? [])).toEqual([])
})

test('every allowance is used by an import', () => {
  const graph = importGraph()
  const unused = Object.entries(mayImport).flatMap(([owner, allowed]) =>
    allowed.filter(name => !isUsed(name, graph.get(owner))).map(name => `${owner} → ${name}`),
  )
  expect(unused).toEqual([])
})

test('no two folders import each other, not even in a cycle, not even types', () => {
  expect(circles(importGraph())).toEqual([])
})

test('one word, one meaning: no type is exported under one name by two files', () => {
  const owners = new Map<string, string[]>()
  for (const file of files)
    for (const match of readFileSync(file, 'utf8').matchAll(/^export (?:type|class|interface|enum) (\w+)/gm))
      owners.set(match[1] ?? '', [...(owners.get(match[1] ?? '') ?? []), file])
  expect(Array.from(owners).filter(([, where]) => where.length > 1)).toEqual([])
})

test('every exported name is used: by another file, or by its own and a test', () => {
  const others = fastGlob.sync(['{test,scripts,bench}/**/*.ts', 'bin/*'])
  const words = new Map(
    [...files, ...others].map(file => [file, readFileSync(file, 'utf8').match(/[\w$]+/g) ?? []]),
  )
  const users = new Map<string, Set<string>>()
  for (const [file, names] of words)
    for (const name of names) users.set(name, (users.get(name) ?? new Set()).add(file))
  const unused = files.flatMap(file =>
    namesExportedBy(file).filter(name => {
      const usedBy = Array.from(users.get(name) ?? []).filter(user => user !== file)
      const isOwn = (words.get(file) ?? []).filter(word => word === name).length > 1
      return !usedBy.some(user => isOwn || !user.startsWith('test/'))
    }),
  )
  expect(unused).toEqual([])
})

/** The file of each folder that a reader opens first. */
const mainFiles: Record<string, string> = {
  yaml: 'field.ts',
  edit: 'edit.ts',
  reference: 'reference.ts',
  manifest: 'manifest.ts',
  rules: 'ruleset.ts',
  knowledge: 'fieldspecs/index.ts',
  config: 'config.ts',
  find: 'find.ts',
  plan: 'plan.ts',
  verify: 'verify.ts',
  output: 'report/report.ts',
  registry: 'registry.ts',
  cluster: 'cluster.ts',
  cli: 'main.ts',
}

test('the main file of every folder opens with one sentence', () => {
  const folders = Object.keys(mayImport).filter(owner => files.some(file => file.startsWith(`src/${owner}/`)))
  expect(Object.keys(mainFiles)).toEqual(folders)
  const opening = /^\/\*\* [A-Z][^.]+[.?] \*\/\n/
  const silent = folders
    .map(folder => `src/${folder}/${mainFiles[folder] ?? ''}`)
    .filter(file => !opening.test(readFileSync(file, 'utf8')))
  expect(silent).toEqual([])
})

describe('the page about the architecture', () => {
  const page = readFileSync('docs/architecture.md', 'utf8')

  test('has a row for every folder and file of the table, in its order', () => {
    const named = Array.from(page.matchAll(/^\| `([\w-]+)(?:\/|\.ts)`/gm), ([, name]) => name)
    expect(named).toEqual(Object.keys(mayImport))
  })

  test('has a paragraph for every folder', () => {
    const told = Array.from(page.matchAll(/^\*\*([^*]+)\*\*/gm), ([, names]) => names ?? '').join(', ')
    expect(Object.keys(mainFiles).filter(folder => !told.includes(`${folder}/`))).toEqual([])
  })

  test('names no file that is not there', () => {
    const names = Array.from(page.matchAll(/`([\w/-]+\.ts)`/g), ([, name]) => name ?? '')
    expect(names.filter(name => !files.includes(`src/${name}`) && !existsSync(name))).toEqual([])
  })
})

describe('the check itself', () => {
  const forms: readonly (readonly [string, string])[] = [
    ['a folder', "import { plan } from '../plan.ts'"],
    ['a type', "import type { Plan } from '../plan.ts'"],
    ['a re-export', "export * from '../plan.ts'"],
    ['a package', "import { parse } from 'yaml'"],
    ['a module of Node', "import { existsSync, readFileSync } from 'node:fs'"],
    ['a dynamic import', "const yaml = await import('yaml')"],
    ['a dynamic import in a template', 'const yaml = await import(`yaml`)'],
    ['a side-effect import', "import '../cli/main.ts'"],
    ['a dynamic import of a variable', 'const yaml = await import(name)'],
    ['a require', "const yaml = require('yaml')"],
    ['a type named inline', "let plan: import('../plan.ts').Plan"],
    ['an import over several lines', "import {\n  plan,\n} from '../plan.ts'"],
    ['an import in double quotes', 'import { plan } from "../plan.ts"'],
  ]
  test.each(forms)('sees %s', (_, text) => {
    expect(strangers('src/reference/reference.ts', text, [])).toHaveLength(1)
  })

  test('allows the own folder and what the row names', () => {
    const text = "import { a } from './grammar.ts'\nimport { b } from '../problem.ts'\n"
    expect(strangers('src/reference/reference.ts', text, ['problem'])).toEqual([])
  })

  test('finds a circle', () => {
    const graph = new Map([
      ['a', new Set(['b'])],
      ['b', new Set(['c'])],
      ['c', new Set(['a'])],
    ])
    expect(circles(graph)).toHaveLength(1)
  })
})

function namesExportedBy(file: string): string[] {
  const exports = /^export (?:async )?(?:function\*?|const|class|type) ([\w$]+)/gm
  return Array.from(readFileSync(file, 'utf8').matchAll(exports), ([, name]) => name ?? '')
}

/** Whether an import of an owner needs an allowance. */
function isUsed(allowance: string, imports: ReadonlySet<string> | undefined): boolean {
  if (allowance === '*') return imports !== undefined
  if (allowance === 'node:*') return Array.from(imports ?? []).some(name => name.startsWith('node:'))
  return imports?.has(allowance) === true
}

/** What each owner imports. */
function importGraph(): ReadonlyMap<string, ReadonlySet<string>> {
  const graph = new Map<string, Set<string>>()
  for (const file of files) {
    const known = graph.get(ownerOf(file)) ?? new Set()
    for (const name of importsOf(file, readFileSync(file, 'utf8'))) known.add(name)
    graph.set(ownerOf(file), known)
  }
  return graph
}

/** Imports of a file that its row does not allow. */
function strangers(file: string, text: string, allowed: readonly string[]): string[] {
  return importsOf(file, text).filter(name => {
    if (allowed.includes(name) || (allowed.includes('*') && mayImport[name] !== undefined)) return false
    return !(name.startsWith('node:') && allowed.includes('node:*'))
  })
}

/** Owners (folders, files at the top, packages) that a file imports, its own left out. */
function importsOf(file: string, text: string): string[] {
  const names: string[] = []
  const visit = (node: typescript.Node): void => {
    const specifier = specifierOf(node)
    if (specifier !== undefined) names.push(ownerOfImport(file, specifier))
    typescript.forEachChild(node, visit)
  }
  visit(typescript.createSourceFile(file, text, typescript.ScriptTarget.Latest))
  return names.filter(name => name !== ownerOf(file))
}

/** What a node imports, if it is one of the forms that do: statement, `import()`, `require()`, type. */
function specifierOf(node: typescript.Node): string | undefined {
  let specifier: typescript.Node | undefined
  if (typescript.isImportDeclaration(node) || typescript.isExportDeclaration(node)) {
    specifier = node.moduleSpecifier
  } else if (typescript.isImportTypeNode(node)) {
    specifier = typescript.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined
  } else if (typescript.isCallExpression(node)) {
    const { kind } = node.expression
    const called = typescript.isIdentifier(node.expression) ? node.expression.text : undefined
    if (kind !== typescript.SyntaxKind.ImportKeyword && called !== 'require') return undefined
    specifier = node.arguments[0]
    if (specifier === undefined || !typescript.isStringLiteralLike(specifier)) return 'something computed'
  }
  return specifier !== undefined && typescript.isStringLiteralLike(specifier) ? specifier.text : undefined
}

function ownerOfImport(file: string, specifier: string): string {
  return specifier.startsWith('.') ? ownerOf(posix.join(posix.dirname(file), specifier)) : specifier
}

/** 'src/reference/digest.ts' belongs to 'reference', 'src/plan/plan.ts' to 'plan'. */
function ownerOf(file: string): string {
  return file.split('/')[1]?.replace(/\.ts$/, '') ?? file
}

/** Every owner that can be reached from itself, with the way. */
function circles(graph: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const found: string[] = []
  const done = new Set<string>()
  const walk = (name: string, way: readonly string[]) => {
    if (way.includes(name)) {
      found.push([...way.slice(way.indexOf(name)), name].join(' → '))
      return
    }
    if (done.has(name)) return
    done.add(name)
    for (const next of graph.get(name) ?? []) walk(next, [...way, name])
  }
  for (const name of graph.keys()) walk(name, [])
  return found
}

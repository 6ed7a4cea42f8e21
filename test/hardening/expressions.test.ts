import { expect, test } from '@jest/globals'
import fastGlob from 'fast-glob'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import typescript from 'typescript'

import { processorTime } from '../processor-time.ts'
import { platformForm } from '../../src/config/platform.ts'
import { adversaries } from './adversaries.ts'

type Expression = { readonly where: string; readonly pattern: RegExp }

/**
 * In milliseconds. On texts of 15,000 characters, an expression that takes more than linear time takes longer, and a good
 * one no time.
 */
const slow = 60

/** So many times what eight million steps take: `slow` on a machine where they take longer than usual. */
const slowOfPace = 5

/** Files that make expressions of constants when they run, or of the names of rows: letters, and one class for each `*`. */
const madeLater: Readonly<Record<string, string>> = {
  'src/config/platform.ts': platformForm,
  'src/find/schema-text.ts': 'a literal of the same file',
  'src/output/images/yaml-data.ts': 'a literal of the same file',
  'src/output/export/container-images.ts': '^quay.io/a.b/c.d$',
  'src/knowledge/operators/watched-fields.ts': '^spec/[^/]+/a\\[\\]/[^/]+(?:$|/|\\[\\])',
}

const files = fastGlob.sync('src/**/*.ts').sort()
const expressions = [...files.flatMap(expressionsIn), ...(await composedExpressions()), ...laterExpressions()]

test('there are expressions to look at', () => {
  expect(expressions.length).toBeGreaterThan(500)
})

test('every expression that a function makes when it runs is in a list here', () => {
  expect(files.filter(makesExpressionsLater)).toEqual(Object.keys(madeLater).toSorted())
})

test.each(expressions)('$where $pattern takes no more than linear time', ({ pattern }) => {
  const worst = adversaries(pattern).map(text => ({
    text: text.slice(0, 40),
    took: timeOf(pattern, text),
  }))
  expect(worst.filter(({ took }) => isSlow(took))).toEqual([])
})

test.each([
  ['^(?:a+)+' + '$', 'an expression that backtracks'],
  ['image[ \\t]*\\(?[ \\t]*"', 'two repetitions of the same, behind a word'],
  ['"[^"]*[\\p{L}][^"]*"', 'a repetition that includes what follows it'],
  ['[:/].*$', 'one that is tried to the end from every start'],
])('%s is found: %s', source => {
  const pattern = new RegExp(source, 'gu')
  const short = adversaries(pattern).map(text => (source.startsWith('^(') ? text.slice(0, 26) + '!' : text))
  expect(Math.max(...short.map(text => timeOf(pattern, text)))).toBeGreaterThan(20)
})

/** The literals of a file. */
function expressionsIn(file: string): readonly Expression[] {
  const source = typescript.createSourceFile(file, readFileSync(file, 'utf8'), typescript.ScriptTarget.Latest)
  const found: Expression[] = []
  const visit = (node: typescript.Node): void => {
    if (typescript.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/')
      found.push({ where: file, pattern: new RegExp(node.text.slice(1, end), node.text.slice(end + 1)) })
    }
    typescript.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** Those that files put together when they are loaded. */
async function composedExpressions(): Promise<readonly Expression[]> {
  const made: Expression[] = []
  const { RegExp: own } = globalThis
  for (const where of files.filter(file => readFileSync(file, 'utf8').includes('new RegExp('))) {
    globalThis.RegExp = new Proxy(own, {
      construct: (target, [source, flags]: [string, string | undefined]) => {
        const pattern = new target(source, flags)
        made.push({ where, pattern })
        return pattern
      },
    })
    await import(pathToFileURL(resolve(where)).href)
  }
  globalThis.RegExp = own
  return [...new Map(made.map(expression => [String(expression.pattern), expression])).values()]
}

/** What files make when they run. */
function laterExpressions(): readonly Expression[] {
  return Object.entries(madeLater)
    .filter(([, source]) => source.startsWith('^'))
    .map(([where, source]) => ({ where, pattern: new RegExp(source) }))
}

/** Whether a function of a file composes an expression, which loading the file does not show. */
function makesExpressionsLater(file: string): boolean {
  const source = typescript.createSourceFile(file, readFileSync(file, 'utf8'), typescript.ScriptTarget.Latest)
  const visit = (node: typescript.Node, isLater: boolean): boolean => {
    const isMade =
      (typescript.isNewExpression(node) || typescript.isCallExpression(node)) &&
      typescript.isIdentifier(node.expression) &&
      node.expression.text === 'RegExp'
    if (isMade && isLater) return true
    const inside = isLater || typescript.isFunctionLike(node)
    return typescript.forEachChild(node, child => visit(child, inside) || undefined) === true
  }
  return visit(source, false)
}

/** Whether an expression takes too long on this machine, as quick as it is now. */
function isSlow(took: number): boolean {
  return took > slow && took > slowOfPace * timeOf(/[a-z]+\d/g, 'a'.repeat(4000))
}

/** In milliseconds, the quickest of three where the first is slow: the collection of garbage is not the expression's fault. */
function timeOf(pattern: RegExp, text: string): number {
  const once = (): number =>
    processorTime(() => {
      text.replace(pattern, '')
      pattern.lastIndex = 0
    })
  const first = once()
  return first > slow ? Math.min(first, once(), once()) : first
}

import { expect, test } from '@jest/globals'
import fastGlob from 'fast-glob'
import { readFileSync } from 'node:fs'
import typescript from 'typescript'

type Expression = { readonly where: string; readonly pattern: RegExp }

/** Long enough that an expression which tries every start with every end takes seconds, and a good one no time. */
const length = 15_000
const slow = 60

const expressions = fastGlob.sync('src/**/*.ts').sort().flatMap(expressionsIn)

test('there are expressions to look at', () => {
  expect(expressions.length).toBeGreaterThan(30)
})

test.each(expressions)('$where $pattern takes no more than linear time', ({ pattern }) => {
  const worst = adversaries(pattern.source).map(text => ({
    text: text.slice(0, 20),
    took: timeOf(pattern, text),
  }))
  expect(worst.filter(({ took }) => took > slow)).toEqual([])
})

test('an expression that backtracks is found', () => {
  const pattern = new RegExp('^(?:a+)+' + '$')
  const [text] = adversaries('a')
  expect(timeOf(pattern, (text ?? '').slice(0, 26) + '!')).toBeGreaterThan(20)
})

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

/** Runs of what an expression is made of, alone and in pairs, that go wrong at their very end. */
function adversaries(source: string): readonly string[] {
  const letters = source.replace(/\\[a-zA-Z]\{?[^}]{0,5}\}?/g, '').match(/[^\\()[\]{}|?*+^$]/g) ?? []
  const characters = [...new Set([...letters, 'a', '1', ' ', '\n', '/', '"'])]
  const pairs = characters.flatMap(one => [one, `${one}a`, `a${one}`, `${one} `, `${one}1`])
  return [...new Set(pairs)].map(piece => piece.repeat(length / piece.length) + '\u0000')
}

/** The quicker of two, in milliseconds: a machine with other work is not the expression's fault. */
function timeOf(pattern: RegExp, text: string): number {
  const once = (): number => {
    const started = performance.now()
    text.replace(pattern, '')
    pattern.lastIndex = 0
    return performance.now() - started
  }
  const first = once()
  return first > slow ? Math.min(first, once()) : first
}

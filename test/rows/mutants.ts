import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { compileFunction } from 'node:vm'
import { build } from 'esbuild'
import typescript from 'typescript'

import type * as outcome from './outcome.ts'

/** A row of a table: where it is, and its text. */
export type TableRow = { readonly id: string; readonly text: string }

type Program = typeof outcome

/** The program with every row of these files after a switch: `without(id)` is the program that lacks one. */
export type Mutants = {
  readonly rows: readonly TableRow[]
  readonly whole: Program
  readonly without: (id: string) => Program
}

/**
 * Bundle the program with a switch at every row of the tables in these files: the elements of a list and the properties of a
 * record that are constants of their file.
 */
export async function buildMutants(isTable: (file: string) => boolean): Promise<Mutants> {
  const rows: TableRow[] = []
  const { outputFiles } = await build({
    entryPoints: ['test/rows/outcome.ts'],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    packages: 'external',
    logLevel: 'error',
    plugins: [
      {
        name: 'rows behind switches',
        setup(plugins) {
          plugins.onLoad({ filter: /\.ts$/ }, ({ path }) => {
            const file = path.slice(process.cwd().length + 1)
            if (!isTable(file)) return undefined
            return { contents: switched(file, readFileSync(path, 'utf8'), rows), loader: 'ts' }
          })
        },
      },
    ],
  })
  const code = outputFiles[0]?.text ?? ''
  const require = createRequire(`${process.cwd()}/test/rows/mutants.ts`)
  const start = compileFunction(code, ['module', 'require', '$isIn']) as (
    module: { readonly exports: Program },
    require: NodeJS.Require,
    isIn: (row: string) => boolean,
  ) => void
  const without = (id: string | undefined): Program => {
    const module = { exports: {} as Program }
    start(module, require, (row: string) => row !== id)
    return module.exports
  }
  return { rows, whole: without(undefined), without }
}

/** A file with `$isIn("file:line")` before every row. */
function switched(file: string, text: string, rows: TableRow[]): string {
  const source = typescript.createSourceFile(file, text, typescript.ScriptTarget.Latest, true)
  const edits: { readonly at: number; readonly text: string }[] = []
  const add = (node: typescript.Node, before: string, after: string) => {
    const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1
    const id = `${file}:${line}: ${node.getText().replace(/\s+/g, ' ').slice(0, 90)}`
    rows.push({ id, text: node.getText() })
    edits.push({ at: node.getStart(), text: before.replace('ID', () => JSON.stringify(id)) })
    edits.push({ at: node.getEnd(), text: after })
  }
  for (const table of source.statements.flatMap(tablesOf)) {
    if (typescript.isArrayLiteralExpression(table)) {
      for (const row of table.elements)
        if (!typescript.isSpreadElement(row)) add(row, '...($isIn(ID) ? [', '] : [])')
    } else for (const row of table.properties) add(row, '...($isIn(ID) ? {', '} : {})')
  }
  return edits
    .toSorted((a, b) => b.at - a.at)
    .reduce((all, edit) => all.slice(0, edit.at) + edit.text + all.slice(edit.at), text)
}

/** The lists and records that are the value of a constant, those that it spreads or converts among them. */
function tablesOf(
  statement: typescript.Statement,
): readonly (typescript.ArrayLiteralExpression | typescript.ObjectLiteralExpression)[] {
  if (!typescript.isVariableStatement(statement)) return []
  return statement.declarationList.declarations.flatMap(({ initializer }) => tablesIn(initializer))
}

function tablesIn(
  node: typescript.Node | undefined,
): readonly (typescript.ArrayLiteralExpression | typescript.ObjectLiteralExpression)[] {
  if (node === undefined) return []
  if (typescript.isAsExpression(node) || typescript.isSatisfiesExpression(node))
    return tablesIn(node.expression)
  if (typescript.isArrayLiteralExpression(node))
    return [
      node,
      ...node.elements.filter(typescript.isSpreadElement).flatMap(({ expression }) => tablesIn(expression)),
    ]
  if (typescript.isNewExpression(node)) return (node.arguments ?? []).flatMap(tablesIn)
  if (typescript.isCallExpression(node) && typescript.isPropertyAccessExpression(node.expression))
    return tablesIn(node.expression.expression)
  return []
}

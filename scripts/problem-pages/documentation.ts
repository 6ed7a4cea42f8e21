import type { Example } from './page.ts'
import { problemPageTable } from './problem-pages.ts'
import { problemTable, type ProblemCode } from '../../src/problem.ts'

const headings = {
  input: 'The input cannot be handled (exit 1)',
  usage: 'The program was called wrongly (exit 2)',
  policy: 'Refused (exit 3)',
  warning: 'Warnings (exit 0; with `--strict` exit 3)',
  note: 'Notes (exit 0, always)',
}

const codes = Object.keys(problemTable) as ProblemCode[]

/** A chapter for each severity, and in it a page for each code. */
export function problemPages(): string {
  return Object.entries(headings)
    .map(([severity, heading]) => {
      const pages = codes.filter(code => problemTable[code].severity === severity).map(problemPage)
      return [`## ${heading}`, ...pages].join('\n\n')
    })
    .join('\n\n')
}

function problemPage(code: ProblemCode): string {
  const { meaning, example, remedy } = problemPageTable[code]
  return [
    `### ${code}`,
    `**${problemTable[code].title}.** ${meaning}`,
    ...examplePart(example),
    `**Remedy.** ${remedy}`,
  ].join('\n\n')
}

function examplePart(example: Example): readonly string[] {
  if ('story' in example) return [`**Example.** ${example.story}`]
  const { run, input, config, values } = example
  const file = config ?? values
  const name = config === undefined ? 'values.yaml' : 'relocate.yaml'
  return [
    `**Example.** \`k8ssandra-relocate ${run}\`${input === '' ? ' with nothing on standard input.' : ' of'}`,
    ...(input === '' ? [] : [block(input)]),
    ...(file === undefined ? [] : [`with \`${name}\``, block(file)]),
  ]
}

function block(text: string): string {
  return `\`\`\`yaml\n${text.trimEnd()}\n\`\`\``
}

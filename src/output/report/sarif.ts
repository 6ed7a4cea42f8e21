import type { Log, ReportingDescriptor } from 'sarif'

import { problemTable, type ProblemCode } from '../../problem.ts'
import { homepage } from '../homepage.ts'
import type { Report } from './report.ts'
import { resultOf, levelOf } from './sarif-result.ts'

/**
 * SARIF 2.1.0, which code hosts show at the lines of a pull request. Only problems are results: what was relocated as
 * asked is nothing to look at, nor is a note. A result is at the file that was read and its line there. Lines of standard input are lines
 * of the stream, so the chart template, whose lines are unknown, is named next to it.
 * Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function renderSarif({ tool, outcome, exitCode, problems: all }: Report): string {
  const problems = all.filter(({ severity, accepted }) => severity !== 'note' || accepted !== undefined)
  const codes = [...new Set(problems.map(({ code }) => code))]
  const log: Log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: tool.name,
            version: tool.version,
            semanticVersion: tool.version,
            informationUri: homepage,
            rules: codes.map(ruleOf),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [{ executionSuccessful: outcome === 'done', exitCode }],
        results: problems.map(problem => resultOf(problem, codes.indexOf(problem.code))),
      },
    ],
  }
  return `${JSON.stringify(log, undefined, 2)}\n`
}

function ruleOf(code: ProblemCode): ReportingDescriptor {
  const { severity, title } = problemTable[code]
  return {
    id: code,
    shortDescription: { text: `${title}.` },
    helpUri: `${homepage}/blob/main/docs/problems.md#${code.toLowerCase()}`,
    defaultConfiguration: { level: levelOf({ severity }) },
  }
}

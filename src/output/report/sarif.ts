import type { Location, Log, ReportingDescriptor, Result } from 'sarif'

import { problemTable, type ProblemCode } from '../../problem.ts'
import type { ProblemEntry, Report, ReportPlace } from './report.ts'
import { labelOf } from './words.ts'

const documentation = 'https://github.com/k8ssandra/k8ssandra-relocate'

/** What the standard input is called where a file has to be named. */
const standardInput = 'stdin'

/**
 * SARIF 2.1.0, which code hosts show at the lines of a pull request. Only problems are results: what was relocated as
 * asked is nothing to look at. A result is at the file that was read and its line there. Lines of standard input are lines
 * of the stream, so a chart template, whose own lines nobody knows, is named next to it.
 * Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function renderSarif({ tool, outcome, exitCode, problems }: Report): string {
  const codes = Array.from(new Set(problems.map(({ code }) => code)))
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
            informationUri: documentation,
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
    helpUri: `${documentation}/blob/main/docs/problems.md#${code.toLowerCase()}`,
    defaultConfiguration: { level: levelOf({ severity }) },
  }
}

/** The identity tells a finding apart from all others from run to run, wherever its line moves. */
function resultOf(problem: ProblemEntry, ruleIndex: number): Result {
  const { code, message, remedy, accepted, object = '', path = '' } = problem
  return {
    ruleId: code,
    ruleIndex,
    level: levelOf(problem),
    message: { text: `${message}; ${remedy}.` },
    locations: [locationOf(problem)],
    partialFingerprints: { 'finding/v1': [code, object, path, message].join(' ') },
    ...(accepted === undefined ? {} : { suppressions: [{ kind: 'external', justification: accepted }] }),
  }
}

function levelOf(problem: Parameters<typeof labelOf>[0]): 'error' | 'warning' | 'note' {
  const label = labelOf(problem)
  return label === 'accepted' ? 'note' : label
}

function locationOf({ file, template, line, column, object, namespace, path }: ReportPlace): Location {
  const names = [file === undefined ? template : undefined, namespace, object, path]
  const name = names.filter(part => part !== undefined).join('/')
  return {
    physicalLocation: {
      artifactLocation: { uri: file === undefined ? standardInput : uriOf(file) },
      region: { startLine: line ?? 1, ...(column === undefined ? {} : { startColumn: column }) },
    },
    ...(name === ''
      ? {}
      : {
          logicalLocations: [{ fullyQualifiedName: name, name: path ?? object ?? name, kind: 'member' }],
        }),
  }
}

/** A path as a relative reference, so that code hosts find it below the root of the repository. */
function uriOf(path: string): string {
  const parts = path
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+/, '')
    .split('/')
    .map(encodeURIComponent)
  return parts[0] === '' ? `file://${parts.join('/')}` : parts.join('/')
}

import type { Result, Location } from 'sarif'
import type { ProblemEntry, ReportPlace } from './report.ts'
import { labelOf } from './words.ts'

/** The identity of a finding from run to run, wherever its line moves. */
export function resultOf(problem: ProblemEntry, ruleIndex: number): Result {
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

export function levelOf(problem: Parameters<typeof labelOf>[0]): 'error' | 'warning' | 'note' {
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

/** The name of standard input where a file name is required. */
const standardInput = 'stdin'

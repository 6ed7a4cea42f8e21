import type { PodEntry, ProblemEntry, RestartEntry, SkippedEntry, ReportPlace } from './report.ts'

/** The words of the report's codes, for people. */
export const stateWords: Readonly<Record<RestartEntry['effect'] | SkippedEntry['why'], string>> = {
  restart: 'restarts on an upgrade',
  'next-run': 'from the next run on',
  refused: 'cannot be updated in place',
  'already-there': 'at the target',
  excluded: 'excluded',
  'no-rules': 'no rule',
  kept: 'kept, no rule takes it',
  placeholder: 'placeholder',
  unknown: 'unknown',
  possible: 'possible image',
}

/** Where pods get their pull secrets, as a clause. */
export function sourceOf({ from, by, hides }: PodEntry): string {
  const source = {
    list: `their list ${by}`,
    account: `their service account ${by}`,
    operator: `their operator, by ${by}`,
    nobody: `nowhere in this run; the service account ${by} could have them`,
  }[from]
  return hides === undefined ? source : `${source}, which hides those of the service account ${hides}`
}

/** What a problem is for the run, in one word: everything that fails it is an error. */
export function labelOf({
  severity,
  accepted,
}: Pick<ProblemEntry, 'severity' | 'accepted'>): 'error' | 'warning' | 'note' | 'accepted' {
  if (accepted !== undefined) return 'accepted'
  return severity === 'warning' || severity === 'note' ? severity : 'error'
}

/** The parts of a spot as texts; empty where nothing is known. */
export function whereOf(spot: ReportPlace): { file: string; line: string; object: string; path: string } {
  const { file, template, line, object, namespace, path } = spot
  const name = object === undefined ? '' : namespace === undefined ? object : `${object} (${namespace})`
  return {
    file: file ?? template ?? '',
    line: line === undefined ? '' : String(line),
    object: name,
    path: path ?? '',
  }
}

import { counted, summaryLine } from '../../summary.ts'
import type {
  CheckEntry,
  PodEntry,
  ProblemEntry,
  RestartEntry,
  Report,
  SkippedEntry,
  ReportPlace,
} from './report.ts'

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
  doubtful: 'possible image',
}

/** Where pods get their pull secrets, as a clause. */
export function sourceOf({ from, by, hides }: PodEntry): string {
  const source = {
    list: `their list ${by}`,
    account: `their service account ${by}`,
    operator: `their operator, by ${by}`,
    nobody: `nobody; the service account ${by} could`,
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

/** What was looked at, for people. */
export const checkSubjects: Readonly<Record<CheckEntry['subject'], string>> = {
  image: 'image',
  tags: 'tags of a repository',
  pull: 'pull as the node does',
  secret: 'pull secret',
  entry: 'entry of a pull secret',
  account: 'service account',
  cluster: 'cluster',
}

/** Whether something is in the way, to be seen to, or good. */
export function checkTone(state: CheckEntry['state']): 'error' | 'warning' | 'note' | 'relocated' {
  if (state === 'ok') return 'relocated'
  if (state === 'note') return 'note'
  return state === 'masked' || state === 'unknown' ? 'warning' : 'error'
}

/** What is wrong comes first. */
export function checkRank({ state }: Pick<CheckEntry, 'state'>): number {
  return ['error', 'warning', 'note', 'relocated'].indexOf(checkTone(state))
}

const titles: Readonly<Record<string, string>> = {
  verify: 'Verification report',
  preflight: 'Preflight report',
}

export function titleOf({ command }: Report): string {
  return titles[command] ?? 'Relocation report'
}

/** One sentence about the whole run. */
export function headlineOf({ command, outcome, summary, checks }: Report): string {
  const { errors, warnings, places, outside, possible } = summary
  const aside = warnings === 0 ? '' : `, ${counted(warnings, 'warning')}`
  if (command === 'verify') {
    return outcome === 'done'
      ? `Verified: ${counted(places, 'image field')}, no image outside the target registries${aside}.`
      : `Verification failed: ${counted(outside, 'image')} outside the target registries, ${possible} possible.`
  }
  if (checks !== undefined) {
    const good = checks.filter(({ state }) => state === 'ok').length
    const count = `${good} of ${counted(checks.length, 'check')} found good`
    return outcome === 'done'
      ? `Ready: ${count}${aside}.`
      : `Not ready: ${count}, ${counted(errors, 'error')}${aside}.`
  }
  if (outcome === 'failed') return `Refused with ${counted(errors, 'error')}${aside}: nothing was written.`
  return `${summaryLine(summary)}${aside}.`
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

import type { CheckEntry } from './report.ts'

/** The names of checks, for people. */
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
  return ['stale', 'masked', 'unknown'].includes(state) ? 'warning' : 'error'
}

/** How many checks there were, and how many passed. A note adds to one of them. */
export function checkCounts(checks: readonly CheckEntry[]): { readonly good: number; readonly all: number } {
  const good = checks.filter(({ state }) => state === 'ok').length
  return { good, all: checks.filter(({ state }) => state !== 'note').length }
}

/** What is wrong comes first. */
export function checkRank({ state }: Pick<CheckEntry, 'state'>): number {
  return ['error', 'warning', 'note', 'relocated'].indexOf(checkTone(state))
}

import { severityOf } from '../../problem.ts'
import { counted } from '../../summary.ts'
import type { Outcome } from '../commands.ts'
import { exitCodeOf } from './exit-code.ts'
import type { LogEntry } from './log-entry.ts'

export function remarksOf(outcome: Outcome, isVerbose: boolean, strict: boolean): LogEntry[] {
  const { problems, details, notes = [] } = outcome
  const ending = endingOf(outcome, strict)
  return [
    ...[...notes, ...(isVerbose ? details : [])].map(text => ({ kind: 'note', text }) as const),
    ...problems.map(problem => ({ kind: 'problem', problem, strict }) as const),
    ...(ending === undefined ? [] : [{ kind: 'note', text: `k8ssandra-relocate: ${ending}` } as const]),
  ]
}

/** The last line. Wrong use has none: the person is at the keyboard and nothing was begun. */
export function endingOf({ problems, summary, failure }: Outcome, strict: boolean): string | undefined {
  const code = exitCodeOf(problems, strict)
  if (code !== 0) return code === 2 ? undefined : (failure ?? 'nothing was written')
  const warnings = problems.filter(problem => severityOf(problem) === 'warning').length
  return warnings === 0 ? summary : `${summary ?? 'done'}, ${counted(warnings, 'warning')}`
}

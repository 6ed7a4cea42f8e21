import { severityOf, type Problem } from '../../problem.ts'
import { counted } from '../../summary.ts'
import type { Outcome } from '../commands.ts'
import { exitCodeOf } from './exit-code.ts'
import type { LogEntry } from './log-entry.ts'

export function remarksOf(outcome: Outcome, isVerbose: boolean, strict: boolean): LogEntry[] {
  const { problems, details, notes = [] } = outcome
  const ending = endingOf(outcome, strict)
  return [
    ...[...notes, ...(isVerbose ? details : [])].map(text => ({ kind: 'note', text }) as const),
    ...(isVerbose ? problems : onceEach(problems)).map(
      problem => ({ kind: 'problem', problem, strict }) as const,
    ),
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

/** Notes that differ only in their place are one, with their number: a fleet has the same chart many times. */
function onceEach(problems: readonly Problem[]): readonly Problem[] {
  const keyOf = ({ code, message, remedy }: Problem): string => `${code} ${message} ${remedy}`
  const alike = new Map<string, number>()
  const isNote = (problem: Problem): boolean =>
    problem.accepted === undefined && severityOf(problem) === 'note'
  for (const problem of problems)
    if (isNote(problem)) alike.set(keyOf(problem), (alike.get(keyOf(problem)) ?? 0) + 1)
  return problems.flatMap(problem => {
    const count = isNote(problem) ? (alike.get(keyOf(problem)) ?? 0) : 1
    alike.delete(keyOf(problem))
    if (count === 0) return []
    const others = count === 1 ? '' : `, as in ${counted(count - 1, 'other place')}`
    return [{ ...problem, message: `${problem.message}${others}` }]
  })
}

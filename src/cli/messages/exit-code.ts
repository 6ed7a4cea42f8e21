import { severityOf } from '../../problem.ts'
import type { Problem, Severity } from '../../problem.ts'
import type { Label } from './message.ts'

/** What the exit codes mean; the help shows this table. */
export const exitCodes = [
  { code: 0, meaning: 'done' },
  {
    code: 1,
    meaning:
      'the input cannot be handled: an unreadable file or document, a bad image reference; doctor found a fault; diff --exit-code found a change',
  },
  { code: 2, meaning: 'wrong use: a flag, a variable, the configuration' },
  {
    code: 3,
    meaning:
      'refused: an image outside or without target, two on one target, a warning under --strict; preflight: something is missing; copy: an image was not copied',
  },
] as const

/** The severities that fail a run, the one that decides the exit code first. */
const failures: readonly { readonly severity: Severity; readonly code: number }[] = [
  { severity: 'usage', code: 2 },
  { severity: 'input', code: 1 },
  { severity: 'policy', code: 3 },
]

/** What a problem means for this run: under `--strict` a warning is refused like a collision. */
export function effectiveSeverity(problem: Problem, strict: boolean): Severity {
  const severity = severityOf(problem)
  return strict && severity === 'warning' ? 'policy' : severity
}

/** Whether a problem fails the run it is in. */
export function failsRun(problem: Problem, strict: boolean): boolean {
  return exitCodeOf([problem], strict) !== 0
}

/** The word in front of a problem. */
export function labelOf(problem: Problem, strict: boolean): Label {
  if (problem.accepted !== undefined) return 'accepted'
  if (failsRun(problem, strict)) return 'error'
  return severityOf(problem) === 'note' ? 'note' : 'warning'
}

/** The exit code of a run from all its problems: wrong use before bad input before refusals, 0 when none fails it. */
export function exitCodeOf(problems: readonly Problem[], strict: boolean): number {
  const severities = problems.map(problem => effectiveSeverity(problem, strict))
  return failures.find(({ severity }) => severities.includes(severity))?.code ?? 0
}

import type { Problem } from '../../problem.ts'
import { labelOf, failsRun } from './exit-code.ts'
import { type Palette, formatProblem } from './message.ts'

/** Something to say, with what decides who hears it. */
export type LogEntry =
  | { readonly kind: 'problem'; readonly problem: Problem; readonly strict: boolean }
  | { readonly kind: 'note'; readonly text: string }

/** One remark on one line, with its end. */
export function formatLogEntry(remark: LogEntry, palette: Palette): string {
  if (remark.kind === 'note') return `${remark.text}\n`
  return `${formatProblem(remark.problem, labelOf(remark.problem, remark.strict), palette)}\n`
}

/** Errors, whatever else is kept quiet. */
export function isError(remark: LogEntry): boolean {
  return remark.kind === 'problem' && failsRun(remark.problem, remark.strict)
}

import type { CheckedItem } from '../../output/report/checks.ts'
import type { FleetEntries } from '../../output/report/fleet-report.ts'
import type { Problem } from '../../problem.ts'
import type { Result } from '../../relocate.ts'
import type { Summary } from '../../summary.ts'

/** What a run leaves for its report. */
export type Reported = {
  /** The name of the command. */
  readonly command: string
  readonly results: readonly Result[]
  /** In place of results, what there is to tell of many streams. */
  readonly fleet?: FleetEntries | undefined
  /** The counts of the run, as in its last line. */
  readonly summary: Summary
  readonly problems: readonly Problem[]
  readonly strict: boolean
  /** The exit code of a run that had no failing problem. */
  readonly exitCode: number
  /** The checks in the world. */
  readonly checks?: readonly CheckedItem[] | undefined
}

/** The reports of a run; `write` gives the problems it had, and what is to be shown instead of written to a file. */
export type ReportFiles = {
  readonly problems: readonly Problem[]
  readonly write: (
    run: Reported,
  ) => Promise<{ readonly problems: readonly Problem[]; readonly shown: string }>
}

export const noReports: ReportFiles = {
  problems: [],
  write: () => Promise.resolve({ problems: [], shown: '' }),
}

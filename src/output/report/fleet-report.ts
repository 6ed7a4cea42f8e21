import { openTally } from '../../summary.ts'
import type { Problem } from '../../problem.ts'

import { reportOf, type ReportedRun } from './build.ts'
import { openFleetTable } from './fleet.ts'
import type { Report } from './report.ts'
import type { ReportEntries, CountedEntries } from './stream-entries.ts'

/** The input of a report on many streams; each is read on demand, so that one is held at a time. */
export type FleetEntries = {
  readonly count: number
  readonly entries: (index: number) => CountedEntries
  readonly problems: (index: number) => readonly Problem[]
}

/** A report on many releases: the whole with its totals and problems, and a report for each release. */
export type FleetReport = {
  /** Its lists but the problems are empty. */
  readonly whole: Report
  readonly count: number
  /** The files of the releases, as the report calls them. */
  readonly files: readonly string[]
  readonly release: (index: number) => Report
}

const nothing: ReportEntries = {
  images: [],
  secrets: [],
  pods: [],
  aliases: [],
  fields: [],
  operatorImages: [],
  restarts: [],
  skipped: [],
}

/** The report of a run over many streams. */
export function buildFleetReport(run: Omit<ReportedRun, 'results'>, streams: FleetEntries): FleetReport {
  const empty = reportOf(run, nothing)
  const read = (index: number): Report & { readonly file: string } => {
    const { counts, file = '', ...entries } = streams.entries(index)
    const problems = streams.problems(index)
    const tally = openTally()
    tally.add(counts)
    const report = reportOf({ ...run, problems, summary: tally.summary(problems) }, entries)
    return { ...report, outcome: empty.outcome, file }
  }
  const files: string[] = []
  const table = openFleetTable()
  const counts = { operatorImages: 0, restarts: 0, dataRestarts: 0, skipped: 0 }
  for (let index = 0; index < streams.count; index++) {
    const { file, summary, ...report } = read(index)
    for (const key of ['operatorImages', 'restarts', 'dataRestarts', 'skipped'] as const)
      counts[key] += summary[key]
    files.push(file)
    table.add(file, report)
  }
  return {
    whole: {
      ...reportOf(run, nothing, table.table()),
      skipped: [],
      summary: { ...empty.summary, ...counts },
    },
    count: streams.count,
    files,
    release(index) {
      const { file: _file, ...report } = read(index)
      return report
    },
  }
}

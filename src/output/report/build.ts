import type { Problem, Severity } from '../../problem.ts'
import { problemTable } from '../../problem.ts'
import type { Result } from '../../relocate.ts'
import type { Summary } from '../../summary.ts'

import { checkEntries, type CheckedItem } from './checks.ts'
import { printableSentence } from '../../reference/quote.ts'
import { fleetOf, type FleetTable } from './fleet.ts'
import type { ProblemEntry, Report, ReportSummary } from './report.ts'
import { lookAlikeEntries } from './skipped.ts'
import { entriesOf, type ReportEntries } from './stream-entries.ts'
import { reportPlaceOf } from './report-place.ts'
import { labelOf } from './words.ts'

/** A finished run; without results if nothing could be read. */
export type ReportedRun = {
  readonly command: string
  readonly results: readonly Result[]
  readonly summary: Summary
  readonly problems: readonly Problem[]
  /** What a problem means for this run. */
  readonly severityOf: (problem: Problem) => Severity
  readonly exitCode: number
  /** The checks of a command in the world. */
  readonly checks?: readonly CheckedItem[] | undefined
  /** The version of the program. */
  readonly version: string
}

/** One report about all streams of a run. Pure: the same run gives the same report, and it has no time in it. */
export function buildReport(run: ReportedRun): Report {
  const streams = run.results.map(result => entriesOf(result))
  const entries: ReportEntries = {
    images: streams.flatMap(({ images }) => images),
    secrets: streams.flatMap(({ secrets }) => secrets),
    pods: streams.flatMap(({ pods }) => pods),
    aliases: streams.flatMap(({ aliases }) => aliases),
    fields: streams.flatMap(({ fields }) => fields),
    operatorImages: streams.flatMap(({ operatorImages }) => operatorImages),
    restarts: streams.flatMap(({ restarts }) => restarts),
    skipped: streams.flatMap(({ skipped }) => skipped),
  }
  return reportOf(run, entries, fleetOf(entries, problemEntries(run)))
}

/** A report of these entries. What only looks like an image is among the problems. */
export function reportOf(
  run: Omit<ReportedRun, 'results'>,
  entries: ReportEntries,
  fleet?: FleetTable,
): Report {
  const { command, exitCode, version } = run
  const problems = problemEntries(run)
  const errors = problems.filter(entry => labelOf(entry) === 'error').length
  const skipped = [...entries.skipped, ...lookAlikeEntries(run.problems)]
  const { operatorImages, restarts } = entries
  const summary: ReportSummary = {
    ...run.summary,
    operatorImages: operatorImages.length,
    restarts: restarts.length,
    dataRestarts: restarts.filter(({ isData }) => isData).length,
    skipped: skipped.length,
    errors,
    warnings: problems.filter(entry => labelOf(entry) === 'warning').length,
  }
  return {
    version: '1',
    tool: { name: 'k8ssandra-relocate', version },
    command,
    outcome: errors === 0 ? 'done' : 'failed',
    exitCode,
    summary,
    ...(fleet === undefined ? {} : { fleet }),
    images: entries.images,
    secrets: entries.secrets,
    pods: entries.pods,
    aliases: entries.aliases,
    fields: entries.fields,
    operatorImages,
    restarts,
    skipped,
    ...(run.checks === undefined ? {} : { checks: checkEntries(run.checks) }),
    problems,
  }
}

/** The problems of a run for a report. */
function problemEntries({
  problems,
  severityOf,
}: Pick<ReportedRun, 'problems' | 'severityOf'>): readonly ProblemEntry[] {
  return problems.map(problem => problemEntry(problem, severityOf(problem)))
}

function problemEntry(problem: Problem, severity: Severity): ProblemEntry {
  const { code, message, remedy, place, accepted } = problem
  return {
    code,
    severity,
    title: problemTable[code].title,
    message: printableSentence(message),
    remedy: printableSentence(remedy),
    ...(accepted === undefined ? {} : { accepted: printableSentence(accepted) }),
    ...reportPlaceOf(place),
  }
}

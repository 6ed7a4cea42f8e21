import type { Problem, Severity } from '../../problem.ts'
import { problemTable } from '../../problem.ts'
import type { Result } from '../../relocate.ts'
import type { Summary } from '../../summary.ts'

import { checkEntries, type CheckedItem } from './checks.ts'
import {
  aliasEntries,
  fieldEntries,
  imageEntries,
  operatorEntries,
  podEntries,
  secretEntries,
} from './entries.ts'
import { printableSentence } from '../../reference/quote.ts'
import { fleetOf } from './fleet.ts'
import type { ProblemEntry, Report, ReportSummary } from './report.ts'
import { restartEntries } from './restart-entries.ts'
import { skippedEntries } from './skipped.ts'
import { reportPlaceOf } from './report-place.ts'
import { labelOf } from './words.ts'

/** A run that is over, as far as it got: no results where nothing could be read. */
export type Run = {
  readonly command: string
  readonly results: readonly Result[]
  readonly summary: Summary
  readonly problems: readonly Problem[]
  /** What a problem means for this run. */
  readonly severityOf: (problem: Problem) => Severity
  readonly exitCode: number
  /** What a command looked at in the world. */
  readonly checks?: readonly CheckedItem[] | undefined
  /** The version of the program. */
  readonly version: string
}

/** One report about all streams of a run. Pure: the same run gives the same report, and there is no time in it. */
export function buildReport(run: Run): Report {
  const { command, results, problems, severityOf, exitCode, version } = run
  const images = results.flatMap(imageEntries)
  const secrets = results.flatMap(secretEntries)
  const operatorImages = results.flatMap(operatorEntries)
  const told = problems.map(problem => problemEntry(problem, severityOf(problem)))
  const restarts = results.flatMap(restartEntries)
  const skipped = skippedEntries(results, problems)
  const errors = told.filter(entry => labelOf(entry) === 'error').length
  const summary: ReportSummary = {
    ...run.summary,
    operatorImages: operatorImages.length,
    restarts: restarts.length,
    dataRestarts: restarts.filter(({ isData }) => isData).length,
    skipped: skipped.length,
    errors,
    warnings: told.filter(entry => labelOf(entry) === 'warning').length,
  }
  const fleet = fleetOf({ images, secrets, operatorImages, skipped, problems: told })
  return {
    version: '1',
    tool: { name: 'k8ssandra-relocate', version },
    command,
    outcome: errors === 0 ? 'done' : 'failed',
    exitCode,
    summary,
    ...(fleet === undefined ? {} : { fleet }),
    images,
    secrets,
    pods: results.flatMap(podEntries),
    aliases: results.flatMap(aliasEntries),
    fields: results.flatMap(fieldEntries),
    operatorImages,
    restarts,
    skipped,
    ...(run.checks === undefined ? {} : { checks: checkEntries(run.checks) }),
    problems: told,
  }
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

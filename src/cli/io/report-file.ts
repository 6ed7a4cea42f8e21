import { accessSync, constants, realpathSync, statSync } from 'node:fs'
import { dirname, extname, resolve } from 'node:path'

import { quote } from '../../reference/quote.ts'
import type { Problem } from '../../problem.ts'
import type { Result } from '../../relocate.ts'
import type { Summary } from '../../summary.ts'

import { effectiveSeverity, exitCodeOf } from '../messages/exit-code.ts'
import { reasonOf } from './system-error.ts'

/** What a run leaves for its report. */
export type Reported = {
  /** The name of the command. */
  readonly command: string
  readonly results: readonly Result[]
  /** The counts of the run, as its last line tells them. */
  readonly summary: Summary
  readonly problems: readonly Problem[]
  readonly strict: boolean
  /** The exit code of a run that had no failing problem. */
  readonly exitCode: number
}

/** A file for the report of a run; `write` gives the problems it had. */
export type ReportFile = {
  readonly problems: readonly Problem[]
  readonly write: (run: Reported) => Promise<readonly Problem[]>
}

/**
 * Looks early whether a report can be written: the ending says how, the directory has to be there, and the file must be
 * none of `inputs`. It is written at the end, beside its place and then renamed, so that nobody sees half of it.
 */
export async function openReport(name: string, inputs: readonly string[], cwd: string): Promise<ReportFile> {
  const { reportFormats } = await import('../../output/report/format.ts')
  const endings = Object.keys(reportFormats)
  const load = reportFormats[extname(name).toLowerCase()]
  if (load === undefined) {
    return refuse(
      `--report: ${quote(name)} ends in none of ${endings.join(', ')}`,
      `name the file ${quote(`${name}.html`)}, or as the form you want`,
    )
  }
  const place = placeOf(resolve(cwd, name))
  if (typeof place !== 'string') return refuse(`--report: ${quote(name)} ${place.fault}`, place.remedy)
  if (inputs.some(input => placeOf(resolve(cwd, input)) === place))
    return refuse(`--report: ${quote(name)} is one of the files read`, 'name another file')
  const write = async ({
    command,
    results,
    summary,
    problems,
    strict,
    exitCode,
  }: Reported): Promise<readonly Problem[]> => {
    const { buildReport } = await import('../../output/report/build.ts')
    const { replaceFiles } = await import('./replace.ts')
    const { version } = await import('../version.ts')
    const render = await load()
    const report = buildReport({
      command,
      results,
      summary,
      problems,
      severityOf: problem => effectiveSeverity(problem, strict),
      exitCode: exitCodeOf(problems, strict) || exitCode,
      version,
    })
    try {
      replaceFiles([{ path: place, content: render(report) }])
      return []
    } catch (error) {
      const message = `the report cannot be written: ${reasonOf(error)}`
      const remedy = 'check permissions and free space'
      return [{ code: 'FILE_UNREADABLE', message, remedy, place: { file: name } }]
    }
  }
  return { problems: [], write }
}

/** Where a file is, links followed; or why none can be written there. */
function placeOf(path: string): string | { readonly fault: string; readonly remedy: string } {
  try {
    const stat = statSync(path, { throwIfNoEntry: false })
    if (stat === undefined) {
      accessSync(dirname(path), constants.W_OK)
      return path
    }
    return stat.isFile() ? realpathSync(path) : { fault: 'is not a regular file', remedy: 'name a file' }
  } catch (error) {
    return { fault: `cannot be written: ${reasonOf(error)}`, remedy: 'make its directory, or name another' }
  }
}

function refuse(message: string, remedy: string): ReportFile {
  const problems = [{ code: 'USAGE_INVALID', message, remedy }] as const
  return { problems, write: () => Promise.resolve([]) }
}

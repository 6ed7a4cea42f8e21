import { basename, extname, resolve } from 'node:path'

import type { Problem } from '../../problem.ts'
import type { reportFormats } from '../../output/report/format.ts'
import { quote } from '../../reference/quote.ts'

import { effectiveSeverity, exitCodeOf } from '../messages/exit-code.ts'
import { noReports, type Reported, type ReportFiles } from './reports.ts'
import type { Replacement } from './write/replace.ts'
import { identityOf } from './file-identity.ts'
import { placeOf } from './run-files.ts'
import { reasonOf } from './system-error.ts'

type Load = (typeof reportFormats)[string]
export type OpenedReport = { readonly name: string; readonly load: Load; readonly place: string | undefined }

/**
 * Looks early whether reports can be written: the ending of each says how, its directory has to be there, and it must be
 * none of the files `read`, nor another report. `-` is shown as Markdown, `-.json` as JSON. A file is written at the end,
 * next to its place, and then renamed, so that nobody reads half of it.
 */
export async function openReports(
  names: readonly string[],
  read: ReadonlySet<string>,
  cwd: string,
): Promise<ReportFiles> {
  const { reportFormats } = await import('../../output/report/format.ts')
  const opened: OpenedReport[] = []
  const problems: Problem[] = []
  for (const name of new Set(names)) {
    const report = openReport(
      name,
      reportFormats,
      [...read, ...opened.flatMap(({ place }) => (place === undefined ? [] : identityOf(place)))],
      cwd,
    )
    if ('code' in report) problems.push(report)
    else opened.push(report)
  }
  return problems.length > 0 ? { ...noReports, problems } : { problems, write: run => writeAll(opened, run) }
}

function openReport(
  name: string,
  formats: Readonly<Record<string, Load>>,
  taken: readonly string[],
  cwd: string,
): OpenedReport | Problem {
  const isShown = basename(name, extname(name)) === '-'
  const load = formats[name === '-' ? '.md' : extname(name).toLowerCase()]
  if (load === undefined) {
    const endings = Object.keys(formats).join(', ')
    return refuse(`${quote(name)} ends in none of ${endings}`, `name the file ${quote(`${name}.html`)}`)
  }
  if (isShown) return { name, load, place: undefined }
  const place = placeOf(resolve(cwd, name))
  if (typeof place !== 'string') return refuse(`${quote(name)} ${place.fault}`, place.remedy)
  return taken.includes(identityOf(place))
    ? refuse(`${quote(name)} is one of the files of this run`, 'name another file')
    : { name, load, place }
}

async function writeAll(reports: readonly OpenedReport[], run: Reported): ReturnType<ReportFiles['write']> {
  const { buildReport } = await import('../../output/report/build.ts')
  const { version } = await import('../version.ts')
  const reported = {
    ...run,
    severityOf: (problem: Problem) => effectiveSeverity(problem, run.strict),
    exitCode: exitCodeOf(run.problems, run.strict) || run.exitCode,
    version,
  }
  if (run.fleet !== undefined) {
    const { buildFleetReport } = await import('../../output/report/fleet-report.ts')
    const { writeFleetReports } = await import('./fleet/write-reports.ts')
    return writeFleetReports(reports, buildFleetReport(reported, run.fleet))
  }
  const report = buildReport(reported)
  const problems: Problem[] = []
  let shown = ''
  for (const { name, load, place } of reports) {
    const { render } = await load()
    if (place === undefined) shown += render(report)
    else problems.push(...(await replaceReports(name, [{ path: place, content: render(report) }])))
  }
  return { problems, shown }
}

/** Writes the files of one report, all or none. */
export async function replaceReports(
  name: string,
  replacements: readonly Replacement[],
): Promise<readonly Problem[]> {
  const { replaceFiles } = await import('./write/replace.ts')
  try {
    await replaceFiles(replacements)
    return []
  } catch (error) {
    const message = `the report cannot be written: ${reasonOf(error)}`
    const remedy = 'check permissions and free space'
    return [{ code: 'FILE_UNREADABLE', message, remedy, place: { file: name } }]
  }
}

function refuse(message: string, remedy: string): Problem {
  return { code: 'USAGE_INVALID', message: `--report: ${message}`, remedy }
}

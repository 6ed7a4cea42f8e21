import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'

import type { FleetReport } from '../../../output/report/fleet-report.ts'
import type { PageNames } from '../../../output/report/format.ts'
import type { Problem } from '../../../problem.ts'
import { replaceReports, type OpenedReport } from '../report-file.ts'
import type { Replacement } from '../write/replace.ts'
import type { ReportFiles } from '../reports.ts'

/** The name of a page: its number, then a readable name of the release. */
const pageName = /^\d{4,}-[\w.-]*\.html$/

/**
 * Writes the reports of a run over many files. A page for each release goes into a folder next to the report that is called
 * like it; pages of an earlier run that has had more releases are removed.
 */
export async function writeFleetReports(
  reports: readonly OpenedReport[],
  fleet: FleetReport,
): ReturnType<ReportFiles['write']> {
  const problems: Problem[] = []
  let shown = ''
  for (const { name, load, place } of reports) {
    const { renderFleet, renderPage } = await load()
    const folder = `${basename(name, extname(name))}-releases`
    const pages = pagesOf(fleet, folder)
    if (place === undefined) {
      shown += [...renderFleet(fleet, pages)].join('')
      continue
    }
    const directory = join(dirname(place), folder)
    if (renderPage !== undefined) mkdirSync(directory, { recursive: true })
    const files: Replacement[] = [
      ...(renderPage === undefined
        ? []
        : Array.from({ length: fleet.count }, (_, index) => ({
            path: join(dirname(place), decodeURI(pages(index))),
            content: bytesOf(
              lazily(() => [renderPage(fleet.release(index), `../${encodeURI(basename(place))}`)]),
            ),
          }))),
      { path: place, content: bytesOf(renderFleet(fleet, pages)) },
    ]
    const unwritten = await replaceReports(name, files)
    problems.push(...unwritten)
    if (unwritten.length === 0 && renderPage !== undefined)
      removeOldPages(directory, new Set(files.map(({ path }) => basename(path))))
  }
  return { problems, shown }
}

function pagesOf({ files }: FleetReport, folder: string): PageNames {
  return index => {
    const words = (files[index] ?? '')
      .replace(/[^\w.-]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(-80)
    return encodeURI(`${folder}/${String(index + 1).padStart(4, '0')}-${words}.html`)
  }
}

function* bytesOf(texts: Iterable<string>): Iterable<Uint8Array> {
  for (const text of texts) yield Buffer.from(text)
}

/** Creates the texts on demand. */
function* lazily(make: () => Iterable<string>): Iterable<string> {
  yield* make()
}

function removeOldPages(directory: string, written: ReadonlySet<string>): void {
  for (const name of readdirSync(directory))
    if (pageName.test(name) && !written.has(name)) rmSync(join(directory, name), { force: true })
}

import type { FleetReport } from './fleet-report.ts'
import type { Report } from './report.ts'

/** How a report is written. */
type ReportFormat = {
  readonly render: (report: Report) => string
  /** The same of many releases, in pieces. */
  readonly renderFleet: (fleet: FleetReport, pages: PageNames) => Iterable<string>
  /** The page of one release, where it has one. */
  readonly renderPage?: (report: Report, back: string) => string
}

/** Where the page of a release is, relative to the report. */
export type PageNames = (index: number) => string

/** The formats by the ending of the file. A new one is a row here and a module of its own. */
export const reportFormats: Readonly<Record<string, () => Promise<ReportFormat>>> = {
  '.json': async () => {
    const { renderJson, renderFleetJson } = await import('./json.ts')
    return { render: renderJson, renderFleet: renderFleetJson }
  },
  '.sarif': async () => {
    const { renderSarif } = await import('./sarif.ts')
    return { render: renderSarif, renderFleet: ({ whole }) => [renderSarif(whole)] }
  },
  '.md': async () => {
    const { renderMarkdown, renderFleetMarkdown } = await import('./markdown.ts')
    return { render: renderMarkdown, renderFleet: renderFleetMarkdown }
  },
  '.html': async () => {
    const { renderHtml, renderIndex, renderPage } = await import('./html/page.ts')
    return { render: renderHtml, renderFleet: renderIndex, renderPage }
  },
}

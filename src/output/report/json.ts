import type { Report } from './report.ts'

/** The report as data; `docs/report.schema.json` describes it. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(report, undefined, 2)}\n`
}

import type { FleetReport } from './fleet-report.ts'
import type { Report } from './report.ts'
import { entryLists, type ReportEntries } from './stream-entries.ts'

/** The report as data; `docs/report.schema.json` describes it. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(report, undefined, 2)}\n`
}

/** The same of many releases: the lists hold the entries of all, in order. */
export function* renderFleetJson({ whole, count, release }: FleetReport): Iterable<string> {
  const isList = (key: string): key is keyof ReportEntries => (entryLists as readonly string[]).includes(key)
  let comma = ''
  for (const [key, value] of Object.entries(whole)) {
    yield `${comma === '' ? '{' : comma}\n  ${JSON.stringify(key)}: `
    comma = ','
    if (!isList(key)) {
      yield JSON.stringify(value, undefined, 2).replaceAll('\n', '\n  ')
      continue
    }
    let hasEntries = false
    for (let index = 0; index < count; index++) {
      for (const entry of release(index)[key]) {
        yield `${hasEntries ? ',' : '['}\n    ${JSON.stringify(entry, undefined, 2).replaceAll('\n', '\n    ')}`
        hasEntries = true
      }
    }
    yield hasEntries ? '\n  ]' : '[]'
  }
  yield '\n}\n'
}

import type { Report } from './report.ts'

/** How a report is written, by the ending of its file. A new form is a row here and a module of its own. */
export const reportFormats: Readonly<Record<string, () => Promise<(report: Report) => string>>> = {
  '.json': async () => (await import('./json.ts')).renderJson,
  '.sarif': async () => (await import('./sarif.ts')).renderSarif,
  '.md': async () => (await import('./markdown.ts')).renderMarkdown,
  '.html': async () => (await import('./html/page.ts')).renderHtml,
}

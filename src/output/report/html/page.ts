import { createHash } from 'node:crypto'

import type { FleetReport } from '../fleet-report.ts'
import type { PageNames } from '../format.ts'
import { escapeHtml } from '../markup.ts'
import type { Report } from '../report.ts'
import { headlineOf, titleOf } from '../headline.ts'
import drawingStyle from './drawing.css' with { type: 'text' }
import script from './filters.js' with { type: 'text' }
import pageStyle from './page.css' with { type: 'text' }
import tableStyle from './tables.css' with { type: 'text' }
import { checkSection } from './checks.ts'
import { counts } from './counts.ts'
import { drawing } from './drawing.ts'
import { imageSection } from './images.ts'
import { fleetSections } from './fleet.ts'
import { aliasSection, fieldSection, podSection, restartSection, secretSection } from './sections.ts'
import { problemSection } from './problem-section.ts'

/** One page that needs no network, and runs no script but its own. */
export function renderHtml(report: Report): string {
  return pageOf(report)
}

/** The page over many releases, each of which has its own. */
export function renderIndex({ whole, count }: FleetReport, pages: PageNames): Iterable<string> {
  const hrefs = Array.from({ length: count }, (_, index) => pages(index))
  return [pageOf(whole, { hrefs })]
}

/** The page of one release; `back` leads to the page over all. */
export function renderPage(report: Report, back: string): string {
  return pageOf(report, { back })
}

/** The pages of the releases, and the page over all. */
type Links = { readonly hrefs?: readonly string[]; readonly back?: string }

function pageOf(report: Report, { hrefs, back }: Links = {}): string {
  const style = [pageStyle, drawingStyle, tableStyle].join('')
  const policy = `default-src 'none'; style-src '${hash(style)}'; script-src '${hash(script)}'; img-src data:; base-uri 'none'; form-action 'none'`
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${titleOf(report)}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<header>
${back === undefined ? '' : `<p><a href="${escapeHtml(back)}">All releases</a></p>\n`}<h1>${titleOf(report)}</h1>
<p class="headline ${report.outcome}">${escapeHtml(headlineOf(report))}</p>
${counts(report)}
</header>
<main>
${drawing(report)}
${fleetSections(report, hrefs)}
${problemSection(report)}
${checkSection(report)}
${imageSection(report)}
${restartSection(report)}
${secretSection(report)}
${podSection(report)}
${aliasSection(report)}
${fieldSection(report)}
</main>
<footer>${escapeHtml(`${report.tool.name} ${report.tool.version}`)}</footer>
<script>${script}</script>
</body>
</html>
`
}

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}

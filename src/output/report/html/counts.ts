import { escapeHtml } from '../markup.ts'
import type { Report } from '../report.ts'
import { filterTiles } from './filter-tiles.ts'

export type Tile = {
  readonly count: number
  readonly label: string
  readonly section: string
  readonly tone?: string
}

/** The figures of the run, each a link to its section. */
export function counts(report: Report): string {
  const { warnings, errors } = report.summary
  const tiles: readonly Tile[] = [
    ...(report.command === 'verify' ? verifyTiles(report) : filterTiles(report)),
    { count: warnings, label: 'warnings', section: 'problems-title', tone: 'warn' },
    ...(errors === 0 ? [] : [{ count: errors, label: 'errors', section: 'problems-title', tone: 'bad' }]),
  ]
  const items = tiles.map(({ count, label, section, tone = '' }) => {
    const text = `<b>${count}</b>${escapeHtml(label)}`
    return count === 0 || section === ''
      ? `<li><span class="card">${text}</span></li>`
      : `<li class="${tone}"><a class="card" href="#${section}">${text}</a></li>`
  })
  return `<ul class="counts">${items.join('')}</ul>`
}

function verifyTiles({ summary }: Report): readonly Tile[] {
  const section = 'problems-title'
  return [
    { count: summary.atTarget, label: 'images at the target', section: '' },
    { count: summary.excluded, label: 'excluded', section: '' },
    { count: summary.places, label: 'fields that name an image', section: '' },
    { count: summary.outside, label: 'images outside', section, tone: 'bad' },
    { count: summary.possible, label: 'possible images', section, tone: 'warn' },
    { count: summary.accepted, label: 'accepted', section },
  ]
}

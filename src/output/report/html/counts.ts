import { escapeHtml } from '../markup.ts'
import { checkCounts, checkRank, checkTone } from '../check-words.ts'
import type { CheckEntry, Report } from '../report.ts'
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
    ...tilesOf(report),
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

function tilesOf(report: Report): readonly Tile[] {
  if (report.checks !== undefined) return checkTiles(report.checks)
  return report.command === 'verify' ? verifyTiles(report) : filterTiles(report)
}

/** What was found good, and how often each other answer was given. */
function checkTiles(checks: readonly CheckEntry[]): readonly Tile[] {
  const section = 'checks-title'
  const states = new Set(checks.toSorted((a, b) => checkRank(a) - checkRank(b)).map(({ state }) => state))
  states.delete('ok')
  return [
    { count: checkCounts(checks).good, label: 'found good', section },
    ...[...states].map(state => {
      const tone = checkTone(state)
      return {
        count: checks.filter(check => check.state === state).length,
        label: state,
        section,
        tone: tone === 'error' ? 'bad' : tone === 'warning' ? 'warn' : '',
      }
    }),
  ]
}

function verifyTiles({ summary }: Report): readonly Tile[] {
  const section = 'problems-title'
  return [
    { count: summary.atTarget, label: 'images at the target', section: '' },
    { count: summary.excluded, label: 'excluded', section: '' },
    { count: summary.places, label: 'fields that name an image', section: '' },
    { count: summary.outside, label: 'images outside', section, tone: 'bad' },
    { count: summary.possible, label: 'possible images', section, tone: 'warn' },
    { count: summary.unknown, label: 'unknown images of operators', section, tone: 'warn' },
    { count: summary.accepted, label: 'accepted', section },
  ]
}

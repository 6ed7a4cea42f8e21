import { escapeHtml } from '../markup.ts'
import type { Report } from '../report.ts'

type Tile = {
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

function filterTiles({ summary, outcome }: Report): readonly Tile[] {
  const {
    moved,
    secrets,
    operatorImages,
    dataRestarts,
    atTarget,
    excluded,
    kept,
    accepted,
    outside,
    possible,
    unknown,
  } = summary
  const section = 'images-title'
  const rare = [
    { count: atTarget, label: 'at the target already', section },
    { count: excluded, label: 'excluded', section },
    ...(kept === 0 ? [] : [{ count: kept, label: 'kept without a rule', section }]),
    { count: accepted, label: 'accepted', section: 'problems-title' },
    { count: outside, label: 'outside', section: 'problems-title', tone: 'bad' },
    { count: possible, label: 'possible images', section: 'problems-title', tone: 'warn' },
    { count: unknown, label: 'unknown images of operators', section: 'problems-title', tone: 'warn' },
  ]
  return [
    { count: moved, label: outcome === 'done' ? 'images moved' : 'images to move', section },
    ...rare.filter(({ count }) => count > 0),
    { count: operatorImages, label: 'chosen by operators', section },
    { count: secrets, label: 'places with new pull secrets', section: 'secrets-title' },
    {
      count: dataRestarts,
      label: 'restart Cassandra on an upgrade',
      section: 'restarts-title',
      tone: 'warn',
    },
  ]
}

function verifyTiles({ summary }: Report): readonly Tile[] {
  const section = 'problems-title'
  return [
    { count: summary.places, label: 'image fields read', section: '' },
    { count: summary.outside, label: 'images outside', section, tone: 'bad' },
    { count: summary.possible, label: 'possible images', section, tone: 'warn' },
    { count: summary.accepted, label: 'accepted', section },
  ]
}

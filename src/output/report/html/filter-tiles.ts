import type { Report } from '../report.ts'
import type { Tile } from './counts.ts'

export function filterTiles({ summary, outcome }: Report): readonly Tile[] {
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

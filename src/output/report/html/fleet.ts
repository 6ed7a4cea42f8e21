import { escapeHtml } from '../markup.ts'
import type { Report } from '../report.ts'
import { section } from './section.ts'
import { code, wayCell } from './table.ts'

/** The totals of a run over many files; the names of the releases lead to their pages, if they have some. */
export function fleetSections({ fleet }: Report, hrefs: readonly string[] = []): string {
  if (fleet === undefined) return ''
  const { releases, registries, images, teams = [] } = fleet
  const link = (file: string, index: number): string => {
    const href = hrefs[index]
    return href === undefined ? code(file) : `<a href="${escapeHtml(href)}">${code(file)}</a>`
  }
  return [
    section(
      'releases',
      'Releases',
      ['File', 'Images', 'Places', 'Pull secrets', 'Errors', 'Warnings'],
      releases.map(({ file, images: moved, places, secrets, errors, warnings }, index) => ({
        cells: [link(file, index), ...[moved, places, secrets, errors, warnings].map(String)],
      })),
    ),
    section(
      'registries',
      'By registry',
      ['Registry', 'Images', 'Places', 'Releases'],
      registries.map(({ registry, images: moved, places, releases: count }) => ({
        cells: [code(registry), ...[moved, places, count].map(String)],
      })),
    ),
    section(
      'by-image',
      'By image',
      ['Image', 'Places', 'Releases'],
      images.map(({ source, target, places, releases: count }) => ({
        cells: [wayCell(source, target), ...[places, count].map(String)],
      })),
    ),
    section(
      'teams',
      'By team',
      ['Team', 'Images', 'Places', 'Releases'],
      teams.map(({ team, images: moved, places, releases: count }) => ({
        cells: [team === '' ? '(no label)' : code(team), ...[moved, places, count].map(String)],
      })),
    ),
  ].join('\n')
}

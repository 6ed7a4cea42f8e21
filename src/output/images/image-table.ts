import { printable } from '../../reference/quote.ts'
import { formatReference, type Reference } from '../../reference/reference.ts'
import type { ImageLine, ImageState } from './image-line.ts'

/** What stands in the column of the target for an image that has none. */
const stays: Record<ImageState, string> = {
  relocated: '-',
  'already-there': '(already there)',
  excluded: '(excluded)',
  'no-rules': '(no rule)',
  kept: '(kept)',
}

const heads = ['SOURCE', 'TARGET', 'COMPONENT', 'ORIGIN', 'FOUND IN'] as const

/** Columns for a person. Of several objects the first is shown, with the number of the others; digests are cut. */
export function formatTable(lines: readonly ImageLine[]): string {
  const rows = [heads, ...lines.map(line => cellsOf(line, 'short'))]
  const widths = heads.map((_, column) => Math.max(...rows.map(row => Array.from(row[column] ?? '').length)))
  return rows
    .map(
      row =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('   ')
          .trimEnd()}\n`,
    )
    .join('')
}

/** The same for a terminal that is narrower than the columns: each image on lines of its own. */
export function formatCards(lines: readonly ImageLine[]): string {
  return lines
    .map(line => {
      const [source, target, components, origin, where] = cellsOf(line, 'short')
      const about = [components === '-' ? '' : components, origin, where].filter(text => text !== '')
      return `${source}\n  → ${target}\n    ${about.join(', ')}\n`
    })
    .join('')
}

/** The same columns parted by tabs, with every place. */
export function formatTsv(lines: readonly ImageLine[]): string {
  const rows = lines.map(line => cellsOf(line, 'all'))
  return [heads.map(head => head.toLowerCase().replace(' ', '_')), ...rows]
    .map(row => `${row.join('\t')}\n`)
    .join('')
}

function cellsOf(line: ImageLine, width: 'short' | 'all'): readonly string[] {
  const written = (reference: Reference): string => {
    const text = formatReference(reference)
    return width === 'short' ? text.replace(/@([^:]{1,40}:[0-9a-f]{12})[0-9a-f]+$/, '@$1…') : text
  }
  return [
    written(line.source) + (line.isRepository ? ' (tag chosen by the operator)' : ''),
    line.target === undefined
      ? stays[line.state]
      : written(line.target) + (line.isProvided ? ' (provided by you)' : ''),
    line.components.join(',') || '-',
    line.origin,
    width === 'short' ? shortPlaces(line) : placesOf(line).join('; '),
  ].map(printable)
}

function placesOf({ places }: ImageLine): readonly string[] {
  const texts = places.map(({ file, line, object, path, operator }) => {
    const where = [file === undefined ? `line ${line ?? 1}` : `${file}:${line ?? 1}`, object]
    const how = operator === undefined ? path : `by ${operator}`
    return [...where, how].filter(part => part !== undefined && part !== '').join(' ')
  })
  return Array.from(new Set(texts))
}

function shortPlaces({ places }: ImageLine): string {
  const objects = new Set(places.map(({ object, operator }) => operator ?? object ?? '-'))
  const [first = '-', ...others] = objects
  return others.length === 0 ? first : `${first} (and ${others.length} more)`
}

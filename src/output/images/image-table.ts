import { alignColumns } from '../columns.ts'
import { rowsOf } from './image-cells.ts'
import type { ImageList } from './image-line.ts'

const heads = ['SOURCE', 'TARGET', 'COMPONENT', 'ORIGIN', 'FOUND IN'] as const

/** Columns for a person. Of several objects the first is shown, with the number of the others; digests are cut. */
export function formatTable(list: ImageList): string {
  return alignColumns([heads, ...rowsOf(list, 'short')])
}

/** The same for a terminal that is narrower than the columns: each image on lines of its own. */
export function formatCards(list: ImageList): string {
  return rowsOf(list, 'short')
    .map(([source = '', target = '', components = '-', origin = '', where = '']) => {
      const about = [components === '-' ? '' : components, origin, where].filter(text => text !== '')
      return `${source}\n  → ${target}\n    ${about.join(', ')}\n`
    })
    .join('')
}

/** The same columns parted by tabs, with every place. */
export function formatTsv(list: ImageList): string {
  const rows = rowsOf(list, 'all')
  return [heads.map(head => head.toLowerCase().replace(' ', '_')), ...rows]
    .map(row => `${row.join('\t')}\n`)
    .join('')
}

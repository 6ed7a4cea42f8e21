import { breakable, chip, code, table, wayCell, whereCell } from './table.ts'
import { escapeHtml } from '../markup.ts'
import type { Report } from '../report.ts'
import { stateWords } from '../words.ts'

type Row = {
  readonly cells: readonly string[]
  readonly data: { readonly state: string; readonly component: string; readonly registry: string }
}

const heads = ['State', 'Image', 'Component', 'Where', 'Why'] as const

/** Every image there is, in one table with filters. */
export function imageSection(report: Report): string {
  const rows = rowsOf(report)
  if (rows.length === 0) return ''
  return `<section aria-labelledby="images-title">
<h2 id="images-title">Images</h2>
${filters(rows)}
<p class="shown" id="shown" role="status">${rows.length} images</p>
${table('images', 'Images', heads, rows)}
<p class="nothing card" id="nothing" hidden>No image matches these filters.</p>
</section>`
}

function rowsOf({ images, operatorImages, skipped, outcome, checks }: Report): readonly Row[] {
  const state = outcome === 'done' && checks === undefined ? 'relocated' : 'would relocate'
  return [
    ...images.map(image => ({
      cells: [
        chip('relocated', state),
        wayCell(image.source, image.target),
        breakable(image.component ?? ''),
        whereCell(image),
        code(image.rule),
      ],
      data: { state, component: image.component ?? '', registry: image.sourceRegistry },
    })),
    ...operatorImages.map(image => {
      const word = image.isPinned ? 'pinned' : 'chosen by operator'
      const operator = [image.operator, image.operatorVersion].filter(Boolean).join(' ')
      return {
        cells: [
          chip(image.isPinned ? 'pinned' : 'operator', word),
          wayCell(image.source, image.target),
          breakable(image.component),
          whereCell(image),
          `${escapeHtml(operator)}<small>${escapeHtml(image.fact)}</small>`,
        ],
        data: { state: word, component: image.component, registry: image.sourceRegistry },
      }
    }),
    ...skipped.map(entry => ({
      cells: [
        chip('stays', stateWords[entry.why]),
        entry.image === undefined ? '' : wayCell(entry.image, undefined),
        '',
        whereCell(entry),
        escapeHtml(entry.reason),
      ],
      data: { state: stateWords[entry.why], component: '', registry: '' },
    })),
  ]
}

function filters(rows: readonly Row[]): string {
  const choice = (name: keyof Row['data'], label: string): string => {
    const values = [...new Set(rows.map(({ data }) => data[name]).filter(value => value !== ''))].sort()
    const options = values.map(value => `<option>${escapeHtml(value)}</option>`)
    return `<label>${label}<select name="${name}"><option value="">all</option>${options.join('')}</select></label>`
  }
  return `<form id="filters" class="card" role="search" aria-label="Images" hidden>
<label class="words">Filter<input type="search" name="words" autocomplete="off" placeholder="image, object, field, rule"></label>
${choice('state', 'State')}
${choice('component', 'Component')}
${choice('registry', 'From')}
<button type="reset">Clear</button>
</form>`
}

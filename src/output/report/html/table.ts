import { counted } from '../../../summary.ts'
import { escapeHtml } from '../markup.ts'
import type { ReportPlace } from '../report.ts'
import { whereOf } from '../words.ts'

/** A cell: its content as HTML. */
type Cell = string

/** A table as HTML. On a phone its rows are cards, so roles and names of the columns are repeated in every cell. */
export function table(
  id: string,
  caption: string,
  heads: readonly string[],
  rows: readonly { readonly cells: readonly Cell[]; readonly data?: Readonly<Record<string, string>> }[],
): string {
  const head = heads.map(text => `<th scope="col" role="columnheader">${escapeHtml(text)}</th>`).join('')
  const body = rows.map(({ cells, data = {} }) => {
    const attributes = Object.entries(data).map(([name, value]) => ` data-${name}="${escapeHtml(value)}"`)
    const all = cells.map((cell, column) => {
      const lead = column === 0 ? ' class="lead"' : ''
      return `<td role="cell"${lead} data-label="${escapeHtml(heads[column] ?? '')}">${cell}</td>`
    })
    return `<tr role="row"${attributes.join('')}>${all.join('')}</tr>`
  })
  return `<div class="card"><table id="${id}" role="table" aria-label="${escapeHtml(caption)}">
<thead role="rowgroup"><tr role="row">${head}</tr></thead>
<tbody role="rowgroup">
${body.join('\n')}
</tbody>
</table></div>`
}

/** A place, in two lines: the object and its field, then the file and the line. */
export function whereCell(spot: ReportPlace): Cell {
  const { file, line, object, path } = whereOf(spot)
  const position = file === '' ? (line === '' ? '' : `line ${line}`) : [file, line].filter(Boolean).join(':')
  return [
    object === '' ? '' : escapeHtml(object),
    path === '' ? '' : `<small>${code(path)}</small>`,
    position === '' ? '' : `<small>${breakable(position)}</small>`,
  ].join('')
}

/** One word on a coloured ground; the colour adds no information. */
export function chip(kind: string, text: string): Cell {
  return `<span class="chip ${kind}">${escapeHtml(text)}</span>`
}

export function code(text: string): Cell {
  return `<code>${breakable(text)}</code>`
}

/** A long name that may be broken after its parts. */
export function breakable(text: string): Cell {
  return escapeHtml(text).replace(/[/.:_](?=.)/g, '$&<wbr>')
}

/** A source and its target, with what is new in the target set off. */
export function wayCell(source: string, target: string | undefined): Cell {
  const from = `<span class="from">${code(source)}</span>`
  if (target === undefined) return from
  const kept = sharedEnd(source, target)
  const head = breakable(target.slice(0, target.length - kept))
  const tail = breakable(target.slice(target.length - kept))
  return `${from}<span class="to"><code><span class="moved">${head}</span>${tail}</code></span>`
}

/** How many characters at the end are alike, from a `/` on. */
function sharedEnd(source: string, target: string): number {
  const most = Math.min(source.length, target.length)
  let kept = 0
  while (kept < most && source.at(-1 - kept) === target.at(-1 - kept)) kept++
  if (kept === source.length) return kept
  const slash = source.indexOf('/', source.length - kept)
  return slash < 0 ? 0 : source.length - slash
}

/** Fields of an object; many of them are folded under their number. */
export function details(fields: readonly string[]): Cell {
  const list = fields.map(code).join('<br>')
  return fields.length <= 2
    ? list
    : `<details><summary>${counted(fields.length, 'field')}</summary>${list}</details>`
}

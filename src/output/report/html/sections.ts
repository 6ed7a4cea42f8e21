import { counted } from '../../../summary.ts'
import { escapeHtml } from '../markup.ts'
import type { ProblemEntry, Report } from '../report.ts'
import { labelOf, sourceOf, stateWords } from '../words.ts'
import { chip, code, table, whereCell } from './table.ts'

export function problemSection({ problems }: Report): string {
  const isError = (problem: ProblemEntry): number => Number(labelOf(problem) === 'error')
  const rows = problems
    .toSorted((a, b) => isError(b) - isError(a))
    .map(problem => ({
      cells: [
        chip(labelOf(problem) === 'accepted' ? 'note' : labelOf(problem), labelOf(problem)),
        `${escapeHtml(problem.message)}<small>${escapeHtml(problem.accepted ?? problem.remedy)}</small>`,
        whereCell(problem),
        `<code class="id">${problem.code}</code>`,
      ],
    }))
  return section('problems', 'Problems', ['Severity', 'What and what to do', 'Where', 'Code'], rows)
}

export function restartSection({ restarts }: Report): string {
  const rows = restarts.map(restart => ({
    cells: [
      restart.isData
        ? chip('warning', `${stateWords[restart.effect]}: data`)
        : chip('note', stateWords[restart.effect]),
      `${escapeHtml(restart.pods)}<small>${escapeHtml(restart.reason)}</small>`,
      whereCell(restart),
      details(restart.fields),
    ],
  }))
  return section('restarts', 'What an upgrade restarts', ['Effect', 'Pods', 'Object', 'Fields'], rows)
}

function details(fields: readonly string[]): string {
  const list = fields.map(code).join('<br>')
  return fields.length <= 2
    ? list
    : `<details><summary>${counted(fields.length, 'field')}</summary>${list}</details>`
}

export function secretSection({ secrets }: Report): string {
  const rows = secrets.map(secret => ({ cells: [secret.names.map(code).join(', '), whereCell(secret)] }))
  return section('secrets', 'Pull secrets added', ['Secrets', 'Where'], rows)
}

export function podSection({ pods }: Report): string {
  const rows = pods.map(entry => ({
    cells: [
      chip(entry.from === 'nobody' ? 'warning' : 'note', entry.from),
      `${escapeHtml(entry.pods ?? '')}<small>${escapeHtml(sourceOf(entry))}</small>`,
      whereCell(entry),
    ],
  }))
  return section('pods', 'Where pods get their pull secrets', ['From', 'Pods', 'Object'], rows)
}

export function aliasSection({ aliases }: Report): string {
  const rows = aliases.map(alias => ({ cells: [code(alias.written), code(alias.text), whereCell(alias)] }))
  return section('aliases', 'Aliases replaced', ['Alias', 'Text', 'Where'], rows)
}

export function fieldSection({ fields }: Report): string {
  const rows = fields.map(({ field, written, text, key, ...spot }) => ({
    cells: [
      escapeHtml(field),
      `${written === undefined ? '' : `${code(written)} → `}${code(text)}`,
      code(key),
      whereCell(spot),
    ],
  }))
  return section('fields', 'Other fields', ['Field', 'Change', 'Asked for by', 'Where'], rows)
}

/** A section with a table; nothing where it has no rows. */
export function section(
  id: string,
  title: string,
  heads: readonly string[],
  rows: readonly { readonly cells: readonly string[] }[],
): string {
  if (rows.length === 0) return ''
  return `<section aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${table(id, title, heads, rows)}
</section>`
}

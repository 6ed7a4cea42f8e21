import { escapeHtml } from '../markup.ts'
import type { Report } from '../report.ts'
import { sourceOf, stateWords } from '../words.ts'
import { section } from './section.ts'
import { chip, code, details, whereCell } from './table.ts'

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

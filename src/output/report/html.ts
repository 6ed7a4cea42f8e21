import { createHash } from 'node:crypto'

import { drawing } from './html-drawing.ts'
import { imageSection } from './html-images.ts'
import { script } from './html-script.ts'
import { style } from './html-style.ts'
import { chip, code, table, whereCell } from './html-table.ts'
import { escapeHtml } from './markup.ts'
import type { ProblemEntry, Report } from './report.ts'
import { counted } from '../../summary.ts'
import { headlineOf, labelOf, stateWords, titleOf } from './words.ts'

/** One page that needs no network, and runs no script but its own. */
export function renderHtml(report: Report): string {
  const policy = `default-src 'none'; style-src '${hash(style)}'; script-src '${hash(script)}'; img-src data:; base-uri 'none'; form-action 'none'`
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${titleOf(report)}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<header>
<h1>${titleOf(report)}</h1>
<p class="headline ${report.outcome}">${escapeHtml(headlineOf(report))}</p>
${counts(report)}
</header>
<main>
${drawing(report)}
${fleetSections(report)}
${problemSection(report)}
${imageSection(report)}
${restartSection(report)}
${secretSection(report)}
${aliasSection(report)}
${fieldSection(report)}
</main>
<footer>${escapeHtml(`${report.tool.name} ${report.tool.version}`)}</footer>
<script>${script}</script>
</body>
</html>
`
}

type Tile = {
  readonly count: number
  readonly label: string
  readonly section: string
  readonly tone?: string
}

function counts(report: Report): string {
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
  } = summary
  const section = 'images-title'
  const rare = [
    { count: atTarget, label: 'at the target already', section },
    { count: excluded, label: 'excluded', section },
    ...(kept === 0 ? [] : [{ count: kept, label: 'kept without a rule', section }]),
    { count: accepted, label: 'accepted', section: 'problems-title' },
    { count: outside, label: 'outside', section: 'problems-title', tone: 'bad' },
    { count: possible, label: 'possible images', section: 'problems-title', tone: 'warn' },
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

function problemSection({ problems }: Report): string {
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

function fleetSections({ fleet }: Report): string {
  if (fleet === undefined) return ''
  const releases = fleet.releases.map(({ file, images, places, secrets, errors, warnings }) => ({
    cells: [code(file), ...[images, places, secrets, errors, warnings].map(String)],
  }))
  const registries = fleet.registries.map(({ registry, images, places, releases: count }) => ({
    cells: [code(registry), ...[images, places, count].map(String)],
  }))
  const heads = ['File', 'Images', 'Places', 'Pull secrets', 'Errors', 'Warnings']
  return [
    section('releases', 'Releases', heads, releases),
    section('registries', 'By registry', ['Registry', 'Images', 'Places', 'Releases'], registries),
  ].join('\n')
}

function restartSection({ restarts }: Report): string {
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

function secretSection({ secrets }: Report): string {
  const rows = secrets.map(secret => ({ cells: [secret.names.map(code).join(', '), whereCell(secret)] }))
  return section('secrets', 'Pull secrets added', ['Secrets', 'Where'], rows)
}

function aliasSection({ aliases }: Report): string {
  const rows = aliases.map(alias => ({ cells: [code(alias.written), code(alias.text), whereCell(alias)] }))
  return section('aliases', 'Aliases replaced', ['Alias', 'Text', 'Where'], rows)
}

function fieldSection({ fields }: Report): string {
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

function section(
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

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}

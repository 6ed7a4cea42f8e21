import { chip, code, table, whereCell } from './table.ts'
import { escapeHtml } from '../markup.ts'
import type { CheckEntry, Report } from '../report.ts'
import { checkCounts, checkRank, checkSubjects, checkTone } from '../check-words.ts'

const heads = ['State', 'What', 'Name', 'Found', 'Where'] as const

/** All checks of `preflight`, the failed ones first. */
export function checkSection({ checks = [] }: Report): string {
  if (checks.length === 0) return ''
  const { good, all } = checkCounts(checks)
  return `<section aria-labelledby="checks-title">
<h2 id="checks-title">What was checked</h2>
<p class="shown">${good} of ${all} found good</p>
${table('checks', 'What was checked', heads, checks.toSorted((a, b) => checkRank(a) - checkRank(b)).map(row))}
</section>`
}

function row(check: CheckEntry) {
  const { state, subject, name, finding, remedy } = check
  const more = remedy === undefined ? '' : `<small>${escapeHtml(remedy)}</small>`
  return {
    cells: [
      chip(checkTone(state), state),
      escapeHtml(checkSubjects[subject]),
      code(name),
      `${escapeHtml(finding)}${more}`,
      whereCell(check),
    ],
  }
}

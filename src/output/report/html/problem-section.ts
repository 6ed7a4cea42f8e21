import { escapeHtml } from '../markup.ts'
import type { Report, ProblemEntry } from '../report.ts'
import { labelOf } from '../words.ts'
import { section } from './section.ts'
import { chip, whereCell } from './table.ts'

/** What weighs most comes first. */
const order = ['error', 'warning', 'note', 'accepted']

export function problemSection({ problems }: Report): string {
  const rank = (problem: ProblemEntry): number => order.indexOf(labelOf(problem))
  const rows = problems
    .toSorted((a, b) => rank(a) - rank(b))
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

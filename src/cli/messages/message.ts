import type { Place, Problem } from '../../problem.ts'
import { printable, printableSentence } from '../../reference/quote.ts'

/** What a problem is for the run: see `labelOf`. */
export type Label = 'error' | 'warning' | 'note' | 'accepted'

/** How the parts of a line are set off on a terminal; see `color.ts`. */
export type Palette = {
  readonly error: (text: string) => string
  readonly warning: (text: string) => string
  readonly place: (text: string) => string
  readonly aside: (text: string) => string
}

/**
 * One problem on one line, without the line end:
 *
 *     error: FILE:LINE:COLUMN [TEMPLATE] KIND/NAME PATH: MESSAGE; REMEDY [CODE]
 *
 * What the problem's place does not know is left out. Nothing in it can move a terminal's cursor or change its colours.
 */
export function formatProblem(problem: Problem, label: Label, palette: Palette): string {
  const place = problem.place === undefined ? '' : formatPlace(problem.place)
  const where = place === '' ? '' : `${palette.place(place)}: `
  const { accepted, message } = problem
  // `init` gives the problem itself as the reason: saying it once is enough.
  const reason = accepted === message ? [] : [`accepted: ${accepted}`]
  const more = accepted === undefined ? [problem.remedy] : reason
  const what = [message, ...more].map(printableSentence).join('; ')
  const set = label === 'error' || label === 'warning' ? palette[label] : palette.aside
  return `${set(`${label}:`)} ${where}${what} ${palette.aside(`[${problem.code}]`)}`
}

/** A place as people and editors read it: `FILE:LINE:COLUMN [TEMPLATE] KIND/NAME PATH`. */
export function formatPlace(place: Place): string {
  const { line, column, source, object, path } = place
  const file = place.file ?? (line === undefined ? undefined : '(standard input)')
  const position = [file, line, column].filter(part => part !== undefined).join(':')
  const parts = [position, source === undefined ? undefined : `[${source}]`, object, path]
  return parts
    .filter(part => part !== undefined && part !== '')
    .map(part => printable(part ?? ''))
    .join(' ')
}

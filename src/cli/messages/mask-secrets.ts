import { continuationOf, indentationOf, maskedLine, withMask } from './mask-lines.ts'
import { maskVariables } from './mask-variables.ts'

/**
 * A stream with as many lines, without the values of Secrets, of variables, keys and flags like `*PASSWORD*`, `*TOKEN*` and
 * `*SECRET*`, and without the user information of URLs. Reads lines, not YAML: it has to hide something also where a
 * document cannot be read, and rather hides too much.
 */
export function maskSecrets(text: string): string {
  return text
    .split(/^(?=---)/m)
    .map(document => (isSecret(document) ? maskDocument(document) : document))
    .map(maskVariables)
    .join('')
}

/** Whether a document has a Secret, or a kind or key that is written with escapes. */
function isSecret(document: string): boolean {
  return (
    /(?:^|[\s{,])["']?kind["']?\s{0,9}:\s{0,99}(?:[!&]\S{1,99}\s{1,99}){0,2}["']?Secret(?:List)?\b/m.test(
      document,
    ) ||
    /["']?kind["']?\s{0,9}:\s{0,99}"[^"\n]{0,99}\\/.test(document) ||
    /"[^"\n]{0,99}\\[xuU][^"\n]{0,99}"\s{0,9}:/.test(document)
  )
}

/** What is before the values of a Secret, up to the colon. */
const valuesHead = /^(?:.*?[\s{,"'])?["']?(?:data|stringData)["']?\s{0,9}:(?=\s|$|[{"'])/

/** Everything below `data` and `stringData`, or after them on their line. */
function maskDocument(document: string): string {
  const lines = document.split('\n')
  const shown: string[] = []
  while (shown.length < lines.length) {
    const line = lines[shown.length] ?? ''
    const head = valuesHead.exec(line)?.[0]
    if (head === undefined) shown.push(line)
    else for (const masked of maskedValues(lines, shown.length, head)) shown.push(masked)
  }
  return shown.join('\n')
}

/** The line that begins the values, and all that are a part of them: keys stay, to show where a value is. */
function maskedValues(lines: readonly string[], start: number, head: string): readonly string[] {
  const first = lines[start] ?? ''
  const column = indentationOf(first).length
  const values = first.slice(head.length)
  const shown = [values.trim() === '' ? first : withMask(head, first)]
  const next = nextLine(lines, start + 1)
  const isOpen =
    values.split(/[{[]/).length > values.split(/[}\]]/).length ||
    (values.trim() === '' && /^\s*\{/.test(next))
  const keyColumn = indentationOf(next).length
  for (let index = start + 1; index < lines.length; index++) {
    const line = lines[index] ?? ''
    if (isOpen ? isEnd(line, column) : isOver(line, column)) break
    const key =
      indentationOf(line).length === keyColumn
        ? /^\s*["']?[\w.-]{1,253}["']?:(?=\s|$)/.exec(line)?.[0]
        : undefined
    shown.push(key === undefined ? maskedLine(line) : withMask(`${key} `, line))
    if (key === undefined) continue
    const more = continuationOf(line.slice(key.length), lines, index, keyColumn)
    for (const end = index + more; index < end; index++) shown.push(maskedLine(lines[index + 1] ?? ''))
  }
  return shown
}

/** The first line from here with more than a comment. */
function nextLine(lines: readonly string[], start: number): string {
  let at = start
  while (at < lines.length && /^\s*(?:#|$)/.test(lines[at] ?? '')) at++
  return lines[at] ?? ''
}

/** Whether a line at this column or before it ends what is below; items of a list may be at the column of their key. */
function isOver(line: string, column: number): boolean {
  if (line.trim() === '') return false
  const indent = line.length - line.trimStart().length
  return indent < column || (indent === column && !/^-(?:\s|$)/.test(line.trimStart()))
}

/** Whether a line closes a collection in flow style that was opened at this column. */
function isEnd(line: string, column: number): boolean {
  return /^\s*[}\]]/.test(line) && line.length - line.trimStart().length <= column
}

/** What a value is replaced by. */
export const mask = '***'

/** Indentation, and the dashes of list items and the brace that begin on the line: what follows is at the column behind. */
export function indentationOf(line: string): string {
  return /^[ \t]{0,2000}(?:- {1,200}){0,20}(?:\{ {0,200})?/.exec(line)?.[0] ?? ''
}

/** What is before a value, with the value masked; the end of a line with CRLF stays. */
export function withMask(before: string, line: string): string {
  return `${before}${/[:,-]$/.test(before) ? ' ' : ''}${mask}${line.endsWith('\r') ? '\r' : ''}`
}

/** A line of a value, masked as a whole. */
export function maskedLine(line: string): string {
  if (line.trim() === '') return line
  return `${line.slice(0, line.length - line.trimStart().length)}${mask}${line.endsWith('\r') ? '\r' : ''}`
}

/** How many lines after `index` belong to a value that begins on it, behind a key at this column. */
export function continuationOf(
  value: string,
  lines: readonly string[],
  index: number,
  column: number,
): number {
  const [, quote, rest = ''] = /^(?:[!&]\S{1,99}\s{1,99})?(["'])(.*)$/s.exec(value.trim()) ?? []
  if (quote !== undefined) return isClosed(rest, quote) ? 0 : linesUntil(quote, lines, index + 1)
  let end = index + 1
  while (end < lines.length && isDeeper(lines[end] ?? '', column)) end++
  return end - index - 1
}

function linesUntil(quote: string, lines: readonly string[], start: number): number {
  let end = start
  while (end < lines.length && !isClosed(lines[end] ?? '', quote)) end++
  return end - start + 1
}

function isClosed(text: string, quote: string): boolean {
  return text.replace(/\\.|''/g, '').includes(quote)
}

function isDeeper(line: string, column: number): boolean {
  return line.trim() === '' || line.length - line.trimStart().length > column
}

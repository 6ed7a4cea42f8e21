import { breakEnd, breakText, isBlank, isBreak, APOSTROPHE, BACKSLASH } from './character.ts'
import { escapeAt } from './escape.ts'
import type { Offsets } from './offsets.ts'

/** What does not stand for itself, by style. */
export const meaningful = {
  plain: /[\n\r\x85\u2028\u2029]/,
  single: /['\n\r\x85\u2028\u2029]/,
  double: /[\\\n\r\x85\u2028\u2029]/,
  json: /\\/,
}

/** The value of plain text and of text in quotes: escapes resolved, lines folded. `start` and `end` are inside of the quotes. */
export function flowText(
  source: string,
  start: number,
  end: number,
  style: keyof typeof meaningful,
  offsets?: Offsets,
): string {
  const text = source.slice(start, end)
  if (offsets === undefined && !meaningful[style].test(text)) return text
  let value = ''
  let from = start
  let position = start
  const take = (until: number): void => {
    value += source.slice(from, until)
    offsets?.add(from, until)
  }
  const add = (text: string, at: number): void => {
    value += text
    offsets?.addAt(at, text.length)
  }
  while (position < end) {
    const code = source.charCodeAt(position)
    if (isBreak(code) && style !== 'json') {
      take(trimmedEnd(source, from, position))
      const fold = foldAt(source, position, end)
      add(fold.first !== '\n' ? fold.first + fold.rest : fold.rest === '' ? ' ' : fold.rest, position)
      from = position = fold.next
    } else if (code === APOSTROPHE && style === 'single') {
      take(position + 1)
      from = position = position + 2
    } else if (code === BACKSLASH && (style === 'double' || style === 'json')) {
      take(position)
      if (isBreak(source.charCodeAt(position + 1))) {
        const fold = foldAt(source, position + 1, end)
        add(fold.rest, position)
        from = position = fold.next
      } else {
        const escape = escapeAt(source, position + 1)
        add(escape.text, position)
        from = position = escape.next
      }
    } else position++
  }
  take(end)
  return value
}

/** The blanks in front of a line break do not count, down to `from`: what an escape gave stays. */
function trimmedEnd(source: string, from: number, position: number): number {
  while (position > from && isBlank(source.charCodeAt(position - 1))) position--
  return position
}

/** The line breaks that follow, blanks between them aside, and where text goes on. */
function foldAt(
  source: string,
  position: number,
  end: number,
): { first: string; rest: string; next: number } {
  const breaks: string[] = []
  while (position < end) {
    const code = source.charCodeAt(position)
    if (isBreak(code)) {
      breaks.push(breakText(code))
      position = breakEnd(source, position)
    } else if (isBlank(code)) position++
    else break
  }
  const [first = '', ...rest] = breaks
  return { first, rest: rest.join(''), next: position }
}

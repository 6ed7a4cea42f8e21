import { isBlank, isBreak, runEnd, LINE, SPACES } from './character.ts'
import { escapeAt } from './escape.ts'
import type { Scalar } from './node.ts'

/**
 * What a scalar says, with escapes resolved and lines folded as YAML prescribes.
 * `offsets`, when given, receives for each character of the value the offset in `source` it was written at.
 */
export function valueOf(source: string, scalar: Scalar, offsets?: number[]): string {
  switch (scalar.style) {
    case 'plain':
      return flowText(source, scalar.start, scalar.end, 'plain', offsets)
    case 'single':
    case 'double':
      return flowText(source, scalar.start + 1, scalar.end - 1, scalar.style, offsets)
    case 'literal':
    case 'folded':
      return blockText(source, scalar, offsets)
  }
}

/** What does not stand for itself, by style. */
const meaningful = {
  plain: /[\n\r\x85\u2028\u2029]/,
  single: /['\n\r\x85\u2028\u2029]/,
  double: /[\\\n\r\x85\u2028\u2029]/,
}

/** Whether each character of the value stands in the source one by one, from the first of the content. */
export function isVerbatim(source: string, scalar: Scalar): boolean {
  switch (scalar.style) {
    case 'plain':
      return !meaningful.plain.test(source.slice(scalar.start, scalar.end))
    case 'single':
    case 'double':
      return !meaningful[scalar.style].test(source.slice(scalar.start + 1, scalar.end - 1))
    case 'literal':
    case 'folded':
      return false
  }
}

/** Where a scalar's text ends: a block's last line break parts it from what follows, and is not to be replaced with it. */
export function textEnd(source: string, scalar: Scalar): number {
  if (scalar.style !== 'literal' && scalar.style !== 'folded') return scalar.end
  let end = scalar.end
  while (end > (scalar.body ?? end) && isBreak(source.charCodeAt(end - 1))) end--
  return end
}

/** Whether the scalar is YAML's null: nothing, `~`, or `null` without quotes. */
export function isNull(source: string, scalar: Scalar): boolean {
  if (scalar.style !== 'plain' || scalar.end - scalar.start > 4) return false
  const text = source.slice(scalar.start, scalar.end)
  return text === '' || text === '~' || text === 'null' || text === 'Null' || text === 'NULL'
}

function flowText(
  source: string,
  start: number,
  end: number,
  style: 'plain' | 'single' | 'double',
  offsets?: number[],
): string {
  const text = source.slice(start, end)
  if (offsets === undefined && !meaningful[style].test(text)) return text
  let value = ''
  let from = start
  let position = start
  const take = (until: number): void => {
    value += source.slice(from, until)
    if (offsets !== undefined) for (let at = from; at < until; at++) offsets.push(at)
  }
  const add = (text: string, at: number): void => {
    value += text
    if (offsets !== undefined) for (let i = 0; i < text.length; i++) offsets.push(at)
  }
  while (position < end) {
    const code = source.charCodeAt(position)
    if (isBreak(code)) {
      take(trimmedEnd(source, from, position))
      const fold = foldAt(source, position, end)
      add(fold.breaks === 1 ? ' ' : '\n'.repeat(fold.breaks - 1), position)
      from = position = fold.next
    } else if (code === APOSTROPHE && style === 'single') {
      take(position + 1)
      from = position = position + 2
    } else if (code === BACKSLASH && style === 'double') {
      take(position)
      if (isBreak(source.charCodeAt(position + 1))) {
        const fold = foldAt(source, position + 1, end)
        add('\n'.repeat(fold.breaks - 1), position)
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

/** How many line breaks follow, blanks between them aside, and where text goes on. */
function foldAt(source: string, position: number, end: number): { breaks: number; next: number } {
  let breaks = 0
  for (; position < end; position++) {
    const code = source.charCodeAt(position)
    if (isBreak(code)) {
      breaks++
      if (code === RETURN && source.charCodeAt(position + 1) === NEWLINE) position++
    } else if (!isBlank(code)) break
  }
  return { breaks, next: position }
}

function blockText(source: string, scalar: Scalar, offsets?: number[]): string {
  const indent = scalar.indent ?? 0
  let value = ''
  const add = (start: number, end: number): void => {
    value += source.slice(start, end)
    if (offsets !== undefined) for (let at = start; at < end; at++) offsets.push(at)
  }
  const addText = (text: string, at: number): void => {
    value += text
    if (offsets !== undefined) for (let i = 0; i < text.length; i++) offsets.push(at)
  }
  let pending = 0
  let breakAt = 0
  let started = false
  let previousSpaced = false
  for (const line of linesOf(source, scalar.body ?? scalar.end, scalar.end)) {
    const start = runEnd(SPACES, source, line.start, Math.min(line.end, line.start + indent))
    if (start === line.end) {
      if (line.next > line.end) pending++
      breakAt = line.end
      continue
    }
    const spaced = isBlank(source.charCodeAt(start))
    if (!started) addText('\n'.repeat(pending), line.start)
    else if (scalar.style === 'folded' && !spaced && !previousSpaced) {
      addText(pending === 1 ? ' ' : '\n'.repeat(pending - 1), breakAt)
    } else addText('\n'.repeat(pending), breakAt)
    add(start, line.end)
    started = true
    previousSpaced = spaced
    pending = line.next > line.end ? 1 : 0
    breakAt = line.end
  }
  if (scalar.chomp === 'keep') addText('\n'.repeat(pending), breakAt)
  else if (scalar.chomp === 'clip' && started && pending > 0) addText('\n', breakAt)
  return value
}

function* linesOf(
  source: string,
  start: number,
  end: number,
): Generator<{ start: number; end: number; next: number }> {
  while (start < end) {
    const position = runEnd(LINE, source, start, end)
    let next = position
    if (position < end)
      next =
        source.charCodeAt(position) === RETURN && source.charCodeAt(position + 1) === NEWLINE
          ? position + 2
          : position + 1
    yield { start, end: position, next }
    start = next
  }
}

const NEWLINE = 0x0a
const RETURN = 0x0d
const APOSTROPHE = 0x27
const BACKSLASH = 0x5c

import { isBlank, isBreak, runEnd, LINE, SPACES } from './character.ts'
import { escapeAt } from './escape.ts'
import type { Scalar } from './node.ts'

/**
 * What a scalar says, with escapes resolved and lines folded as YAML prescribes; `!!binary` is decoded.
 * `offsets`, when given, receives for each character of the value the offset in `source` it was written at.
 */
export function valueOf(source: string, scalar: Scalar, offsets?: number[]): string {
  if (scalar.tag === '!!binary') {
    const value = decodeBinary(valueOf(source, { ...scalar, tag: undefined }))
    offsets?.push(...Array<number>(value.length).fill(scalar.start))
    return value
  }
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

function decodeBinary(text: string): string {
  const bytes = Uint8Array.from(atob(text.replace(/[\r\n]/g, '')), character => character.charCodeAt(0))
  return new TextDecoder().decode(bytes)
}

/** What does not stand for itself, by style. */
const meaningful = {
  plain: /[\n\r\x85\u2028\u2029]/,
  single: /['\n\r\x85\u2028\u2029]/,
  double: /[\\\n\r\x85\u2028\u2029]/,
}

/** Whether each character of the value stands in the source one by one, from the first of the content. */
export function isVerbatim(source: string, scalar: Scalar): boolean {
  if (scalar.tag === '!!binary') return false
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
  while (end > scalar.start && isBreak(source.charCodeAt(end - 1))) end--
  return end
}

/** Whether the scalar is YAML's null: nothing, `~`, or `null` without quotes. */
export function isNull(source: string, scalar: Scalar): boolean {
  if (scalar.tag !== undefined) return scalar.tag === '!!null'
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
      add(fold.first !== '\n' ? fold.first + fold.rest : fold.rest === '' ? ' ' : fold.rest, position)
      from = position = fold.next
    } else if (code === APOSTROPHE && style === 'single') {
      take(position + 1)
      from = position = position + 2
    } else if (code === BACKSLASH && style === 'double') {
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
  for (; position < end; position++) {
    const code = source.charCodeAt(position)
    if (isBreak(code)) {
      breaks.push(breakText(code))
      if (code === RETURN && source.charCodeAt(position + 1) === NEWLINE) position++
    } else if (!isBlank(code)) break
  }
  const [first = '', ...rest] = breaks
  return { first, rest: rest.join(''), next: position }
}

/** What a line break is in a value: LS and PS stay themselves, the others are line feeds. */
function breakText(code: number): string {
  return code === 0x2028 || code === 0x2029 ? String.fromCharCode(code) : '\n'
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
  // The line breaks behind the last line of text: its own, and those of the blank lines that follow.
  let own = ''
  let blank = ''
  let breakAt = 0
  let started = false
  let previousSpaced = false
  for (const line of linesOf(source, scalar.body ?? scalar.end, scalar.end)) {
    const start = runEnd(SPACES, source, line.start, Math.min(line.end, line.start + indent))
    const text = line.next > line.end ? breakText(source.charCodeAt(line.end)) : ''
    if (start === line.end) {
      blank += text
      breakAt = line.end
      continue
    }
    const spaced = isBlank(source.charCodeAt(start))
    const isFolded = scalar.style === 'folded' && !spaced && !previousSpaced && own === '\n'
    addText(isFolded ? (blank === '' ? ' ' : blank) : own + blank, started ? breakAt : line.start)
    add(start, line.end)
    started = true
    previousSpaced = spaced
    own = text
    blank = ''
    breakAt = line.end
  }
  if (scalar.chomp !== 'strip') addText(own, breakAt)
  if (scalar.chomp === 'keep') addText(blank, breakAt)
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

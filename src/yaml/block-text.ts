import { breakEnd, breakText, isBlank, runEnd, LINE, SPACES } from './character.ts'
import type { Scalar } from './node.ts'
import type { Offsets } from './offsets.ts'

/** The value of a literal or folded block. */
export function blockText(source: string, scalar: Scalar, offsets?: Offsets): string {
  const indent = scalar.indent ?? 0
  let value = ''
  const add = (start: number, end: number): void => {
    value += source.slice(start, end)
    offsets?.add(start, end)
  }
  const addText = (text: string, at: number): void => {
    value += text
    offsets?.addAt(at, text.length)
  }
  // The line breaks after the last line of text: its own, and those of the blank lines that follow.
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
    const next = position < end ? breakEnd(source, position) : position
    yield { start, end: position, next }
    start = next
  }
}

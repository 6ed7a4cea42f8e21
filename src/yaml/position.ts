/** The position of an offset: line and column, both counted from 1. */
type Position = { readonly line: number; readonly column: number }

export type Positions = (offset: number) => Position

/** Line feeds are counted once for each stretch of so many characters, and again inside of one on every question. */
const stretch = 1 << 12

/**
 * Lines and columns of the offsets of a text. Nothing is counted before the first question, and nothing after the
 * furthest offset that was asked for.
 */
export function positionsOf(text: string): Positions {
  // What precedes each stretch: how many line feeds, and where the last line begins.
  const ahead = [{ lines: 0, lineStart: 0 }]
  return offset => {
    const index = Math.floor(offset / stretch)
    let { lines, lineStart } = ahead[Math.min(index, ahead.length - 1)] ?? { lines: 0, lineStart: 0 }
    for (let start = Math.min(index, ahead.length - 1) * stretch; start <= offset; start += stretch) {
      const piece = text.slice(start, Math.min(start + stretch, offset))
      const last = piece.lastIndexOf('\n')
      if (last >= 0) [lines, lineStart] = [lines + countLineFeeds(piece), start + last + 1]
      if (start + stretch <= offset) ahead.push({ lines, lineStart })
    }
    return { line: lines + 1, column: offset - lineStart + 1 }
  }
}

export function countLineFeeds(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++
  return count
}

import { textOf, type Content } from './stream.ts'

/**
 * Several streams as one: the documents of all, in order. Between two streams goes what the first lacks (a line end)
 * and what the second lacks (a `---`); a byte order mark stays only at the very start, where it is one.
 */
export function joinStreams(streams: readonly Content[]): Content {
  const [only] = streams
  if (only !== undefined && streams.length === 1) return only
  return streams.map(textOf).reduce((joined, stream) => {
    if (joined === '' || stream === '') return joined + stream
    const next = stream.startsWith('\uFEFF') ? stream.slice(1) : stream
    return joined + (joined.endsWith('\n') ? '' : '\n') + separatorBefore(next) + next
  }, '')
}

/** Directives (`%YAML 1.2`) may only follow an end marker. */
function separatorBefore(stream: string): string {
  const first = firstLine(stream)
  if (first.startsWith('%')) return '...\n'
  return /^---(?:\s|$)/.test(first) ? '' : '---\n'
}

/** The first line that is neither blank nor a comment. */
function firstLine(stream: string): string {
  let start = 0
  while (start < stream.length) {
    const end = stream.indexOf('\n', start)
    const line = stream.slice(start, end === -1 ? stream.length : end)
    if (!/^\s*(?:#|$)/.test(line)) return line
    start += line.length + 1
  }
  return ''
}

import { textOf, type Content } from './content.ts'

/**
 * Several streams as one: the documents of all, in order. Between two streams goes what the first lacks (a line end)
 * and what the second lacks (a `---`); a byte order mark stays only at the very start, where it is one.
 */
export function joinStreams(streams: readonly Content[]): Content {
  const [only] = streams
  if (only !== undefined && streams.length === 1) return only
  const next = openJoin()
  return streams.map(stream => next(textOf(stream))).join('')
}

/** Joins streams one by one: gives for each what is to be written after those before. */
export function openJoin(): (stream: string) => string {
  let isEmpty = true
  let isEnded = true
  return stream => {
    if (stream === '') return ''
    const joined = isEmpty ? stream : behind(stream, isEnded)
    isEmpty = false
    isEnded = joined.endsWith('\n')
    return joined
  }
}

function behind(stream: string, isEnded: boolean): string {
  const next = stream.startsWith('\uFEFF') ? stream.slice(1) : stream
  return (isEnded ? '' : '\n') + separatorBefore(next) + next
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

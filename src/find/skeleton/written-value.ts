/** Where a value begins and ends, without its quotes. */
export type Value = { readonly at: number; readonly end: number }

/** Where the value behind a colon is, if it is one word and ends as the value does. */
export function valueAfter(content: string, colon: number): Value | undefined {
  const isQuotedKey = content.charCodeAt(colon - 1) === 0x22
  const isApart = content.charCodeAt(colon + 1) === 0x20
  if (!isApart && !isQuotedKey) return undefined
  const first = isApart ? colon + 2 : colon + 1
  const isQuoted = content.charCodeAt(first) === 0x22
  const at = isQuoted ? first + 1 : first
  let end = at
  while (isOfWord(content.charCodeAt(end))) end++
  if (end === at || (isQuoted && content.charCodeAt(end) !== 0x22)) return undefined
  let after = isQuoted ? end + 1 : end
  if (content.charAt(after) === '\n') return { at, end }
  while (content.charAt(after) === ' ') after++
  const sign = content.charAt(after)
  return (sign === ',' || sign === '}') && (isQuotedKey || isInBraces(content, colon))
    ? { at, end }
    : undefined
}

/** Whether a brace is open on the line of an offset. */
function isInBraces(content: string, offset: number): boolean {
  const open = content.lastIndexOf('{', offset)
  return open >= 0 && content.indexOf('\n', open) > offset
}

/** Letters, digits and `./:@_-`. */
function isOfWord(code: number): boolean {
  const letter = code | 0x20
  return (
    (letter >= 0x61 && letter <= 0x7a) || (code >= 0x2d && code <= 0x3a) || code === 0x40 || code === 0x5f
  )
}

/** The word in front of a colon, plain or in quotes; '' where it is none. */
export function keyBefore(content: string, colon: number): string {
  const isQuoted = content.charCodeAt(colon - 1) === 0x22
  const end = isQuoted ? colon - 1 : colon
  let start = end
  while (isOfWord(content.charCodeAt(start - 1))) start--
  const sign = content.charAt(start - 1)
  return (isQuoted ? sign === '"' : '\n {,'.includes(sign)) ? content.slice(start, end) : ''
}

/** Characters of a quotation that stay; a reference that is longer than this is no reference a person wrote. */
const longestQuotation = 200

/**
 * Text from the input as a person may see it: in double quotes, on one line, with control characters, line separators,
 * direction marks and lone surrogates written as `\u…`, and cut after 200 characters.
 */
export function quote(text: string): string {
  const cut = text.length > longestQuotation ? `${text.slice(0, longestQuotation)}…` : text
  return escapeControls(JSON.stringify(cut))
}

/** The same care without the quotes: for names inside a sentence. */
export function printable(text: string): string {
  return quote(text).slice(1, -1).replaceAll('\\"', '"').replaceAll('\\\\', '\\')
}

/** What JSON leaves alone although a terminal acts on it: DEL, C1, and the characters that turn, hide or break text. */
function escapeControls(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, character => {
    const point = character.codePointAt(0) ?? 0
    return point > 0xffff ? `\\u{${point.toString(16)}}` : `\\u${point.toString(16).padStart(4, '0')}`
  })
}

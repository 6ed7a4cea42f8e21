/** How far in front of a value its name may end: quotes, backslashes and blanks. */
const longestGap = 12

const longestWord = 60

/** Words that say image: keys, variables, flags. The Prometheus operator's `--prometheus-config-reloader`: FIELDMAP §3.1. */
const imageWord = /image|config-?reloader|^repository$|^repo$/i

/** Words about images whose value is something else. */
const otherWord =
  /image[-_.]?(?:s?pull(?!spec)|policy|tag|version|scan|size|secret|namespace|type|format|path|dir|url|list|gc|id$)/i

/**
 * The word that names the value at an offset of a text, '' where none does: the key in front of `:`, the variable or flag
 * in front of `=`, with the quotes of JSON and their backslashes in between, or a flag whose value is the next word.
 */
export function wordBefore(text: string, offset: number): string {
  const gap = skipBack(text, offset, ' \t"\'\\')
  const sign = text.charAt(gap - 1)
  // `a:b` is one word; a key ends with `: ` or stands in quotes.
  const isAssigned = sign === '=' || (sign === ':' && gap < offset)
  const end = skipBack(text, isAssigned ? skipBack(text, gap - 1, ':') : gap, ' \t"\'\\')
  let start = end
  while (start > 0 && end - start < longestWord && isWordPart(text.charCodeAt(start - 1))) start--
  const word = text.slice(start, end)
  if (isAssigned) return word
  return word.startsWith('-') && gap < offset ? word.replace(/^--?/, '') : ''
}

function skipBack(text: string, from: number, over: string): number {
  let at = from
  while (at > 0 && from - at < longestGap && over.includes(text.charAt(at - 1))) at--
  return at
}

/** Letters, digits, `_`, `.` and `-`. */
function isWordPart(code: number): boolean {
  const letter = code | 0x20
  return (
    (letter >= 0x61 && letter <= 0x7a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === 0x5f ||
    code === 0x2e ||
    code === 0x2d
  )
}

/** Whether a word says that an image, or at least its repository, stands behind it. */
export function saysImage(word: string): boolean {
  return imageWord.test(word) && !otherWord.test(word)
}

/** Whether a word says that only a part of an image stands behind it. */
export function saysRepository(word: string): boolean {
  return /^repo(?:sitory)?$/i.test(word)
}

/** Whether a word says that what stands behind it is put in front of the names of images. */
export function saysRegistry(word: string): boolean {
  return /^(?:hub|(?:image|container|default)?[-_.]?registry|base-?registry)$/i.test(word)
}

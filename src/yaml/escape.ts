/** What single letters after a backslash stand for. */
const escapes: ReadonlyMap<string, string> = new Map([
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['t', '\t'],
  ['\t', '\t'],
  ['n', '\n'],
  ['v', '\v'],
  ['f', '\f'],
  ['r', '\r'],
  ['e', '\x1b'],
  [' ', ' '],
  ['"', '"'],
  ["'", "'"],
  ['/', '/'],
  ['\\', '\\'],
  ['N', '\x85'],
  ['_', '\xa0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
])

const escapeLengths: ReadonlyMap<string, number> = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
])

/**
 * What an escape in double quotes stands for, and where the text goes on; `position` is after the backslash.
 * Source: https://yaml.org/spec/1.1/#escaping%20in%20double-quoted%20style/
 */
export function escapeAt(source: string, position: number): { text: string; next: number } {
  const letter = source.charAt(position)
  const digits = escapeLengths.get(letter)
  if (digits === undefined) return { text: escapes.get(letter) ?? letter, next: position + 1 }
  const next = position + 1 + digits
  const code = Number.parseInt(source.slice(position + 1, next), 16)
  return { text: code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd', next }
}

/** Whether Kubernetes knows the escape. Only in JSON there are `\/`, and characters written in two halves. */
export function isEscape(source: string, position: number, isJson: boolean): boolean {
  const letter = source.charAt(position)
  if (letter === '/') return isJson
  const digits = escapeLengths.get(letter)
  if (digits === undefined) return escapes.has(letter)
  const written = source.slice(position + 1, position + 1 + digits)
  if (written.length < digits || !/^[0-9A-Fa-f]+$/.test(written)) return false
  const code = Number.parseInt(written, 16)
  return code <= 0x10ffff && (isJson || code < 0xd800 || code > 0xdfff)
}

/** What single letters behind a backslash stand for. */
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
 * What an escape in double quotes stands for, and where the text goes on; `position` is behind the backslash. An escape YAML
 * does not know stands for itself. Source: https://yaml.org/spec/1.1/#escaping%20in%20double-quoted%20style/
 */
export function escapeAt(source: string, position: number): { text: string; next: number } {
  const letter = source.charAt(position)
  const digits = escapeLengths.get(letter)
  if (digits === undefined) return { text: escapes.get(letter) ?? letter, next: position + 1 }
  const next = position + 1 + digits
  const code = Number.parseInt(source.slice(position + 1, next), 16)
  return { text: code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd', next }
}

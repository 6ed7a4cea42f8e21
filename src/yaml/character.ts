/** Line breaks of YAML 1.1, as Go's YAML knows them: LF, CR, NEL, LS, PS. */
export function isBreak(code: number): boolean {
  return code === 0x0a || code === 0x0d || code === 0x85 || code === 0x2028 || code === 0x2029
}

/**
 * Where the line break that begins at `position` ends. CR LF is one, and CR CR LF as well: Kubernetes drops a CR in front
 * of each LF before it reads YAML.
 * Source: `LineReader` in https://github.com/kubernetes/apimachinery/blob/master/pkg/util/yaml/decoder.go
 */
export function breakEnd(source: string, position: number): number {
  if (source.charCodeAt(position) !== RETURN) return position + 1
  if (source.charCodeAt(position + 1) === NEWLINE) return position + 2
  return source.charCodeAt(position + 1) === RETURN && source.charCodeAt(position + 2) === NEWLINE
    ? position + 3
    : position + 1
}

/** What a line break is in a value: LS and PS stay themselves, the others are line feeds. */
export function breakText(code: number): string {
  return code === 0x2028 || code === 0x2029 ? String.fromCharCode(code) : '\n'
}

/**
 * Where a run of characters that match ends, at most at `end`; `from` when none does. `pattern` is sticky and matches
 * one or more of a class. Regular expressions are compiled at once, loops over characters only when they were run often.
 */
export function runEnd(pattern: RegExp, source: string, from: number, end: number): number {
  pattern.lastIndex = from
  return pattern.test(source) ? Math.min(pattern.lastIndex, end) : from
}

/** Up to the next line break. */
export const LINE = /[^\n\r\x85\u2028\u2029]+/y

export const SPACES = / +/y

export function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09
}

/** A blank, a line break, or no character at all (NaN): what may be after an indicator. */
export function isEnd(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x09 || code !== code || isBreak(code)
}

export function isFlowIndicator(code: number): boolean {
  return (
    code === COMMA ||
    code === OPEN_BRACKET ||
    code === CLOSE_BRACKET ||
    code === OPEN_BRACE ||
    code === CLOSE_BRACE
  )
}

/** Letters, digits, `_` and `-`: what Go's YAML takes for the name of an anchor. */
export function isWord(code: number): boolean {
  const letter = code | 0x20
  return (
    (letter >= 0x61 && letter <= 0x7a) || (code >= ZERO && code <= ZERO + 9) || code === 0x5f || code === DASH
  )
}

export const TAB = 0x09
export const NEWLINE = 0x0a
const RETURN = 0x0d
export const SPACE = 0x20
export const BANG = 0x21
export const QUOTE = 0x22
export const HASH = 0x23
export const PERCENT = 0x25
export const AMPERSAND = 0x26
export const APOSTROPHE = 0x27
export const STAR = 0x2a
export const COMMA = 0x2c
export const DASH = 0x2d
export const DOT = 0x2e
const ZERO = 0x30
export const COLON = 0x3a
export const LESS = 0x3c
export const GREATER = 0x3e
export const QUESTION = 0x3f
export const AT = 0x40
export const OPEN_BRACKET = 0x5b
export const BACKSLASH = 0x5c
export const CLOSE_BRACKET = 0x5d
export const BACKTICK = 0x60
export const BYTE_ORDER_MARK = 0xfeff
export const OPEN_BRACE = 0x7b
export const PIPE = 0x7c
export const CLOSE_BRACE = 0x7d

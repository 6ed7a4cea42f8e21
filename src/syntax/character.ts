/** Line breaks of YAML 1.1, as Go's YAML knows them: LF, CR, NEL, LS, PS. */
export function isBreak(code: number): boolean {
  return code === 0x0a || code === 0x0d || code === 0x85 || code === 0x2028 || code === 0x2029
}

export function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09
}

/** A blank, a line break, or no character at all (NaN): what may stand behind an indicator. */
export function isEnd(code: number): boolean {
  return isBlank(code) || isBreak(code) || code !== code
}

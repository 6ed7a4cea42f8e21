/** What errors of the system have, by Node's documentation; each part may be missing in another error. */
type Parts = {
  readonly code?: string
  readonly message?: string
  readonly path?: string
}

/** Why the system refused, in its own words: "no such file or directory". Any other error gives its message. */
export function reasonOf(error: unknown): string {
  const { code, message = String(error) } = partsOf(error)
  // `ENOENT: no such file or directory, open 'x'`
  const words = code !== undefined && message.startsWith(`${code}: `) ? message.slice(code.length + 2) : ''
  return /^[^,]+(?=, [a-z]+)/.exec(words)?.[0] ?? message
}

/** Whether an error of the system has this code, as in `EPIPE`. */
export function hasCode(error: unknown, code: string): boolean {
  return partsOf(error).code === code
}

/** The file that an error of the system is about. */
export function pathOf(error: unknown): string | undefined {
  return partsOf(error).path
}

function partsOf(error: unknown): Parts {
  return typeof error === 'object' && error !== null ? error : {}
}

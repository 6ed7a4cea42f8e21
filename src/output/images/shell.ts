/** A word as a POSIX shell reads it back: in single quotes unless every character is plain. */
export function shellWord(text: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}

/** Text from the input inside a comment: it can never end the line. */
export function shellComment(text: string): string {
  return `# ${text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')}`
}

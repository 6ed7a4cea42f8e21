/** A text as a regular expression that matches just it, in RE2 and in JavaScript. */
export function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}

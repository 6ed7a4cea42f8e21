/** Longer texts are cut: a report is for reading, and input can be hostile. */
const longest = 4000

/**
 * Text from outside on one line that is safe to show anywhere: control characters, line ends, and the invisible
 * characters that reorder text are written as `\x1b` or `\u{202e}`; what is too long is cut.
 */
export function plain(text: string): string {
  const cut = text.length > longest ? `${text.slice(0, longest)}…` : text
  return cut.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, character => {
    const code = character.codePointAt(0) ?? 0
    return code <= 0xff ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`
  })
}

/** For HTML, in text and in double-quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`)
}

/** For Markdown, in a sentence or a cell of a table: nothing in it is markup. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()<>#+!|~&@]/g, character => `\\${character}`).replace(/:\/\//g, ':\\//')
}

/** Code in Markdown, also in a cell of a table; as many backticks around as it takes. */
export function markdownCode(text: string): string {
  const runs = text.match(/`{1,100}/g) ?? []
  const fence = '`'.repeat(Math.max(0, ...runs.map(run => run.length)) + 1)
  const space = text.startsWith('`') || text.endsWith('`') ? ' ' : ''
  return `${fence}${space}${text.replaceAll('|', '\\|')}${space}${fence}`
}

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

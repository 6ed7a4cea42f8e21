/** A table of Markdown below its title; nothing where it has no rows. */
export function section(
  title: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  if (rows.length === 0) return ''
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`
  return `\n## ${title}\n\n${line(head)}${line(head.map(() => '---'))}${rows.map(line).join('')}`
}

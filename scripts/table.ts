export function code(text: string): string {
  return `\`${text}\``
}

/** A Markdown table as prettier would set it: cells padded to the width of their column. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map(row => row.map(cell => cell.replaceAll('|', '\\|')))
  const widths = head.map((_, column) => Math.max(3, ...cells.map(row => row[column]?.length ?? 0)))
  const line = (row: readonly string[]) =>
    `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width)).join(' | ')} |`
  const rule = line(widths.map(width => '-'.repeat(width)))
  const [first = [], ...others] = cells
  return [line(first), rule, ...others.map(line)].join('\n')
}

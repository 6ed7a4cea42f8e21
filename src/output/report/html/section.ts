import { table } from './table.ts'

/** A section with a table; nothing where it has no rows. */
export function section(
  id: string,
  title: string,
  heads: readonly string[],
  rows: readonly { readonly cells: readonly string[] }[],
): string {
  if (rows.length === 0) return ''
  return `<section aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${table(id, title, heads, rows)}
</section>`
}

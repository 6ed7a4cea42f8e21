/**
 * CEL, the expression language of admission policies, as text: https://github.com/google/cel-spec/blob/master/doc/langdef.md.
 * Only what Kubernetes 1.29 knows is used, but for `transformList`, which is for mutating policies (1.34).
 */

/** A row of data inside a policy; keys that are absent are not written. */
export type CelRow = { readonly [key: string]: string | undefined }

/** Code points that the API server reads in one expression: the default of cel-go's parser. */
export const longestExpression = 100_000

/** A string literal. */
export function celString(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`
}

/** A regular expression (RE2) as a raw string literal; its source has no quotes. */
export function celPattern(source: string): string {
  return `r'${source}'`
}

/** A list of rows, one a line. */
export function celRows(rows: readonly CelRow[]): string {
  if (rows.length === 0) return '[]'
  return `[\n${rows.map(row => `  ${celRow(row)}`).join(',\n')}\n]`
}

export function celStrings(texts: readonly string[]): string {
  return `[${texts.map(celString).join(', ')}]`
}

function celRow(row: CelRow): string {
  const pairs = Object.entries(row).flatMap(([key, value]) =>
    value === undefined ? [] : `${celString(key)}: ${celString(value)}`,
  )
  return `{${pairs.join(', ')}}`
}

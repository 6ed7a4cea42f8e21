/** What one contender did with one stream: the median of `rounds` runs, and the fastest of them. */
export type Result = {
  readonly stream: string
  readonly bytes: number
  readonly contender: string
  readonly rounds: number
  readonly milliseconds: number
  readonly fastest: number
  readonly megabytes: number | undefined
}

/** The results as a table for people; ratios are to other programs on the same stream. */
export function formatTable(results: readonly Result[]): string {
  const header = ['stream', 'program', 'ms', '× cat', '× empty', 'kustomize ÷', 'MB', 'rounds']
  const rows = results.map(result => [
    result.stream,
    result.contender,
    result.milliseconds.toFixed(result.milliseconds < 10 ? 1 : 0),
    ratio(results, result, 'cat'),
    ratio(results, result, result.contender.endsWith('Node') ? 'empty Node' : 'empty binary'),
    timesFaster(results, result),
    result.megabytes?.toFixed(0) ?? '-',
    String(result.rounds),
  ])
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map(row => row[column]?.length ?? 0)),
  )
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) =>
        column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd()
  return [line(header), line(widths.map(width => '-'.repeat(width))), ...rows.map(line)].join('\n')
}

/** How many times as long as `contender` on the same stream; '-' when it did not run. */
function ratio(results: readonly Result[], result: Result, contender: string): string {
  const other = find(results, result.stream, contender)
  if (other === undefined) return '-'
  const times = result.milliseconds / other.milliseconds
  return times.toFixed(times < 1 ? 2 : 1)
}

/** How many times faster than kustomize on the same stream; '-' when that did not run. */
function timesFaster(results: readonly Result[], result: Result): string {
  const rival = find(results, result.stream, 'kubectl kustomize')
  return rival === undefined ? '-' : (rival.milliseconds / result.milliseconds).toFixed(1)
}

/** The result of a contender on a stream, if it ran. */
export function find(results: readonly Result[], stream: string, contender: string): Result | undefined {
  return results.find(result => result.stream === stream && result.contender === contender)
}

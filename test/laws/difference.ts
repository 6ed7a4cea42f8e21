import type { Hunk } from '../../src/edit/hunk.ts'

/**
 * What is wrong with a report about the way from input to output: lines that changed and are in no hunk, hunks whose
 * lines did not change. Empty when the report is the difference, and the difference the report.
 */
export function faultsOf(input: string, output: string, hunks: readonly Hunk[]): readonly string[] {
  const before = input.split(/\r?\n/)
  const after = output.split(/\r?\n/)
  const faults: string[] = []
  let [line, written] = [0, 0]
  const copyTo = (end: number): void => {
    for (; line < end; line++, written++) {
      if (before[line] !== after[written]) faults.push(`line ${line + 1} changed and is not reported`)
    }
  }
  for (const hunk of distinct(hunks)) {
    copyTo(hunk.line - 1)
    const removed = before.slice(line, line + hunk.removed)
    const added = after.slice(written, written + hunk.added)
    if (removed.join('\n') === added.join('\n') && removed.length === added.length)
      faults.push(`line ${hunk.line} is reported and did not change`)
    line += hunk.removed
    written += hunk.added
  }
  copyTo(before.length)
  if (written !== after.length) faults.push(`${after.length} lines came out, ${written} are accounted for`)
  return faults
}

/** Entries that share lines name the same hunk. */
function distinct(hunks: readonly Hunk[]): readonly Hunk[] {
  const byLine = new Map(hunks.map(hunk => [JSON.stringify(hunk), hunk]))
  return Array.from(byLine.values()).sort((a, b) => a.line - b.line || a.removed - b.removed)
}

import type { FieldSpec } from '../knowledge/fieldspecs/fieldspec.ts'
import type { Problem } from '../problem.ts'
import { printable } from '../reference/quote.ts'

/** A RULE_UNUSED warning for each row of the configuration that led to nothing in any stream of the run. */
export function unusedRows(rows: readonly FieldSpec[]): readonly Problem[] {
  return rows.map(row => ({
    code: 'RULE_UNUSED',
    message: `the field spec ${textOf(row)} matched no field of this run`,
    remedy: 'remove it, or correct its group, kind or path',
    image: textOf(row),
  }))
}

function textOf({ group, kind, path }: FieldSpec): string {
  return printable(`${group}/${kind} ${path}`)
}

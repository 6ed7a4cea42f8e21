import type { FieldSpec } from '../knowledge/fieldspecs/fieldspec.ts'
import type { Manifest } from '../manifest/manifest.ts'
import type { Field } from '../yaml/field.ts'
import { fieldsAt } from '../yaml/fields-at.ts'
import { parsePath } from '../yaml/path.ts'

/** The rows of each kind. */
export class Rows {
  private readonly kinds = new Map<string, FieldSpec[]>()

  constructor(rows: readonly FieldSpec[]) {
    for (const row of rows) {
      const list = this.kinds.get(row.kind)
      if (list === undefined) this.kinds.set(row.kind, [row])
      else list.push(row)
    }
  }

  has(kind: string): boolean {
    return this.kinds.has(kind)
  }

  of({ kind, group, version }: Manifest): readonly FieldSpec[] {
    return (this.kinds.get(kind) ?? []).filter(
      row =>
        (row.group === '*' || row.group === group) && (row.version === undefined || row.version === version),
    )
  }
}

/** The fields of a manifest that the path of a row leads to. */
export function fieldsOf(manifest: Manifest, path: string): readonly Field[] {
  return fieldsAt(manifest.root, parsePath(path))
}

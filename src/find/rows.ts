import type { FieldSpec } from '../knowledge/fieldspecs/fieldspec.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { Field } from '../yaml/field.ts'
import { resolve, type Node } from '../yaml/node.ts'
import { parsePath, type Segment } from '../yaml/path.ts'

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

  of({ kind, group }: Manifest): readonly FieldSpec[] {
    return (this.kinds.get(kind) ?? []).filter(row => row.group === '*' || row.group === group)
  }
}

/** The root of a manifest as a field. */
export function rootOf({ text, root, path }: Manifest): Field {
  return Field.of(text, root, path)
}

/**
 * The fields a path leads to, in the order of the text. A node that is reached twice, through aliases, is given once: that
 * bounds what a few bytes of nested aliases can cost.
 */
export function fieldsAt(root: Field, path: string): readonly Field[] {
  let fields: readonly Field[] = [root]
  for (const segment of parsePath(path)) {
    const seen = new Set<Node>()
    fields = fields
      .flatMap(field => stepsBelow(field, segment))
      .filter(({ node }) => !seen.has(node) && seen.add(node))
  }
  return fields
}

function stepsBelow(field: Field, segment: Segment): readonly Field[] {
  if (segment === 'every-item') return field.items
  if (segment === 'every-key') return field.entries.map(([, value]) => value)
  return resolve(field.node)?.type === 'mapping' ? field.all(segment.key) : []
}

import type { EditMap } from '../edit/edit-map.ts'
import type { Edit } from '../edit/edit.ts'
import type { Findings } from '../find/find.ts'
import type { Problem } from '../problem.ts'
import type { Alias } from '../yaml/alias.ts'
import { Field } from '../yaml/field.ts'
import { keyOf } from '../yaml/lookup.ts'
import type { Node, Scalar } from '../yaml/node.ts'
import { quotePlain } from '../yaml/quote.ts'
import { isNull, valueOf } from '../yaml/scalar.ts'
import { typeOf } from '../yaml/scalar-type.ts'
import type { AliasChange, Entry } from './entry.ts'
import { searchOf } from './edit-search.ts'

/** Fields that hold free names, not the structure of a workload. */
const wordFields = new Set([
  'metadata',
  'labels',
  'annotations',
  'nodeSelector',
  'matchLabels',
  'selector',
  'data',
  'stringData',
  'binaryData',
])

/** What happens to the aliases of a stream. */
export type AliasPlan = { readonly changes: readonly AliasChange[]; readonly problems: readonly Problem[] }

/**
 * An alias means what is anchored, so an edit there changes it, too. Where that is not an image that moves with it, the alias
 * gets the value that it had: nothing else may change. A list or mapping is shared with its images; where only words are
 * expected, as in labels, the run is refused.
 *
 * `moved` are the aliases that stand for an image and go to the same target; `edits` are all edits of the stream so far.
 */
export function keepOtherAliases(
  { aliases }: Pick<Findings, 'aliases'>,
  moved: ReadonlySet<Alias>,
  edits: readonly Edit[],
  map: EditMap<Entry>,
): AliasPlan {
  const changes: AliasChange[] = []
  const problems: Problem[] = []
  if (aliases.length === 0 || edits.length === 0) return { changes, problems }
  const isEdited = searchOf(edits)
  const words = new Map<Field, ReadonlySet<Alias>>()
  const wordsIn = (root: Field): ReadonlySet<Alias> => {
    const found = words.get(root) ?? aliasesInWords(root)
    words.set(root, found)
    return found
  }
  for (const { alias, field, root, place } of aliases) {
    const { resolved: target, inText: text } = field
    if (target === undefined || moved.has(alias)) continue
    if (!isEdited(Field.of(text, target)) || isEdited(field)) continue
    if (target.type === 'scalar') {
      const value = writtenAgain(text.source, target)
      const change = { written: text.source.slice(alias.start, alias.end), text: value, place }
      changes.push(change)
      map.add(text, [field.write(value)], change)
    } else if (root !== undefined && wordsIn(root).has(alias)) {
      problems.push({
        code: 'EDIT_REFUSED',
        message: `"*${alias.name}" would change with the images that it shares`,
        remedy: 'write its value out instead of the alias',
        place,
      })
    }
  }
  return { changes, problems }
}

/** The aliases of a document that are below a field that holds words. */
function aliasesInWords({ node: root, inText: { source } }: Field): ReadonlySet<Alias> {
  const found = new Set<Alias>()
  const walk = (node: Node, isInside: boolean): void => {
    if (node.type === 'alias') {
      if (isInside) found.add(node)
    } else if (node.type === 'sequence') for (const item of node.items) walk(item, isInside)
    else if (node.type === 'mapping')
      for (const pair of node.pairs) walk(pair.value, isInside || wordFields.has(keyOf(source, pair) ?? ''))
  }
  walk(root, false)
  return found
}

/** The value of a scalar on one line, safe in every place where an alias can be. */
function writtenAgain(source: string, scalar: Scalar): string {
  if (isNull(source, scalar)) return 'null'
  const written = source.slice(scalar.start, scalar.end)
  const isQuoted = scalar.style === 'single' || scalar.style === 'double'
  if (isQuoted && scalar.tag === undefined && !written.includes('\n')) return written
  const value = valueOf(source, scalar)
  return typeOf(source, scalar) === 'text' ? quotePlain(value, true) : value
}

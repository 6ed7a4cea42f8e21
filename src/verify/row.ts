import { wordBefore } from '../find/candidates/word.ts'
import type { Found } from '../find/find.ts'
import { fieldsOf } from '../find/rows.ts'
import { streamOffsetOf, type Possible } from '../find/shapes/finding.ts'
import { partitionIndex } from '../edit/partition-point.ts'
import { scalarText } from '../edit/text.ts'
import { anyImage, isKindName, type FieldSpec } from '../knowledge/fieldspecs/fieldspec.ts'
import { isSchema, isSecret, isWrittenOut, pathBelow } from '../manifest/manifest.ts'
import type { Field } from '../yaml/field.ts'
import type { Scalar } from '../yaml/node.ts'
import { rowPath, stepsOf } from '../yaml/path.ts'
import type { Text } from '../yaml/text.ts'

/**
 * The field spec that makes a possible image one that is moved, and nothing else with it; undefined where no row does: in a
 * key, a Secret, the schema of a resource, an encoded text, a list of words, a text that does not say which image it is.
 */
export function rowFor(found: Found<Possible>): FieldSpec | undefined {
  const { finding, manifest } = found
  const { kind, group } = manifest
  if (finding.path === '' || isSchema(kind) || isSecret(manifest)) return undefined
  if (!isKindName(kind)) return undefined
  const { path, ...shape } = shapeFor(found) ?? {}
  // A row leads into a text only as a whole.
  if (path === undefined || !isWrittenOut(manifest)) return undefined
  return { group, kind, path, shape: 'reference', ...shape }
}

type RowShape = { readonly path: string } & Partial<Pick<FieldSpec, 'shape' | 'parts' | 'keys' | 'example'>>

function shapeFor(found: Found<Possible>): RowShape | undefined {
  const { finding, manifest } = found
  const { written, reference, parts, isRegistry = false } = finding
  const below = pathBelow(manifest, finding.path)
  const path = rowPath(below)
  const field = fieldAt(manifest, below)
  if (parts !== undefined)
    return field?.mapping !== undefined || field?.sequence !== undefined
      ? { path, shape: 'image-parts', parts }
      : undefined
  if (reference === undefined) return undefined
  if (saidBy(field)?.trim() !== written) return isRegistry ? undefined : inText(found)
  const variable = /^(.*)\[\]\/value$/.exec(path)?.[1]
  if (variable !== undefined) {
    const name = fieldAt(manifest, below.replace(/value$/, 'name'))?.text
    const keys = { repository: name ?? '' }
    return name === undefined || isRegistry
      ? undefined
      : { path: variable, shape: 'image-parts', parts: { keys, hasRegistry: false, hasName: false } }
  }
  // Other words of a list are not images.
  if (path.endsWith('[]')) return undefined
  return isRegistry ? { path, shape: 'registry', example: anyImage } : { path }
}

/** After its word in a text: `key: …`, `key=…`, `--key …`. */
function inText(found: Found<Possible>): RowShape | undefined {
  const { finding, manifest } = found
  const above = textAbove(manifest, pathBelow(manifest, finding.path))
  const scalar = above?.field.scalar
  if (above === undefined || scalar === undefined) return undefined
  const text = textIn(above.field, scalar)
  const { source } = text
  const start = streamOffsetOf(finding)
  // Characters of one place, such as line breaks that were folded, are next to each other.
  let at = partitionIndex(source.length, index => text.toStream(index) < start)
  for (; at < source.length && text.toStream(at) === start; at++) {
    const word = source.startsWith(finding.written, at) ? wordBefore(source, at) : ''
    if (word !== '') return { path: rowPath(above.path), shape: 'text', keys: [word] }
  }
  return undefined
}

/** What the field says; a text of many lines is read once for all findings in a row. */
function saidBy(field: Field | undefined): string | undefined {
  const scalar = field?.scalar
  const isBlock = scalar?.style === 'literal' || scalar?.style === 'folded'
  return field !== undefined && scalar !== undefined && isBlock && !field.isNull
    ? textIn(field, scalar).source
    : field?.text
}

/** The text of the last scalar: a long one may have thousands of findings. */
let last: { readonly scalar: Scalar; readonly parent: Text; readonly text: Text } | undefined

function textIn({ inText }: Field, scalar: Scalar): Text {
  if (last?.scalar !== scalar || last.parent !== inText)
    last = { scalar, parent: inText, text: scalarText(inText, scalar) }
  return last.text
}

/** The scalar on the way to a path. */
function textAbove(
  manifest: Found<Possible>['manifest'],
  path: string,
): { readonly field: Field; readonly path: string } | undefined {
  const steps = path.split(/(?<!\\)\//)
  for (let length = steps.length; length > 0; length--) {
    const above = steps.slice(0, length).join('/')
    const field = fieldAt(manifest, above)
    if (field?.resolved?.type === 'scalar') return { field, path: above }
  }
  return undefined
}

/** The field at a path with its places in lists. */
function fieldAt(manifest: Found<Possible>['manifest'], path: string): Field | undefined {
  let fields = fieldsOf(manifest, '')
  for (const step of stepsOf(path))
    fields = fields.flatMap(field => (typeof step === 'number' ? field.item(step) : field.get(step)) ?? [])
  return fields[0]
}

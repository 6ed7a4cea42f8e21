import { trimSlashes } from '../reference/slashes.ts'
import { exampleBelow } from '../knowledge/images/registry-words.ts'
import { parseReference } from '../reference/parse.ts'
import { isRefusal } from '../reference/refusal.ts'
import type { Field } from '../yaml/field.ts'
import type { Text } from '../yaml/text.ts'
import type { Around } from './around.ts'
import { readRegistry } from './shapes/registry.ts'
import type { Walk } from './walk.ts'

/**
 * A registry alone: moved where it is known what is put behind it, else a possible image. Whether the value is one: a host,
 * and a path under a word that says registry.
 */
export function findRegistry(
  walk: Walk,
  field: Field,
  text: Text,
  { key, value }: { readonly key: string; readonly value: string },
  around: Around,
): boolean {
  const written = trimSlashes(value.replace(/^oci:\/\//, ''))
  if (!/^[a-z0-9.-]+\.[a-z0-9-]+(?::\d+)?(?:\/[a-z0-9._/-]+)?$/i.test(written)) return false
  const isRepository =
    written.includes('/') && exampleBelow(key) === undefined && /repo(?:sitory)?$/i.test(key)
  const reference = parseReference(`${written}/group/image`)
  if (isRepository || isRefusal(reference) || reference.registry === undefined) return false
  const { isPolicy, isMachine, isStatus } = around.evidence
  if (isPolicy === true || isMachine === true || isStatus === true) return true
  const example = exampleBelow(key)
  if (example !== undefined) {
    for (const finding of readRegistry(field, example)) walk.add(finding, around)
    return true
  }
  const { path } = field
  const offset = text.source.indexOf(written)
  const why = 'images may be put together from this registry'
  walk.add({ type: 'possible', text, written, reference, why, offset, path, isRegistry: true }, around)
  return true
}

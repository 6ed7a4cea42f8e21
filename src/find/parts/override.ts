import { holdsOverrides, overrideKeys } from '../../knowledge/images/overrides.ts'
import type { Write } from '../../edit/write.ts'
import { parseReference } from '../../reference/parse.ts'
import { formatReference, type Reference } from '../../reference/reference.ts'
import { isRefusal } from '../../reference/refusal.ts'
import type { Field } from '../../yaml/field.ts'
import { joinKey } from '../../yaml/path.ts'
import type { Text } from '../../yaml/text.ts'
import type { Around } from '../around.ts'
import { changed } from '../shapes/changed.ts'
import { joinParts, occurrenceOfParts, type JoinedImage } from '../shapes/image-parts.ts'
import { partValues } from '../shapes/part-values.ts'
import { placeholderFiller } from '../shapes/placeholder.ts'
import { occurrenceOf } from '../shapes/reference.ts'
import { siblingsOf } from '../shapes/siblings.ts'
import type { Walk } from '../walk.ts'

/**
 * `{name, newName, newTag, digest}` of kustomize: the new name is pulled and moved, the name is what other manifests say
 * and stays. Without a new name it is given one. Whether a mapping is such an override.
 */
export function findOverride(
  walk: Walk,
  field: Field,
  keys: readonly (string | undefined)[],
  around: Around,
): boolean {
  if (!field.isItem || !keys.includes('name')) return false
  const isNew = keys.some(key => key !== undefined && overrideKeys.has(key))
  if (!isNew && !(keys.includes('digest') && holdsOverrides(around.manifest.group, field.path))) return false
  const siblings = siblingsOf(field)
  if (siblings === undefined) return false
  const hasNewName = (field.get('newName')?.text ?? '') !== ''
  const parts = { repository: hasNewName ? 'newName' : 'name', tag: 'newTag', digest: 'digest' }
  const image = joinParts(siblings, { keys: parts, hasRegistry: false, hasName: false, staysClosed: true })
  if (image === undefined || isRefusal(image.reference) || placeholderFiller(image.written) !== undefined)
    return false
  // The manifests that it is for were moved before.
  if (!hasNewName && walk.isTarget(image.reference)) return false
  for (const key of ['name', 'newName']) {
    const value = field.get(key)?.node
    if (value !== undefined) walk.taken.add(value)
  }
  const found = occurrenceOfParts(image, image.reference)
  const path = joinKey(field.path, 'newName')
  const write = (target: Reference): readonly Write[] | undefined => withNewName(image, target)
  walk.add(hasNewName ? found : changed(found, { path, write }), around)
  return true
}

function withNewName(image: JoinedImage, target: Reference): readonly Write[] | undefined {
  const { name, ...values } = partValues(image, target) ?? {}
  return name === undefined ? undefined : image.siblings.assign({ newName: name, ...values })
}

/** `name=newName:tag` and `name:tag` of Argo CD. Whether a text is such an override. */
export function readOverride(walk: Walk, field: Field, text: Text, around: Around): boolean {
  if (!holdsOverrides(around.manifest.group, field.path)) return false
  const value = text.source.trim()
  const sign = value.indexOf('=')
  const written = value.slice(sign + 1)
  const reference = parseReference(written)
  if (isRefusal(reference)) return false
  const start = text.source.indexOf(value) + sign + 1
  const found = occurrenceOf(field, text, start, written, { reference })
  if (sign >= 0 || walk.isTarget(reference)) walk.add(found, around)
  else {
    const name = written.replace(/@.*$/, '').replace(/:[^/]*$/, '')
    const replaced = (target: Reference): string => `${name}=${formatReference(target)}`
    const end = start + written.length
    walk.add(changed(found, { write: target => [{ start, end, text: replaced(target) }] }), around)
  }
  return true
}

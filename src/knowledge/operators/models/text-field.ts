import type { Field } from '../../../yaml/field.ts'
import { parseReference } from '../../../reference/parse.ts'
import type { Reference } from '../../../reference/reference.ts'
import { isRefusal } from '../../../reference/refusal.ts'

/** The field at a path of keys below another. */
export function fieldAt(root: Field | undefined, path: string): Field | undefined {
  return path.split('/').reduce<Field | undefined>((field, key) => field?.get(key), root)
}

/** The first field that is set: an empty text is "not set" for every operator. */
export function firstWritten(fields: readonly (Field | undefined)[]): Field | undefined {
  return fields.find(field => (field?.text ?? '').trim() !== '')
}

/** The first text that is not empty. */
export function firstText(fields: readonly (Field | undefined)[]): string | undefined {
  return firstWritten(fields)?.text
}

export function isTrue(field: Field | undefined): boolean {
  return field?.text === 'true'
}

/** A text as a reference; undefined for a text that is none. */
export function referenceOf(text: string | undefined): Reference | undefined {
  const reference = text === undefined ? undefined : parseReference(text)
  return reference === undefined || isRefusal(reference) ? undefined : reference
}

/** The container of a list with that name. */
export function containerNamed(list: Field | undefined, name: string): Field | undefined {
  return list?.items.find(item => item.get('name')?.text === name)
}

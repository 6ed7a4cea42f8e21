import type { Field } from '../../../yaml/field.ts'
import { booleanOf } from '../../../yaml/scalar-type.ts'
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

/** Whether a field says true, as Kubernetes reads it: `yes` and `on` do, too. Annotations say it in quotes. */
export function isTrue(field: Field | undefined): boolean {
  return field?.text === 'true' || truthOf(field) === true
}

/** Whether a field says false; one that is not there does not. */
export function isFalse(field: Field | undefined): boolean {
  return truthOf(field) === false
}

function truthOf(field: Field | undefined): boolean | undefined {
  const scalar = field?.scalar
  return field === undefined || scalar === undefined ? undefined : booleanOf(field.inText.source, scalar)
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

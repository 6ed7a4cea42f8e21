import type { Write } from '../../edit/write.ts'
import type { Place } from '../../problem.ts'
import type { Text } from '../../yaml/text.ts'
import type { ObjectName } from '../object-name.ts'

/** A field next to the images that a values file asks for. */
export type FieldChange = {
  readonly field: 'imagePullPolicy' | 'service account'
  readonly component: string
  /** What was there; undefined for a field that was added. */
  readonly written: string | undefined
  readonly text: string
  /** The key in the values that asks for it. */
  readonly key: string
  readonly object: ObjectName
  readonly place: Place
}

/** A field change, and what is to be written for it. */
export type FieldWrites = {
  readonly entry: FieldChange
  readonly text: Text
  readonly writes: readonly Write[]
}

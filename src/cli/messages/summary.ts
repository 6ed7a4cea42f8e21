import type { FieldChange } from '../../plan/values/field-change.ts'
import type { Change, SecretChange } from '../../plan/plan.ts'
import { printable } from '../../reference/quote.ts'
import { formatReference } from '../../reference/reference.ts'
import type { Summary } from '../../relocate.ts'

import { formatPlace } from './message.ts'

/** One line for each change: where it is, what became what, and by which rule. */
export function detailsOf(
  changes: readonly Change[],
  secrets: readonly SecretChange[],
  fields: readonly FieldChange[] = [],
): readonly string[] {
  return [
    ...changes.map(
      ({ place, written, target, rule }) =>
        `${formatPlace(place)}: ${printable(written)} → ${printable(formatReference(target))} (${printable(rule.text)})`,
    ),
    ...secrets.map(
      ({ place, names }) => `${formatPlace(place)}: + ${names.map(printable).join(', ')} (pull-secret)`,
    ),
    ...fields.map(
      ({ place, written, text, key }) =>
        `${formatPlace(place)}: ${printable(written ?? '')} → ${printable(text)} (values ${printable(key)})`,
    ),
  ]
}

/** The line that ends a good run: "25 images in 14 objects relocated, 16 pull secrets added". */
export function summaryOf({ images, objects, secrets, fields }: Summary): string {
  const relocated = `${counted(images, 'image')} in ${counted(objects, 'object')} relocated`
  const others = fields === 0 ? '' : `, ${counted(fields, 'other field')} set`
  return `${relocated}, ${counted(secrets, 'pull secret')} added${others}`
}

/** A number with its noun: "1 image", "2 images". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

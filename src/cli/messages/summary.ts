import { printable } from '../../reference/quote.ts'
import { formatReference } from '../../reference/reference.ts'
import type { Result, Summary } from '../../relocate.ts'

import { formatPlace } from './message.ts'

/** One line for each change: where it is, what became what, and by which rule. */
export function detailsOf(
  results: readonly Pick<Result, 'changes' | 'secrets' | 'fields'>[],
): readonly string[] {
  return [
    ...results
      .flatMap(({ changes }) => changes)
      .map(
        ({ place, written, target, rule }) =>
          `${formatPlace(place)}: ${printable(written)} → ${printable(formatReference(target))} (${printable(rule.text)})`,
      ),
    ...results
      .flatMap(({ secrets }) => secrets)
      .map(({ place, names }) => `${formatPlace(place)}: + ${names.map(printable).join(', ')} (pull-secret)`),
    ...results
      .flatMap(({ fields }) => fields)
      .map(
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

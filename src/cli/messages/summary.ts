import { printable } from '../../reference/quote.ts'
import { formatReference } from '../../reference/reference.ts'
import type { Result } from '../../relocate.ts'

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

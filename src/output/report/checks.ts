import type { Place } from '../../problem.ts'
import { printable, printableSentence } from '../../reference/quote.ts'

import type { CheckEntry } from './report.ts'
import { defined, reportPlaceOf } from './report-place.ts'

/** The checks of a command in the world, with their results. */
export type CheckedItem = Pick<CheckEntry, 'subject' | 'state'> & {
  readonly name: string
  readonly finding: string
  readonly remedy?: string
  readonly place?: Place
}

/** One entry for each check, in the order of the checks. */
export function checkEntries(items: readonly CheckedItem[]): readonly CheckEntry[] {
  return items.map(({ subject, state, name, finding, remedy, place }) =>
    defined({
      subject,
      state,
      name: printable(name),
      finding: printableSentence(finding),
      remedy: remedy === undefined ? undefined : printableSentence(remedy),
      ...reportPlaceOf(place),
    }),
  )
}

import type { RefusedBecause } from '../edit/compose.ts'
import type { Problem } from '../problem.ts'
import type { Entry } from './entry.ts'

/** A change that the edit map refuses. It fails the run, because the output would lack a reported change. */
export function refusedEdit([{ place }, why]: readonly [Entry, RefusedBecause]): Problem {
  switch (why) {
    case 'conflict':
      return {
        code: 'EDIT_REFUSED',
        message: 'two changes need different values in one place',
        remedy:
          'give both the same value, or write the fields apart: an anchor, a line or a key has one value',
        place,
      }
    case 'no-room':
      return {
        code: 'EDIT_REFUSED',
        message: 'this field has no room for the new text',
        remedy: 'write the field as a mapping or a list over several lines',
        place,
      }
  }
}

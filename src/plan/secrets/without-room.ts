import type { Place, Problem } from '../../problem.ts'
import { printable } from '../../reference/quote.ts'

/** What to do where only one secret reaches the pods. */
export const oneSecret =
  'put all credentials into one secret: pods with a pull secret of their own get none from their service account'

/** The problem of a field that takes one pull secret where more are asked for. */
export function withoutRoom(names: readonly string[], place: Place): Problem {
  return {
    code: 'SECRET_WITHOUT_ROOM',
    message: `this field takes one pull secret, so ${names.map(printable).join(', ')} is left out`,
    remedy: oneSecret,
    place,
  }
}

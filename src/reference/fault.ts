import type { RefusalReason } from './refusal.ts'

/** What is wrong with a part of a reference, before the whole text is known. `what` quotes the part. */
export type Fault = {
  readonly reason: RefusalReason
  readonly what: string
  readonly remedy: string
}

export function isFault(value: object): value is Fault {
  return 'reason' in value
}

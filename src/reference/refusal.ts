import type { Reference } from './reference.ts'
import { quote } from './quote.ts'

/** Every reason why a text is no image reference. */
export const refusalReasons = [
  'empty',
  'too-long',
  'url',
  'surrounding-white-space',
  'inner-white-space',
  'identifier',
  'name-too-long',
  'bad-host',
  'bad-port',
  'empty-component',
  'upper-case',
  'bad-component',
  'empty-tag',
  'tag-too-long',
  'bad-tag',
  'empty-digest',
  'bad-digest',
  'digest-length',
] as const

export type RefusalReason = (typeof refusalReasons)[number]

/** Why a text is no reference: the message quotes the text, the remedy says what to write instead. */
export type Refusal = {
  readonly refused: RefusalReason
  readonly message: string
  readonly remedy: string
}

/** What is wrong with a part of a reference, before the whole text is known. `what` quotes the part. */
export type Fault = {
  readonly reason: RefusalReason
  readonly what: string
  readonly remedy: string
}

export function isRefusal(value: Reference | Refusal): value is Refusal {
  return 'refused' in value
}

/** The refusal of a whole text for one fault in it. */
export function refuse(text: string, fault: Fault): Refusal {
  return {
    refused: fault.reason,
    message: `not an image reference: ${quote(text)}: ${fault.what}`,
    remedy: fault.remedy,
  }
}

/** A refusal as a fault of a larger text that contains the reference. */
export function faultOfRefusal(refusal: Refusal): Fault {
  return { reason: refusal.refused, what: refusal.message, remedy: refusal.remedy }
}

export function isFault(value: object): value is Fault {
  return 'reason' in value
}

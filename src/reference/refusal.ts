import type { Reference } from './reference.ts'
import { quote } from './quote.ts'
import type { Fault } from './fault.ts'

/** Every reason why a text is not an image reference. */
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

/** Why a text is not a reference: the message quotes the text, the remedy says what to write instead. */
export type Refusal = {
  readonly refused: RefusalReason
  readonly message: string
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

import { type Fault, isFault } from '../reference/fault.ts'
import type { RefusalReason } from '../reference/refusal.ts'
import { type ValueType, type ValueFault, checked, text } from './value-type.ts'

/** Faults of references and their parts in words that quote nothing. */
export const faultWords: Readonly<Record<RefusalReason, string>> = {
  empty: 'it is empty',
  'too-long': 'it is too long',
  url: 'it begins with the scheme of a URL, or carries a user name',
  'surrounding-white-space': 'it has white space at an end',
  'inner-white-space': 'it has white space inside',
  identifier: 'it is the bare ID of an image',
  'name-too-long': 'its name is too long',
  'bad-host': 'its first part is not a registry host, or is ambiguous',
  'bad-port': 'its port is none',
  'empty-component': 'a part between slashes is empty',
  'upper-case': 'a repository has capitals',
  'bad-component': 'it has a character that no name has',
  'empty-tag': 'its tag is empty',
  'tag-too-long': 'its tag is too long',
  'bad-tag': 'its tag is wrong, or has no place here',
  'empty-digest': 'its digest is empty',
  'bad-digest': 'its digest is wrong, or has no place here',
  'digest-length': 'its digest has another length than its algorithm gives',
}

export function named(
  what: string,
  parse: (text: string) => object | Fault,
  remedy: string,
): ValueType<string> {
  const faultOf = (value: string): ValueFault | undefined => {
    const parsed = parse(value)
    return isFault(parsed) ? { what: `not ${what}: ${faultWords[parsed.reason]}`, remedy } : undefined
  }
  return checked(text, faultOf)
}

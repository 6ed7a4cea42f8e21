import type { Fault } from '../../reference/fault.ts'
import { parseReference } from '../../reference/parse.ts'
import type { Reference } from '../../reference/reference.ts'
import { isRefusal, faultOfRefusal } from '../../reference/refusal.ts'
import { userInfoFault, portFault } from './prefix-fault.ts'

/** One whole image, as source or target of an exact image. */
export function parseImage(text: string): Reference | Fault {
  const secret = userInfoFault(text)
  if (secret !== undefined) return secret
  const reference = parseReference(text)
  if (isRefusal(reference)) return faultOfRefusal(reference)
  return portFault(reference.registry ?? '') ?? reference
}

import { faultOfSecretName } from '../secret-name.ts'
import { parseReference } from '../../reference/parse.ts'
import { isRefusal } from '../../reference/refusal.ts'
import { faultWords } from '../checked-text.ts'
import type { KnownKey } from './known-key.ts'

/** https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy */
const pullPolicies = ['Always', 'IfNotPresent', 'Never']

/** Why a value is invalid for its key; undefined if it is valid. */
export function faultOfValue(part: KnownKey['part'], value: string): string | undefined {
  switch (part) {
    case 'registry':
      return faultOfReference(`${value}/image`)
    case 'repository':
    case 'image':
      return faultOfReference(value)
    case 'tag':
      return faultOfReference(`image:${value}`)
    case 'digest':
      return faultOfReference(`image@${value.includes(':') ? value : `sha256:${value}`}`)
    case 'pull-policy':
      return pullPolicies.includes(value) ? undefined : `a pull policy is one of ${pullPolicies.join(', ')}`
    case 'account':
    case 'pull-secrets': {
      const fault = faultOfSecretName(value)
      return fault === undefined ? undefined : `as a name, it ${fault}`
    }
  }
}

function faultOfReference(text: string): string | undefined {
  const reference = parseReference(text)
  return isRefusal(reference)
    ? `no image reference comes out, because ${faultWords[reference.refused]}`
    : undefined
}

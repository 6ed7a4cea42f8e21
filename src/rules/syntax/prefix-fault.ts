import type { Fault } from '../../reference/fault.ts'
import { isHost } from '../../reference/host.ts'
import { lengthFault } from '../../reference/name-length.ts'
import { textFault, registryFault } from '../../reference/parse.ts'
import { pathFault } from '../../reference/path.ts'
import { quote } from '../../reference/quote.ts'
import { maskRule } from '../../reference/user-info.ts'

export function prefixFault(written: string, text: string, first: string, path: string): Fault | undefined {
  if (text === '') return { reason: 'empty', what: 'nothing is written', remedy: 'write HOST[:PORT][/PATH]' }
  return (
    userInfoFault(written) ??
    textFault(written) ??
    versionFault(text, path) ??
    lengthFault(text) ??
    (isHost(first) ? registryFault(first) : pathFault(first)) ??
    portFault(first) ??
    (path === '' ? undefined : pathFault(path))
  )
}

/** A secret in a rule would be written into manifests. */
export function userInfoFault(written: string, has?: Parameters<typeof maskRule>[1]): Fault | undefined {
  return maskRule(written, has) === written
    ? undefined
    : {
        reason: 'url',
        what: 'it carries a user name, a password or a token',
        remedy: 'leave them out: nodes log in with a pull secret, you with docker login',
      }
}

function versionFault(text: string, path: string): Fault | undefined {
  const remedy = 'leave tag and digest out: every image keeps its own'
  const at = text.indexOf('@')
  if (at !== -1)
    return { reason: 'bad-digest', what: `it carries a digest, ${quote(text.slice(at))}`, remedy }
  const colon = path.indexOf(':')
  return colon === -1
    ? undefined
    : { reason: 'bad-tag', what: `it carries a tag, ${quote(path.slice(colon))}`, remedy }
}

/** A port that does not exist. The grammar of references allows it; it is always a mistake. */
export function portFault(registry: string): Fault | undefined {
  const port = /:([0-9]+)$/.exec(registry)?.[1]
  if (port === undefined || (Number(port) >= 1 && Number(port) <= 65535)) return undefined
  return {
    reason: 'bad-port',
    what: `not a port: ${quote(port)}`,
    remedy: 'write a port from 1 to 65535',
  }
}

import { canonicalHost, dockerHub, isHost } from '../reference/host.ts'
import { registryFault, textFault } from '../reference/parse.ts'
import { lengthFault, pathFault } from '../reference/path.ts'
import { quote } from '../reference/quote.ts'
import { maskRule } from '../reference/user-info.ts'
import type { Fault } from '../reference/refusal.ts'
import { trimSlashes } from '../reference/slashes.ts'

/** The first components of names: `HOST[:PORT][/PATH]`, as a target or a source of a mirror is written. */
export type Prefix = {
  /** As written, without trailing slashes. */
  readonly text: string
  /** The first component. It is a host only if container runtimes read it as one. */
  readonly first: string
  readonly isHost: boolean
  /** What follows the first component; empty if nothing does. */
  readonly path: string
  /** The canonical name, for comparison: `myregistry/x` is `docker.io/myregistry/x`. */
  readonly name: string
}

/** A prefix, or what is wrong with the text. */
export function parsePrefix(written: string): Prefix | Fault {
  const text = trimSlashes(written)
  const slash = text.indexOf('/')
  const first = slash === -1 ? text : text.slice(0, slash)
  const path = slash === -1 ? '' : text.slice(slash + 1)
  return (
    prefixFault(written, text, first, path) ?? {
      text,
      first,
      isHost: isHost(first),
      path,
      name: isHost(first) ? `${canonicalHost(first)}${text.slice(first.length)}` : `${dockerHub}/${text}`,
    }
  )
}

function prefixFault(written: string, text: string, first: string, path: string): Fault | undefined {
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

/** A port that no machine has. The grammar of references lets it pass, nobody can have meant it. */
export function portFault(registry: string): Fault | undefined {
  const port = /:([0-9]+)$/.exec(registry)?.[1]
  if (port === undefined || (Number(port) >= 1 && Number(port) <= 65_535)) return undefined
  return {
    reason: 'bad-port',
    what: `there is no port ${quote(port)}`,
    remedy: 'write a port from 1 to 65535',
  }
}

/** Whether a canonical name is the prefix or lies below it. Components are never cut, and a port is part of its host. */
export function isUnder(name: string, prefix: string): boolean {
  return name.startsWith(prefix) && (name.length === prefix.length || name[prefix.length] === '/')
}

/** A name and all prefixes of it, the longest first. */
export function prefixesOf(name: string): readonly string[] {
  const prefixes = [name]
  for (let end = name.lastIndexOf('/'); end > 0; end = name.lastIndexOf('/', end - 1)) {
    prefixes.push(name.slice(0, end))
  }
  return prefixes
}

/** The name of the official image that `docker.io/name` is short for; undefined for any other prefix. */
export function officialName(prefix: string): string | undefined {
  const path = prefix.startsWith(`${dockerHub}/`) ? prefix.slice(dockerHub.length + 1) : '/'
  return path.includes('/') ? undefined : `${dockerHub}/library/${path}`
}

import { isHost } from '../../reference/host.ts'
import { canonicalHost, dockerHub } from '../../reference/docker-hub.ts'
import type { Fault } from '../../reference/fault.ts'
import { trimSlashes } from '../../reference/slashes.ts'
import { prefixFault } from './prefix-fault.ts'

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

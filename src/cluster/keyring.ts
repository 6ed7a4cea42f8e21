import type { RegistryLogin } from './pull-secret.ts'

/**
 * The credentials that the kubelet tries for an image, in its order: the most specific key first, then Docker Hub's for
 * images of Docker Hub. `name` is `HOST[:PORT]/PATH` in canonical spelling.
 *
 * Hosts match part by part, with `*` and `?` in a part; ports must be equal; a path matches by prefix of its text.
 * Source: https://github.com/kubernetes/kubernetes/blob/v1.35.4/pkg/credentialprovider/keyring.go
 */
export function credentialsFor<Entry extends RegistryLogin>(
  entries: readonly Entry[],
  name: string,
): readonly Entry[] {
  const keyed = entries.map(entry => ({ entry, key: normalKey(entry.key) }))
  const order = Array.from(new Set(keyed.map(({ key }) => key)))
    .sort()
    .reverse()
  const found = order
    .filter(key => matches(key, name))
    .flatMap(key => keyed.filter(item => item.key === key).map(({ entry }) => entry))
  if (found.length > 0 || !/^(?:index\.)?docker\.io\//.test(name)) return found
  return keyed.filter(({ key }) => key === 'index.docker.io').map(({ entry }) => entry)
}

/** A key without its scheme and without the version of the API. */
function normalKey(key: string): string {
  const [, host = '', path = ''] = /^(?:https?:\/\/)?([^/]*)(\/.*)?$/.exec(key) ?? []
  const below = /^\/v[12]\//.test(path) ? path.slice(3) : path
  return below === '/' ? host : host + below
}

function matches(key: string, name: string): boolean {
  const [pattern, target] = [split(key), split(name)]
  if (pattern.port !== target.port || pattern.parts.length !== target.parts.length) return false
  if (!target.path.startsWith(pattern.path)) return false
  return pattern.parts.every((part, index) => isLike(part, target.parts[index] ?? ''))
}

function split(text: string): {
  readonly parts: readonly string[]
  readonly port: string
  readonly path: string
} {
  const slash = text.indexOf('/')
  const authority = slash < 0 ? text : text.slice(0, slash)
  const [, host = authority, port = ''] = /^(.*?)(?::(\d+))?$/.exec(authority) ?? []
  return { parts: host.split('.'), port, path: slash < 0 ? '' : text.slice(slash) }
}

/** One part of a host as `filepath.Match` of Go takes it: `*`, `?` and classes in brackets. */
function isLike(pattern: string, text: string): boolean {
  const expression = pattern
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replaceAll('*', '[^/]*')
    .replaceAll('?', '[^/]')
  try {
    return new RegExp(`^${expression}$`).test(text)
  } catch {
    return false
  }
}

/** A key without its scheme and without the version of the API. */
export function normalKey(key: string): string {
  const [, host = '', path = ''] = /^(?:https?:\/\/)?([^/]*)(\/.*)?$/.exec(key) ?? []
  const below = /^\/v[12]\//.test(path) ? path.slice(3) : path
  return below === '/' ? host : host + below
}

export function matches(key: string, name: string): boolean {
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

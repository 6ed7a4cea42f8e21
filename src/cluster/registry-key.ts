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
  // As Go divides host and port, the brackets of an IPv6 address are gone.
  const name = port === '' ? host : host.replace(/^\[(.*)\]$/, '$1')
  return { parts: name.split('.'), port, path: slash < 0 ? '' : text.slice(slash) }
}

/**
 * One part of a host as `filepath.Match` of Go takes it: `*`, `?` and classes in brackets. What does not fit after a `*` is
 * tried one character later; no earlier `*` has to be tried again, so that no key takes long. Brackets that are not closed
 * fit nothing.
 */
function isLike(pattern: string, text: string): boolean {
  const tokens = pattern.match(/\*+|\[[^\]]*(?:\]|$)|[^]/g) ?? []
  let [at, token] = [0, 0]
  let star: { readonly token: number; readonly at: number } | undefined
  while (at < text.length) {
    const next = tokens[token]
    if (next?.startsWith('*') === true) {
      star = { token, at }
      token++
    } else if (next !== undefined && fits(next, text.charAt(at))) {
      token++
      at++
    } else if (star === undefined) {
      return false
    } else {
      star = { token: star.token, at: star.at + 1 }
      token = star.token + 1
      at = star.at
    }
  }
  return tokens.slice(token).every(rest => rest.startsWith('*'))
}

function fits(token: string, character: string): boolean {
  if (token === '?') return true
  if (!token.startsWith('[')) return token === character
  const [, negation = '', members] = /^\[(\^?)(.+)\]$/.exec(token) ?? []
  if (members === undefined) return false
  const ranges = members.match(/.-.|./g) ?? []
  const isMember = ranges.some(
    range => range.charAt(0) <= character && character <= range.charAt(range.length - 1),
  )
  return isMember === (negation === '')
}

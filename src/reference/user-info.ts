/** What is shown in place of a user name and a password. */
const mask = '***'

/**
 * A text without the user information of its URLs: `https://robot:pass@host/x` becomes `https://***@host/x`. Also without
 * a scheme, as people write registries (`robot:pass@host:5000/x`), where what follows `@` is a host and no digest.
 */
export function maskUserInfo(text: string): string {
  const bare = text.includes('://')
    ? text.replace(/(:\/\/[^\s"'`<>?]{0,400}\?)[^\s"'`<>]+/g, `$1${mask}`)
    : text
  return bare.includes('@') ? bare.replace(/[^\s"'`<>]+/g, masked) : bare
}

/** `user:password` of a URL, decoded; a percent sign that encodes nothing stays. Undefined for a URL without either. */
export function userInfoOf(url: {
  readonly username: string
  readonly password: string
}): string | undefined {
  if (url.username === '' && url.password === '') return undefined
  return `${decoded(url.username)}:${decoded(url.password)}`
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** What follows an `@` in an image or a pattern of images: a digest of any algorithm, or a wildcard for one. */
const digestOrWildcard = /^(?:(?:sha|md|blake)\w*|[a-z][a-z0-9+._-]*:[0-9a-f]{32,})|^[*?]/i

/**
 * A registry or an image of a rule, as a person may see it: without whatever is in front of an `@` that begins no digest,
 * and, in a name, after a `?` or `#`. No such name can have these, and a user name, a password or a token may be there.
 */
export function maskRule(text: string, has: { readonly wildcards: boolean } = { wildcards: false }): string {
  const url = maskUserInfo(text)
  if (url !== text) return url
  const at = text.lastIndexOf('@')
  const bare = at === -1 || digestOrWildcard.test(text.slice(at + 1)) ? text : mask + text.slice(at)
  return has.wildcards ? bare : bare.replace(/([?#]).+$/s, `$1${mask}`)
}

function masked(word: string): string {
  const at = word.lastIndexOf('@')
  if (at === -1) return word
  const scheme = word.indexOf('://')
  if (scheme !== -1 && scheme < at) return maskedUrl(word, scheme + 3)
  const colon = word.indexOf(':')
  if (colon === -1 || colon > at || !isHost(word.slice(at + 1))) return word
  return word.slice(0, startOf(word, colon)) + mask + word.slice(at)
}

/** A password may hold a `/`, against the rules of URLs: then what is before the `/` is not a host with a port. */
function maskedUrl(word: string, start: number): string {
  const slash = word.indexOf('/', start)
  const authority = word.slice(start, slash === -1 ? word.length : slash)
  const isUserInfo = authority.includes('@') || /:(?!\d{1,5}$)/.test(authority)
  const at = authority.includes('@') ? start + authority.lastIndexOf('@') : word.lastIndexOf('@')
  return isUserInfo && !isDigest(word.slice(at + 1)) ? word.slice(0, start) + mask + word.slice(at) : word
}

/** After the last character before the colon that parts a mapping or a list. */
function startOf(word: string, colon: number): number {
  return Math.max(...['=', ',', ';', '('].map(mark => word.lastIndexOf(mark, colon))) + 1
}

function isHost(text: string): boolean {
  const [host = ''] = text.split(/[/,;)]/, 1)
  return !isDigest(text) && (host.includes('.') || host.startsWith('localhost') || /:\d{1,5}$/.test(host))
}

function isDigest(text: string): boolean {
  return /^[a-z][a-z0-9+._-]{0,40}:[0-9a-f]{16}/i.test(text)
}

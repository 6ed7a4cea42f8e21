import type { FoundSecret } from './cluster.ts'

/** Credentials that a pull secret holds for one key. */
export type RegistryLogin = {
  /** The key as it is written: `HOST[:PORT][/PATH]`, hosts with `*`, or a URL. */
  readonly key: string
  readonly user: string
  readonly password: string
}

/** A pull secret as the kubelet reads it, or why it cannot. */
export type PullSecret =
  | { readonly kind: 'read'; readonly entries: readonly RegistryLogin[] }
  /** `isFatal`: it spoils every other secret of the pod as well. */
  | { readonly kind: 'unfit'; readonly reason: string; readonly isFatal: boolean }

/**
 * The types of Secret that the kubelet takes credentials from, and the key they are under.
 * Source: https://github.com/kubernetes/kubernetes/blob/v1.35.4/pkg/credentialprovider/secrets/secrets.go
 */
const keys: Readonly<Record<string, string>> = {
  'kubernetes.io/dockerconfigjson': '.dockerconfigjson',
  'kubernetes.io/dockercfg': '.dockercfg',
}

/** Reads a Secret as the kubelet does: only `auths` counts, and text that is no JSON fails all secrets of the pod. */
export function readPullSecret({ type, data }: FoundSecret): PullSecret {
  const key = keys[type]
  if (key === undefined) {
    const reason = `its type is ${JSON.stringify(type)}, and must be kubernetes.io/dockerconfigjson`
    return { kind: 'unfit', reason, isFatal: false }
  }
  const encoded = data[key]
  if (encoded === undefined || encoded === '')
    return { kind: 'unfit', reason: `it has no ${key}`, isFatal: false }
  const value = jsonIn(Buffer.from(encoded, 'base64').toString())
  const auths = key === '.dockercfg' ? value : value?.['auths']
  if (value === undefined) return fatal(`its ${key} is no JSON object`)
  if (auths === undefined || auths === null) return { kind: 'read', entries: [] }
  if (typeof auths !== 'object' || Array.isArray(auths)) return fatal(`"auths" in its ${key} is no object`)
  const entries: RegistryLogin[] = []
  for (const [name, entry] of Object.entries(auths as Readonly<Record<string, unknown>>)) {
    const read = readEntry(name, entry)
    if (read === undefined)
      return fatal(
        `the entry ${JSON.stringify(name)} of its ${key} is not readable: "auth" must be base64 of USER:PASSWORD`,
      )
    entries.push(read)
  }
  return { kind: 'read', entries }
}

/** `auth` counts before user and password. */
function readEntry(key: string, entry: unknown): RegistryLogin | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined
  const { auth, username = '', password = '' } = entry as Readonly<Record<string, unknown>>
  if (typeof username !== 'string' || typeof password !== 'string') return undefined
  if (auth === undefined || auth === '') return { key, user: username, password }
  if (typeof auth !== 'string' || !/^[A-Za-z0-9+/]*={0,2}$/.test(auth.replace(/[\r\n]/g, '')))
    return undefined
  const decoded = Buffer.from(auth, 'base64').toString()
  const colon = decoded.indexOf(':')
  return colon < 0 ? undefined : { key, user: decoded.slice(0, colon), password: decoded.slice(colon + 1) }
}

function fatal(reason: string): PullSecret {
  return { kind: 'unfit', reason, isFatal: true }
}

function jsonIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject ? (value as Readonly<Record<string, unknown>>) : undefined
  } catch {
    return undefined
  }
}

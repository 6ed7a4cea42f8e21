/** Credentials that a pull secret holds for one key. */
export type RegistryLogin = {
  /** The key as it is written: `HOST[:PORT][/PATH]`, hosts with `*`, or a URL. */
  readonly key: string
  readonly user: string
  readonly password: string
}

/** `auth` counts before user and password. */
export function readEntry(key: string, entry: unknown): RegistryLogin | undefined {
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

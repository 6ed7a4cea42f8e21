import { jsonObjectIn } from '../json-object.ts'
import type { FoundSecret } from './cluster.ts'
import { readEntry, type RegistryLogin } from './registry-login.ts'

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

/** Reads a Secret as the kubelet does: only `auths` counts, and text that is not JSON fails all secrets of the pod. */
export function readPullSecret({ type, data }: FoundSecret): PullSecret {
  const key = keys[type]
  if (key === undefined) {
    const reason = `its type is ${JSON.stringify(type)}, and must be kubernetes.io/dockerconfigjson`
    return { kind: 'unfit', reason, isFatal: false }
  }
  const encoded = data[key]
  if (encoded === undefined || encoded === '')
    return { kind: 'unfit', reason: `it has no ${key}`, isFatal: false }
  const value = jsonObjectIn(Buffer.from(encoded, 'base64').toString())
  const auths = key === '.dockercfg' ? value : value?.['auths']
  if (value === undefined) return fatal(`its ${key} is not a JSON object`)
  if (auths === undefined || auths === null) return { kind: 'read', entries: [] }
  if (typeof auths !== 'object' || Array.isArray(auths))
    return fatal(`"auths" in its ${key} is not an object`)
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

function fatal(reason: string): PullSecret {
  return { kind: 'unfit', reason, isFatal: true }
}

import type { RegistryLogin } from './registry-login.ts'
import { normalKey, matches } from './registry-key.ts'

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
  const order = [...new Set(keyed.map(({ key }) => key))].sort().reverse()
  const found = order
    .filter(key => matches(key, name))
    .flatMap(key => keyed.filter(item => item.key === key).map(({ entry }) => entry))
  if (found.length > 0 || !name.startsWith('docker.io/')) return found
  return keyed.filter(({ key }) => key === 'index.docker.io').map(({ entry }) => entry)
}

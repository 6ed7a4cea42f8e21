import { credentialsFor } from '../../../cluster/keyring.ts'
import type { Credentials, FindCredentials } from '../../../registry/authorization/credentials.ts'
import type { Platform } from '../../../registry/platform.ts'
import { canonical, canonicalName } from '../../../reference/canonical.ts'

import type { PreflightEntry } from './entry.ts'
import { entriesOfImage, type Registries } from './registries.ts'
import type { lockedTags, RequestedImage } from './requested.ts'
import type { NodeCredentials, PullingPod } from './secrets.ts'

/**
 * Tries each image of each pod with exactly the credentials that the kubelet would try, in its order, and without any last:
 * the first that works counts, else the last answer. An image that several pods pull alike is tried once.
 */
export async function tryAsNode(
  pods: readonly PullingPod[],
  lockedFor: ReturnType<typeof lockedTags>,
  registries: Registries,
  platforms: readonly Platform[],
  progress: () => void,
): Promise<readonly PreflightEntry[]> {
  const tries = new Map<string, Promise<readonly PreflightEntry[]>>()
  const finder = finders()
  for (const { images, credentials, isPartial, place } of pods) {
    if (isPartial) continue
    for (const reference of images) {
      const matching = credentialsFor(credentials, canonicalName(reference))
      const key = [canonicalName(reference), reference.tag, reference.digest, ...matching.map(idOf)].join(
        '\0',
      )
      if (tries.has(key)) continue
      const image = { reference, isRepository: false, locked: lockedFor(reference), place }
      const attempted = attempt(registries, image, matching.map(found), platforms, finder)
      tries.set(key, attempted.finally(progress))
    }
  }
  return (await Promise.all(tries.values())).flat()
}

async function attempt(
  registries: Registries,
  image: RequestedImage,
  matching: readonly Credentials[],
  platforms: readonly Platform[],
  finder: ReturnType<typeof finders>,
): Promise<readonly PreflightEntry[]> {
  const host = canonical(image.reference).registry
  let last: readonly PreflightEntry[] = []
  for (const credentials of [...matching, undefined]) {
    if (credentials === undefined && last.length > 0) break
    const registry = registries.open(host, finder(credentials))
    last = await entriesOfImage(registry, image, platforms, 'pull')
    if (last[0]?.state !== 'forbidden') return last
    if (credentials === undefined) return last.map(entry => withoutSecret(entry, host))
  }
  return last
}

/** The kubelet has nothing but the pull secrets of a pod: to log in here is no help. */
function withoutSecret(entry: PreflightEntry, host: string): PreflightEntry {
  const finding = `${host} wants credentials, and no pull secret of these pods has any for it`
  const remedy = `give a pull secret of the pods an entry for ${host}`
  return { ...entry, finding, remedy }
}

/** One function for the same credentials, so that a registry is opened once for them. */
function finders(): (credentials: Credentials | undefined) => FindCredentials {
  const made = new Map<string, FindCredentials>()
  return credentials => {
    const key = JSON.stringify(credentials ?? null)
    const known = made.get(key) ?? (() => Promise.resolve(credentials))
    made.set(key, known)
    return known
  }
}

function found({ user, password, secret }: NodeCredentials): Credentials {
  return { user, password, origin: `the secret ${secret}` }
}

function idOf({ key, user, password, secret }: NodeCredentials): string {
  return [secret, key, user, password].join('\u0001')
}

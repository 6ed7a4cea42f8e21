import { isHost } from './host.ts'

/** Docker Hub as runtimes spell it in canonical names. */
export const dockerHub = 'docker.io'

/** Every host that is Docker Hub. */
export const dockerHubAliases: ReadonlySet<string> = new Set([
  'docker.io',
  'index.docker.io',
  'registry-1.docker.io',
  'registry.hub.docker.com',
])

/**
 * The one spelling of a registry: lower case, Docker Hub under its one name. A host of one label that only its capitals
 * tell from a path keeps them, all of them, so that it stays a host.
 */
export function canonicalHost(registry: string): string {
  const lower = registry.toLowerCase()
  if (dockerHubAliases.has(lower)) return dockerHub
  return isHost(lower) ? lower : registry.toUpperCase()
}

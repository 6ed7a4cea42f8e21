/**
 * API groups of files for tools that fill a registry: they copy images from where these files say.
 * Sources: https://docs.openshift.com/container-platform/latest/installing/disconnected_install/installing-mirroring-disconnected.html,
 * https://docs.zarf.dev/ref/create/, https://docs.hauler.dev/docs/guides-references/command-line/manifests.
 */
const mirroringGroups: ReadonlySet<string> = new Set([
  'mirror.openshift.io',
  'zarf.dev',
  'content.hauler.cattle.io',
])

/** Whether the images of a group are sources of copies. */
export function isMirroringGroup(group: string): boolean {
  return mirroringGroups.has(group)
}

/** Whether a key is the source of a copy, from the keys next to it: https://regclient.org/usage/regsync/. */
export function isMirrorSource(key: string, keys: readonly (string | undefined)[]): boolean {
  return key === 'source' && keys.includes('target')
}

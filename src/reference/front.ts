import { dockerHub } from './docker-hub.ts'

/**
 * Hosts that serve the repositories of another registry under the same paths. Source: the same images in
 * https://github.com/k8ssandra/cass-operator/blob/master/config/manager/image_config.yaml, which names these hosts in
 * the releases 1.18 to 1.27.0 and Docker Hub before and after.
 */
export const fronts: readonly { readonly host: string; readonly of: string }[] = [
  { host: 'cr.k8ssandra.io', of: dockerHub },
  { host: 'cr.dtsx.io', of: dockerHub },
]

/** The registry that a canonical host serves: the one behind it if it only fronts another, else itself. */
export function hostBehind(host: string): string {
  return fronts.find(front => front.host === host)?.of ?? host
}

/** Every other host that serves what this canonical one does, the registry itself before those that front it. */
export function equivalentHosts(host: string): readonly string[] {
  const behind = hostBehind(host)
  const all = [behind, ...fronts.filter(({ of }) => of === behind).map(front => front.host)]
  return all.filter(other => other !== host)
}

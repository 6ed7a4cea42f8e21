/**
 * Overrides of images: `name` is what an image is called in other manifests, and only what it becomes is pulled.
 * Sources: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/images/,
 * https://fluxcd.io/flux/components/kustomize/kustomizations/#images,
 * https://argo-cd.readthedocs.io/en/stable/user-guide/kustomize/.
 */
const groups: ReadonlySet<string> = new Set(['kustomize.config.k8s.io', 'kustomize.toolkit.fluxcd.io'])

/** What such an override gives to an image. */
export const overrideKeys: ReadonlySet<string> = new Set(['newName', 'newTag'])

/** Whether the items of a list are such overrides, from the group of its manifest and its path. */
export function holdsOverrides(group: string, path: string): boolean {
  return (
    /(?:^|\/)kustomize\/images\[\d+\]$/.test(path) ||
    (groups.has(group) && /(?:^|\/)images\[\d+\]$/.test(path))
  )
}

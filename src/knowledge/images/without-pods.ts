/** Fields that name images which no pod of the object pulls: `path` has everything below it. */
type WithoutPods = { readonly group: string; readonly kind: string; readonly path: string }

/**
 * What a bundle, an overlay or a scanner says about images of other pods.
 *
 * Sources: https://olm.operatorframework.io/docs/advanced-tasks/adding-related-images/,
 * https://fluxcd.io/flux/components/kustomize/kustomizations/#images,
 * https://fluxcd.io/flux/components/image/imagerepositories/
 */
const rows: readonly WithoutPods[] = [
  { group: 'operators.coreos.com', kind: 'ClusterServiceVersion', path: 'spec/relatedImages' },
  { group: 'kustomize.toolkit.fluxcd.io', kind: 'Kustomization', path: 'spec/images' },
  { group: 'image.toolkit.fluxcd.io', kind: 'ImageRepository', path: 'spec/image' },
]

/**
 * API groups of tools outside a cluster: no pod of a cluster pulls what their files name.
 * Sources: https://kind.sigs.k8s.io/docs/user/configuration/, https://k3d.io/stable/usage/configfile/,
 * https://carvel.dev/imgpkg/docs/latest/resources/.
 */
const toolGroups: ReadonlySet<string> = new Set(['kind.x-k8s.io', 'k3d.io', 'imgpkg.carvel.dev'])

/** Annotations of an object describe it: those that choose images of pods are on the templates of the pods. */
const ofObject = 'metadata'

/** Whether an image at a path, with `[]` for every index, is pulled by no pod of the object. */
export function isWithoutPods(group: string, kind: string, path: string): boolean {
  const isBelow = (field: string): boolean =>
    path === field || path.startsWith(`${field}/`) || path.startsWith(`${field}[`)
  return (
    toolGroups.has(group) ||
    isBelow(ofObject) ||
    rows.some(row => row.group === group && row.kind === kind && isBelow(row.path))
  )
}

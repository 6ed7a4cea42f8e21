/** The words a row may use for how an image (or a list of pull secrets) is written in a field. */
export const shapeNames = [
  'reference',
  'repository',
  'image-parts',
  'pod-spec',
  'containers',
  'volumes',
  'pull-secrets',
  'embedded-manifest',
] as const

export type ShapeName = (typeof shapeNames)[number]

/**
 * One fact: in manifests of this group and kind, this path has that shape.
 *
 * `group` is the API group without the version ('' is the core group, '*' any). `path` is written like
 * `spec/template/spec/containers[]/image`: segments parted by `/`, `[]` for every item of a list, `*` for every key of
 * a mapping, a `/` inside a key escaped as `\/`.
 */
export type FieldSpec = {
  readonly group: string
  readonly kind: string
  readonly path: string
  readonly shape: ShapeName
}

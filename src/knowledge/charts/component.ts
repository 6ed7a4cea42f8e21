/** The charts of the stack that have values for images. */
export const chartNames = ['k8ssandra', 'k8ssandra-operator', 'kube-prometheus-stack'] as const

export type ChartName = (typeof chartNames)[number]

/**
 * How a chart writes an image in its values, by the keys it uses. In `repository-tag` and `repository-tag-sha` the
 * registry is the beginning of `repository`; in `image-tag`, `image` is the whole name; `name-tag` is ImageConfig's
 * `{ registry, repository, name, tag }`, `name-suffix` the same for servers, whose tag follows from their version.
 */
export type ValueForm =
  | 'registry-repository-tag'
  | 'registry-repository-tag-sha'
  | 'repository-tag'
  | 'repository-tag-sha'
  | 'image-tag'
  | 'name-tag'
  | 'name-suffix'

/** One container (or one family of them) that a chart deploys, and the values that choose its image. */
export type Component = {
  readonly chart: ChartName
  /** Its name in the documentation's table; where the table forgot it, a name in the same manner. */
  readonly component: string
  /** Does the documentation's table have it? */
  readonly isDocumented: boolean
  /** Where the chart's values have the image; undefined when no value reaches it. */
  readonly values: string | undefined
  readonly form: ValueForm | undefined
  /** Versions of the chart in which the values are so, as `isInRange` reads them; absent for all. */
  readonly versions?: string
  /** Runs in a hook, which Helm 3 never shows to a post-renderer. */
  readonly isHook: boolean
  /** Whether it is in an argument of a container, and not the container's own image. */
  readonly isArgument?: true
  /** Where it is in a rendered stream, for people. */
  readonly location: string
  readonly note?: string
}

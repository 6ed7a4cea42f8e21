import type { Place } from '../problem.ts'

/** One value of a values file, with its place. */
export type ChartValue = {
  readonly value: string
  /** The key in the values, `cassandra.image.registry`. */
  readonly key: string
  readonly place: Place
}

/** The settings of a values file for one component; a part that it does not set is absent. */
export type ComponentSetting = {
  /** The name of the documentation, as in `components.ts`. */
  readonly component: string
  readonly registry?: ChartValue
  /** The path below the registry; where `registryIsInRepository`, the whole name. */
  readonly repository?: ChartValue
  /** Whether the chart has no key for the registry, so that `repository` begins with it. */
  readonly registryIsInRepository: boolean
  readonly tag?: ChartValue
  /** With its algorithm, `sha256:…`. */
  readonly digest?: ChartValue
  readonly pullPolicy?: ChartValue
  /** The service account of the component's pods. */
  readonly account?: ChartValue
  readonly pullSecrets: readonly ChartValue[]
}

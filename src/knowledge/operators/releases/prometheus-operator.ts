/**
 * What each release of prometheus-operator uses without a version in the resource: the releases, then Prometheus,
 * Alertmanager and Thanos. Source: pkg/operator/defaults.go at each tag of
 * https://github.com/prometheus-operator/prometheus-operator
 */
const table = `
0.38.0 0.38.1 0.38.2 0.38.3 | v2.16.0 v0.20.0 v0.11.0
0.39.0 | v2.17.2 v0.20.0 v0.11.0
0.40.0 | v2.19.0 v0.21.0 v0.12.2
0.41.0 0.41.1 0.42.0 0.42.1 | v2.20.0 v0.21.0 v0.14.0
0.43.0 0.43.1 0.43.2 | v2.22.0 v0.21.0 v0.15.0
0.44.0 0.44.1 | v2.23.0 v0.21.0 v0.17.1
0.45.0 | v2.24.0 v0.21.0 v0.17.2
0.46.0 | v2.24.1 v0.21.0 v0.17.2
0.47.0 0.47.1 0.48.0 0.48.1 | v2.26.0 v0.21.0 v0.19.0
0.49.0 | v2.28.1 v0.22.2 v0.21.1
0.50.0 | v2.29.1 v0.22.2 v0.22.0
0.51.0 0.51.1 | v2.30.0 v0.23.0 v0.22.0
0.51.2 | v2.30.2 v0.23.0 v0.22.0
0.52.0 0.52.1 | v2.31.0 v0.23.0 v0.23.1
0.53.0 | v2.32.0 v0.23.0 v0.23.1
0.53.1 | v2.32.1 v0.23.0 v0.23.1
0.54.0 0.54.1 | v2.32.1 v0.23.0 v0.24.0
0.55.0 0.55.1 | v2.33.5 v0.23.0 v0.25.0
0.56.0 0.56.1 0.56.2 0.56.3 | v2.35.0 v0.24.0 v0.25.2
0.57.0 | v2.36.0 v0.24.0 v0.26.0
0.58.0 | v2.37.0 v0.24.0 v0.27.0
0.59.0 0.59.1 0.59.2 | v2.38.0 v0.24.0 v0.28.0
0.60.0 0.60.1 | v2.39.0 v0.24.0 v0.28.0
0.61.0 0.61.1 | v2.40.1 v0.24.0 v0.29.0
0.62.0 | v2.41.0 v0.25.0 v0.30.1
0.63.0 | v2.42.0 v0.25.0 v0.30.2
0.64.0 0.64.1 0.65.0 0.65.1 0.65.2 | v2.43.0 v0.25.0 v0.31.0
0.66.0 | v2.44.0 v0.25.0 v0.31.0
0.67.0 0.67.1 | v2.45.0 v0.25.0 v0.31.0
0.68.0 | v2.47.0 v0.26.0 v0.32.2
0.69.0 0.69.1 | v2.47.2 v0.26.0 v0.32.4
0.70.0 | v2.48.0 v0.26.0 v0.32.4
0.71.0 0.71.1 0.71.2 | v2.48.1 v0.26.0 v0.33.0
0.72.0 | v2.50.0 v0.26.0 v0.34.1
0.73.0 0.73.1 0.73.2 | v2.51.1 v0.27.0 v0.34.1
0.74.0 | v2.52.0 v0.27.0 v0.35.0
0.75.0 0.75.1 0.75.2 | v2.53.0 v0.27.0 v0.35.1
0.76.0 0.76.1 0.76.2 | v2.54.0 v0.27.0 v0.36.0
0.77.0 0.77.1 0.77.2 | v2.54.1 v0.27.0 v0.36.1
0.78.0 0.78.1 0.78.2 | v2.55.0 v0.27.0 v0.36.1
0.79.0 0.79.1 0.79.2 | v3.0.1 v0.27.0 v0.37.2
0.80.0 0.80.1 | v3.1.0 v0.28.0 v0.37.2
0.81.0 | v3.2.1 v0.28.0 v0.37.2
0.82.0 0.82.1 0.82.2 | v3.2.1 v0.28.1 v0.38.0
0.83.0 | v3.4.0 v0.28.1 v0.38.0
0.84.0 0.84.1 | v3.4.2 v0.28.1 v0.39.1
0.85.0 | v3.5.0 v0.28.1 v0.39.2
0.86.0 0.86.1 0.86.2 | v3.6.0 v0.28.1 v0.39.2
0.87.0 0.87.1 | v3.7.3 v0.29.0 v0.39.2
0.88.0 0.88.1 | v3.9.1 v0.30.0 v0.40.1
0.89.0 | v3.9.1 v0.31.0 v0.40.1
0.90.0 0.90.1 | v3.10.0 v0.31.1 v0.41.0
0.91.0 | v3.11.3 v0.32.1 v0.41.0
0.92.0 0.92.1 | v3.12.0 v0.33.0 v0.41.0
0.93.0 | v3.13.1 v0.33.1 v0.42.2
`

/** The default versions of one release, as tags. */
type PrometheusDefaults = {
  readonly prometheus: string
  readonly alertmanager: string
  readonly thanos: string
}

let defaults: ReadonlyMap<string, PrometheusDefaults> | undefined

/** The defaults of every release that is known, by its numbers: `0.52.0`. Read when a stream has the operator. */
export function prometheusDefaults(): ReadonlyMap<string, PrometheusDefaults> {
  return (defaults ??= new Map(
    table
      .trim()
      .split('\n')
      .flatMap(line => {
        const [releases = '', tags = ''] = line.split(' | ')
        const [prometheus = '', alertmanager = '', thanos = ''] = tags.split(' ')
        return releases.split(' ').map(release => [release, { prometheus, alertmanager, thanos }] as const)
      }),
  ))
}

/**
 * In which releases something is so, as `isInRange` reads it. Sources: pkg/apis/monitoring/v1/thanos_types.go and
 * pkg/prometheus/server/statefulset.go at each tag.
 */
export const prometheusTraits = {
  /** The schema of ThanosRuler has a version. */
  rulerHasVersion: '>=0.62.0',
  /** The tag of Prometheus is made of the numbers of its version; before, it is the text. */
  parsesVersion: '>=0.78.0',
} as const

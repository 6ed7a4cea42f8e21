import { isInRange, parseVersion } from '../version.ts'

/** One row of `cassandra.versionImageMap`: the image of a Cassandra version in versions of the K8ssandra chart. */
export type ServerImage = {
  /** Versions of the K8ssandra chart, as `isInRange` reads them. */
  readonly charts: string
  readonly server: string
  /** As the chart prints it, without a registry. */
  readonly reference: string
  /** Is it the chart's default for `cassandra.version`? */
  readonly isDefault: boolean
}

/** Source: values.yaml of the charts 1.3.0 (lines 16-21) and 1.5.2 (lines 20-29). Others differ in the last part of the tag. */
export const serverImages: readonly ServerImage[] = [
  ...images('=1.3.0', 'v0.1.27', ['3.11.7', '3.11.8', '3.11.9', '3.11.10', '4.0.0'], '4.0.0'),
  ...images(
    '=1.5.2',
    'v0.1.37',
    ['3.11.7', '3.11.8', '3.11.11', '3.11.12', '4.0.0', '4.0.1', '4.0.3'],
    '4.0.3',
  ),
  ...images('=1.5.2', 'v0.1.27', ['3.11.9', '3.11.10'], undefined),
]

function images(
  charts: string,
  build: string,
  servers: readonly string[],
  standard: string | undefined,
): ServerImage[] {
  return servers.map(server => ({
    charts,
    server,
    reference: `k8ssandra/cass-management-api:${server}-${build}`,
    isDefault: server === standard,
  }))
}

/** The version of Stargate in a K8ssandra chart; its image is `stargateio/stargate-3_11` or `stargateio/stargate-4_0`. */
export const stargateVersions = [
  { charts: '>=1.0.0 <1.1.0', version: '1.0.9' },
  { charts: '>=1.1.0 <1.3.0', version: '1.0.18' },
  { charts: '>=1.3.0 <1.4.0', version: '1.0.29' },
  { charts: '>=1.4.0 <1.5.0', version: '1.0.40' },
  { charts: '>=1.5.0 <1.5.2', version: '1.0.52' },
  { charts: '=1.5.2', version: '1.0.68' },
] as const

/** The image a K8ssandra chart takes for a Cassandra version; undefined for versions it does not map or charts not known. */
export function serverImageOf(chart: string, server: string): string | undefined {
  const version = parseVersion(chart)
  if (version === undefined) return undefined
  return serverImages.find(row => row.server === server && isInRange(version, row.charts))?.reference
}

/** The Stargate image a K8ssandra chart computes for a Cassandra version; undefined for charts not known. */
export function stargateImageOf(chart: string, server: string): string | undefined {
  const version = parseVersion(chart)
  const row =
    version === undefined ? undefined : stargateVersions.find(({ charts }) => isInRange(version, charts))
  if (row === undefined) return undefined
  return `stargateio/stargate-${server.startsWith('3') ? '3_11' : '4_0'}:v${row.version}`
}

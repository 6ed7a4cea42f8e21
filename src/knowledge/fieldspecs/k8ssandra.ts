import type { FieldSpec } from './fieldspec.ts'

/**
 * k8ssandra-operator. Source: https://github.com/k8ssandra/k8ssandra-operator/blob/main/pkg/images/images.go and the
 * types under apis/; which `pullSecretRef` reaches a pod is read from the code, version by version.
 */
const group = 'k8ssandra.io'
const cluster = 'K8ssandraCluster'
const secret = 'pullSecretRef'

/** Parts as the operator fills them in: https://github.com/k8ssandra/k8ssandra-operator/blob/v1.20.2/pkg/images/images.go. Stargate's name follows the version of Cassandra. */
const parts = {
  reaper: { repository: 'thelastpickle', name: 'cassandra-reaper', hasRegistry: true, hasName: true, secret },
  medusa: { repository: 'k8ssandra', name: 'medusa', hasRegistry: true, hasName: true },
  stargate: {
    repository: 'stargateio',
    name: 'stargate-4_0',
    hasRegistry: true,
    hasName: true,
    nameStaysUnset: true,
    secret,
  },
  jmx: { repository: 'library', name: 'busybox', hasRegistry: true, hasName: true, secret },
  medusaResource: {
    repository: 'k8ssandra/medusa',
    hasRegistry: true,
    hasName: false,
    secret: 'imagePullSecret',
  },
  /** Before version 1.0: docker.io where no registry is named, `repository` with the name and required. */
  early: { hasRegistry: true, hasName: false },
} as const

/** The paths under `spec/cassandra` are listed once for the cluster and once for each datacenter. */
const cassandra = ['spec/cassandra', 'spec/cassandra/datacenters[]'] as const
const stargate = [
  'spec/stargate',
  'spec/cassandra/datacenters[]/stargate',
  'spec/cassandra/datacenters[]/stargate/racks[]',
] as const

export const k8ssandra = [
  ...cassandra.flatMap(
    path =>
      [
        { group, kind: cluster, path: `${path}/serverImage`, shape: 'reference' },
        { group, kind: cluster, path: `${path}/perNodeConfigInitContainerImage`, shape: 'reference' },
        {
          group,
          kind: cluster,
          path: `${path}/jmxInitContainerImage`,
          shape: 'image-parts',
          parts: parts.jmx,
        },
        { group, kind: cluster, path: `${path}/initContainers`, shape: 'containers' },
        { group, kind: cluster, path: `${path}/containers`, shape: 'containers' },
        { group, kind: cluster, path: `${path}/telemetry/vector/image`, shape: 'reference' },
        { group, kind: cluster, path: `${path}/extraVolumes/volumes`, shape: 'volumes' },
        {
          group,
          kind: cluster,
          path: `${path}/extraVolumes/pvcs[]/volumeSource/image/reference`,
          shape: 'reference',
        },
        {
          group,
          kind: cluster,
          path: `${path}/storageConfig/additionalVolumes[]/volumeSource/image/reference`,
          shape: 'reference',
        },
      ] as const,
  ),
  ...stargate.flatMap(
    path =>
      [
        { group, kind: cluster, path: `${path}/containerImage`, shape: 'image-parts', parts: parts.stargate },
        {
          group,
          kind: cluster,
          path: `${path}/stargateContainerImage`,
          shape: 'image-parts',
          parts: parts.early,
        },
        { group, kind: cluster, path: `${path}/telemetry/vector/image`, shape: 'reference' },
      ] as const,
  ),
  // For single datacenters before version 1.0 only.
  ...['spec/reaper', 'spec/cassandra/datacenters[]/reaper'].flatMap(
    path =>
      [
        { group, kind: cluster, path: `${path}/containerImage`, shape: 'image-parts', parts: parts.reaper },
        {
          group,
          kind: cluster,
          path: `${path}/initContainerImage`,
          shape: 'image-parts',
          parts: parts.reaper,
        },
      ] as const,
  ),
  { group, kind: cluster, path: 'spec/reaper/telemetry/vector/image', shape: 'reference' },
  { group, kind: cluster, path: 'spec/medusa/containerImage', shape: 'image-parts', parts: parts.medusa },
  {
    group: 'reaper.k8ssandra.io',
    kind: 'Reaper',
    path: 'spec/containerImage',
    shape: 'image-parts',
    parts: parts.reaper,
  },
  {
    group: 'reaper.k8ssandra.io',
    kind: 'Reaper',
    path: 'spec/initContainerImage',
    shape: 'image-parts',
    parts: parts.reaper,
  },
  { group: 'reaper.k8ssandra.io', kind: 'Reaper', path: 'spec/telemetry/vector/image', shape: 'reference' },
  ...['spec', 'spec/racks[]'].flatMap(
    path =>
      [
        {
          group: 'stargate.k8ssandra.io',
          kind: 'Stargate',
          path: `${path}/containerImage`,
          shape: 'image-parts',
          parts: parts.stargate,
        },
        {
          group: 'stargate.k8ssandra.io',
          kind: 'Stargate',
          path: `${path}/stargateContainerImage`,
          shape: 'image-parts',
          parts: parts.early,
        },
        {
          group: 'stargate.k8ssandra.io',
          kind: 'Stargate',
          path: `${path}/telemetry/vector/image`,
          shape: 'reference',
        },
      ] as const,
  ),
  {
    group: 'medusa.k8ssandra.io',
    kind: 'Medusa',
    path: 'spec/containerImage',
    shape: 'image-parts',
    parts: parts.medusaResource,
  },
] as const satisfies readonly FieldSpec[]

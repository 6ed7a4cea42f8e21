import type { FieldSpec } from './fieldspec.ts'

/**
 * `{repository, image, version}`: the repository begins with the registry; an image alone is the whole reference.
 * Source: https://github.com/NVIDIA/gpu-operator/blob/main/internal/image/image.go
 */
const nvidia = {
  hasName: true,
  hasRegistry: false,
  nameIsWhole: true,
  keys: { name: 'image', tag: 'version' },
} as const

/** `{repository, tag}`: the repository is the whole name. */
const whole = { hasName: false, hasRegistry: false } as const

/**
 * `{repository, version}` of ScyllaDB, and its agent next to it. The definition has both repositories as defaults, and
 * `latest` for the agent.
 */
const scylla = { ...whole, repository: 'docker.io/scylladb/scylla', keys: { tag: 'version' } } as const
const scyllaAgent = {
  ...whole,
  repository: 'docker.io/scylladb/scylla-manager-agent',
  tag: 'latest',
  keys: { repository: 'agentRepository', tag: 'agentVersion' },
} as const

/** `{repository, versionTag}` of Redis Enterprise. */
const redis = { ...whole, keys: { tag: 'versionTag' } } as const

/** `{image, version}` of k0s: the image begins with the registry. */
const k0s = { ...whole, keys: { repository: 'image', tag: 'version' } } as const

const victoriaMetrics = ['VMAgent', 'VMAlert', 'VMAlertmanager', 'VMAuth', 'VMSingle'] as const

/**
 * Operators that are often installed with K8ssandra and write an image over several fields.
 * Sources: https://github.com/NVIDIA/gpu-operator/blob/main/api/nvidia/v1/clusterpolicy_types.go,
 * https://docs.victoriametrics.com/operator/api/#image,
 * https://operator.docs.scylladb.com/stable/reference/api/groups/scylla.scylladb.com/scyllaclusters.html,
 * https://github.com/rancher/system-upgrade-controller/blob/master/pkg/apis/upgrade.cattle.io/v1/types.go (the version of the plan is the tag),
 * https://docs.k0sproject.io/stable/configuration/#specimages,
 * https://github.com/RedisLabs/redis-enterprise-k8s-docs/blob/master/redis_enterprise_cluster_api.md#imagespec
 */
export const thirdParty = [
  ...['spec/*', 'spec/*/manager', 'spec/*/driverManager', 'spec/operator/initContainer'].map(
    path =>
      ({ group: 'nvidia.com', kind: 'ClusterPolicy', path, shape: 'image-parts', parts: nvidia }) as const,
  ),
  ...['spec', 'spec/manager'].map(
    path =>
      ({ group: 'nvidia.com', kind: 'NVIDIADriver', path, shape: 'image-parts', parts: nvidia }) as const,
  ),
  ...victoriaMetrics.map(
    kind =>
      ({
        group: 'operator.victoriametrics.com',
        kind,
        path: 'spec/image',
        shape: 'image-parts',
        parts: whole,
      }) as const,
  ),
  {
    group: 'scylla.scylladb.com',
    kind: 'ScyllaCluster',
    path: 'spec',
    shape: 'image-parts',
    parts: scylla,
  },
  {
    group: 'scylla.scylladb.com',
    kind: 'ScyllaCluster',
    path: 'spec',
    shape: 'image-parts',
    parts: scyllaAgent,
  },
  {
    group: 'scylla.scylladb.com',
    kind: 'ScyllaCluster',
    path: 'spec/imagePullSecrets',
    shape: 'pull-secrets',
  },
  ...['spec/images/*', 'spec/images/calico/*', 'spec/images/kuberouter/*'].map(
    path =>
      ({
        group: 'k0s.k0sproject.io',
        kind: 'ClusterConfig',
        path,
        shape: 'image-parts',
        parts: k0s,
      }) as const,
  ),
  ...['spec/upgrade/image', 'spec/prepare/image'].map(
    path => ({ group: 'upgrade.cattle.io', kind: 'Plan', path, shape: 'repository' }) as const,
  ),
  ...['redisEnterpriseImageSpec', 'redisEnterpriseServicesRiggerImageSpec', 'bootstrapperImageSpec'].map(
    key =>
      ({
        group: 'app.redislabs.com',
        kind: 'RedisEnterpriseCluster',
        path: `spec/${key}`,
        shape: 'image-parts',
        parts: redis,
      }) as const,
  ),
] as const satisfies readonly FieldSpec[]

/** The value at a path of cass-operator's ImageConfig. */
type ImageConfigContent =
  | 'reference'
  /** A mapping from server version to reference. */
  | 'references'
  /** A name without tag; it may begin with a registry. */
  | 'repository'
  /** `{ registry, repository, name, tag, digest }`; for `types` the tag follows from the server. */
  | 'coordinates'
  /** Put in front of every image ImageConfig names, after its host is taken off: with a path prefix it doubles. */
  | 'registry'
  /** Replaces the first part of the path; empty removes it. */
  | 'namespace'
  | 'pull-secret'
  /** A list of plain strings. */
  | 'pull-secrets'

/** One field of ImageConfig in one version of its API, and the versions of cass-operator that read it. */
type ImageConfigField = {
  readonly api: 'v1beta1' | 'v1beta2'
  readonly path: string
  readonly versions: string
  readonly content: ImageConfigContent
}

const old = { api: 'v1beta1' } as const
const current = { api: 'v1beta2', versions: '>=1.27.0' } as const

/** Source: apis/config/v1beta1 and v1beta2 of cass-operator at each tag; pkg/images. Unknown keys are ignored. */
export const imageConfigFields: readonly ImageConfigField[] = [
  { ...old, path: 'images/system-logger', versions: '>=1.8.0', content: 'reference' },
  { ...old, path: 'images/config-builder', versions: '>=1.8.0', content: 'reference' },
  { ...old, path: 'images/k8ssandra-client', versions: '>=1.17.0', content: 'reference' },
  { ...old, path: 'images/cassandra', versions: '>=1.8.0', content: 'references' },
  { ...old, path: 'images/dse', versions: '>=1.8.0', content: 'references' },
  { ...old, path: 'images/hcd', versions: '>=1.23.0', content: 'references' },
  { ...old, path: 'images/*', versions: '>=1.23.0', content: 'reference' },
  { ...old, path: 'defaults/cassandra/repository', versions: '>=1.9.0', content: 'repository' },
  { ...old, path: 'defaults/dse/repository', versions: '>=1.9.0', content: 'repository' },
  { ...old, path: 'defaults/hcd/repository', versions: '>=1.21.0', content: 'repository' },
  { ...old, path: 'defaults/*/imageRegistry', versions: '>=1.23.0', content: 'registry' },
  { ...old, path: 'defaults/*/imagePullSecret/name', versions: '>=1.23.0', content: 'pull-secret' },
  { ...old, path: 'imageRegistryOverride', versions: '>=1.8.0 <=1.10.0', content: 'registry' },
  { ...old, path: 'imageRegistry', versions: '>=1.10.1', content: 'registry' },
  { ...old, path: 'imageNamespace', versions: '>=1.23.0', content: 'namespace' },
  { ...old, path: 'imagePullSecret/name', versions: '>=1.8.0', content: 'pull-secret' },
  { ...current, path: 'images/*', content: 'coordinates' },
  { ...current, path: 'types/*', content: 'coordinates' },
  { ...current, path: 'defaults/registry', content: 'registry' },
  { ...current, path: 'defaults/repository', content: 'namespace' },
  { ...current, path: 'defaults/pullSecrets', content: 'pull-secrets' },
  { ...current, path: 'overrides/registry', content: 'registry' },
  { ...current, path: 'overrides/repository', content: 'namespace' },
  { ...current, path: 'overrides/pullSecrets', content: 'pull-secrets' },
]

/** A mistake in a chart's ImageConfig: a key that no operator sees. */
type ImageConfigFault = {
  /** Versions of the cass-operator chart (label `helm.sh/chart: cass-operator-0.35.4`). */
  readonly charts: string
  /** The path of the misplaced or misspelt key. */
  readonly path: string
  /** Whether the key does not affect images or pull secrets. */
  readonly isHarmless?: boolean
  readonly remedy: string
}

/** Source: history of charts/cass-operator/templates/configmap.yaml in k8ssandra/k8ssandra. */
export const imageConfigFaults: readonly ImageConfigFault[] = [
  {
    charts: '>=0.30.0 <0.33.0',
    path: 'imagePullSecrets',
    remedy: 'the operator reads imagePullSecret.name, one secret: give it with --pull-secret',
  },
  {
    charts: '>=0.35.0 <0.36.0',
    path: 'images/imageRegistry',
    remedy: 'the key belongs to the top level; name the registry in each image instead',
  },
  {
    charts: '>=0.35.0 <0.36.0',
    path: 'images/imagePullPolicy',
    isHarmless: true,
    remedy: 'the key belongs to the top level; nothing is lost for the relocation',
  },
  {
    charts: '>=0.45.2 <0.52.3',
    path: 'defaults/cassandra/suffix;',
    remedy: 'the key has a semicolon in it, images without -ubi8 are taken: use chart 0.52.3 or later',
  },
]

/** A text that a chart prints and no operator can read: known, so it is named and not taken for an accident. */
type TextFault = {
  readonly charts: string
  readonly pattern: RegExp
  readonly remedy: string
}

export const textFaults: readonly TextFault[] = [
  {
    charts: '>=0.35.0 <0.36.0',
    pattern: /^imagePullSecrets:\n(?: +- .*\n)+ {2}image(?:PullPolicy|Registry):/m,
    remedy:
      'cass-operator cannot read it either: leave cass-operator.imagePullSecrets out of the values and give the secret with --pull-secret',
  },
]

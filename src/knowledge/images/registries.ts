import { byWord } from '../../yaml/by-word.ts'

/**
 * Registries that are known by their name. A whole reference to one of them is an image wherever it is written.
 * Sources: the documentation of each registry.
 */
const registryNames: ReadonlySet<string> = new Set([
  'docker.io',
  'quay.io',
  'gcr.io',
  'ghcr.io',
  'k8s.io',
  'registry.k8s.io',
  'public.ecr.aws',
  'mcr.microsoft.com',
  'nvcr.io',
  'cr.k8ssandra.io',
  'cr.dtsx.io',
  'cr.fluentbit.io',
  'cr.l5d.io',
  'cr.kgateway.dev',
  'cr.agentgateway.dev',
  'cr.weaviate.io',
  'cr.yandex',
  'registry.redhat.io',
  'registry.access.redhat.com',
  'registry.connect.redhat.com',
  'docker.elastic.co',
  'cgr.dev',
  'dhi.io',
  'lscr.io',
  'registry.gitlab.com',
  'registry.istio.io',
  'registry.suse.com',
  'registry.opensource.zalan.do',
  'registry.developers.crunchydata.com',
  'xpkg.upbound.io',
  'xpkg.crossplane.io',
  'container-registry.oracle.com',
  'icr.io',
])

/**
 * Registries that have a name for each customer, project or region, as the expressions of those names.
 * Sources: https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html,
 * https://learn.microsoft.com/azure/container-registry/container-registry-concepts,
 * https://cloud.google.com/artifact-registry/docs/docker/names,
 * https://cloud.ibm.com/docs/Registry?topic=Registry-registry_overview#registry_regions,
 * https://docs.oracle.com/iaas/Content/Registry/Concepts/registryprerequisites.htm.
 */
const registryFamilies: readonly string[] = [
  '[a-z0-9-]+\\.gcr\\.io',
  '[a-z0-9-]+\\.pkg\\.dev',
  '\\d{12}\\.dkr\\.ecr(?:-fips)?\\.[a-z0-9-]+\\.amazonaws\\.com(?:\\.cn)?',
  '[a-z0-9]+\\.azurecr\\.(?:io|cn|us)',
  '[a-z]{2}\\d?\\.icr\\.io',
  '[a-z]{3}\\.ocir\\.io',
  'ocir\\.[a-z0-9-]+\\.oci\\.oraclecloud\\.com',
]

/** One expression for all of them: to compile many takes longer than to use them. */
const registryFamily = new RegExp(`^(?:${registryFamilies.join('|')})$`)

/** The project's own domain names controllers and annotations as well; only with a version it names an image. */
const ambiguousHosts: ReadonlySet<string> = new Set(['k8s.io'])

/** Hosts in front of paths and versions that are not registries: module paths, labels, services in a cluster. */
const otherHosts =
  /^(?:github\.com|gitlab\.com|bitbucket\.org|golang\.org|go\.[a-z]+\.[a-z]+|[a-z0-9-]+\.github\.io|helm\.sh|kubernetes\.io|[a-z0-9.-]+\.kubernetes\.io|[a-z0-9.-]+\.svc(?:\.cluster\.local)?)(?::\d+)?$/

/** Whether a host, in canonical spelling, is a registry that is known. */
export function isKnownRegistry(host: string): boolean {
  if (registryNames.has(host)) return true
  return host.length <= longestHost && isOfFamily(host)
}

const longestHost = 300
const isOfFamily = byWord(host => registryFamily.test(host), 4096)

/** Registries whose images may have one word for a path: https://explore.ggcr.dev/?repo=registry.k8s.io lists `pause`, `etcd`. */
const registriesOfBareNames: ReadonlySet<string> = new Set(['registry.k8s.io', 'k8s.gcr.io'])

/** Whether one word may be the whole path of an image of a registry, besides the official ones of Docker Hub. */
export function hasBareNames(host: string): boolean {
  return registriesOfBareNames.has(host)
}

/** Whether a host also names things that are not images. */
export function isAmbiguousHost(host: string): boolean {
  return ambiguousHosts.has(host)
}

/** Whether what comes before the first `/` belongs to something else than images. */
export function isOtherHost(host: string): boolean {
  return otherHosts.test(host)
}

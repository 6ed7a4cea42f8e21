import { detachedText } from '../../yaml/detached-text.ts'

/**
 * Registries that are known by their name. A whole reference to one of them is an image wherever it is written.
 *
 * Sources: the documentation of each registry; for private ones of a cloud
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html,
 * https://learn.microsoft.com/azure/container-registry/container-registry-concepts,
 * https://cloud.google.com/artifact-registry/docs/docker/names,
 * https://www.ibm.com/docs/en/cloud/container-registry, https://docs.oracle.com/iaas/Content/Registry/Concepts/registryprerequisites.htm.
 */
const registryHosts: readonly RegExp[] = [
  /^docker\.io$/,
  /^quay\.io$/,
  /^(?:[a-z0-9-]+\.)?gcr\.io$/,
  /^ghcr\.io$/,
  /^(?:registry\.)?k8s\.io$/,
  /^[a-z0-9-]+\.pkg\.dev$/,
  /^public\.ecr\.aws$/,
  /^mcr\.microsoft\.com$/,
  /^nvcr\.io$/,
  /^cr\.(?:k8ssandra|dtsx|fluentbit|l5d|kgateway|weaviate|agentgateway)\.(?:io|dev)$/,
  /^registry\.(?:(?:access|connect)\.)?redhat\.(?:com|io)$/,
  /^docker\.elastic\.co$/,
  /^cr\.yandex$/,
  /^(?:cgr\.dev|dhi\.io|lscr\.io)$/,
  /^registry\.gitlab\.com$/,
  /^registry\.(?:istio|suse|opensource\.zalan|developers\.crunchydata|connect\.redhat)\.(?:io|com|do)$/,
  /^xpkg\.(?:upbound|crossplane)\.io$/,
  /^(?:container-registry|phx|iad)\.(?:oracle\.com|ocir\.io)$/,
  /^icr\.io$|^[a-z]{2,3}\.icr\.io$/,
  /^\d{12}\.dkr\.ecr(?:-fips)?\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?$/,
  /^[a-z0-9]+\.azurecr\.(?:io|cn|us)$/,
]

/** The project's own domain names controllers and annotations as well; only with a version it names an image. */
const ambiguousHosts: ReadonlySet<string> = new Set(['k8s.io'])

/** Hosts in front of paths and versions that are not registries: module paths, labels, services in a cluster. */
const otherHosts =
  /^(?:github\.com|gitlab\.com|bitbucket\.org|golang\.org|go\.[a-z]+\.[a-z]+|[a-z0-9-]+\.github\.io|helm\.sh|kubernetes\.io|[a-z0-9.-]+\.kubernetes\.io|[a-z0-9.-]+\.svc(?:\.cluster\.local)?)(?::\d+)?$/

/** Whether a host, in canonical spelling, is a registry that is known. */
export function isKnownRegistry(host: string): boolean {
  if (host.length > longestHost) return false
  let isKnown = knownHosts.get(host)
  if (isKnown === undefined) {
    isKnown = registryHosts.some(pattern => pattern.test(host))
    if (knownHosts.size < mostHosts) knownHosts.set(detachedText(host), isKnown)
  }
  return isKnown
}

/** What was answered: a stream names few hosts, and hostile ones are not remembered. */
const knownHosts = new Map<string, boolean>()
const mostHosts = 4096
const longestHost = 300

/** Whether a host also names things that are not images. */
export function isAmbiguousHost(host: string): boolean {
  return ambiguousHosts.has(host)
}

/** Whether what comes before the first `/` belongs to something else than images. */
export function isOtherHost(host: string): boolean {
  return otherHosts.test(host)
}

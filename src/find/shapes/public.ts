import { canonical } from '../../reference/canonical.ts'
import { parseReference } from '../../reference/parse.ts'
import { isRefusal } from '../../reference/refusal.ts'

/** Registries everyone knows: a whole reference to one of them is an image wherever it stands. */
const publicHosts: readonly RegExp[] = [
  /^docker\.io$/,
  /^quay\.io$/,
  /^(?:[a-z0-9-]+\.)?gcr\.io$/,
  /^ghcr\.io$/,
  /^(?:registry\.)?k8s\.io$/,
  /^registry\.k8s\.io$/,
  /^[a-z0-9-]+\.pkg\.dev$/,
  /^public\.ecr\.aws$/,
  /^mcr\.microsoft\.com$/,
  /^nvcr\.io$/,
  /^cr\.(?:k8ssandra|dtsx|fluentbit|l5d|yandex)\.io$/,
  /^registry\.(?:access\.)?redhat\.(?:com|io)$/,
  /^docker\.elastic\.co$/,
  /^registry\.gitlab\.com$/,
]

/** Whether a text names an image of a public registry: the host written out, with a tag or a digest. */
export function isPublicReference(text: string): boolean {
  if (text.length > 600 || !text.includes('/')) return false
  const reference = parseReference(text)
  if (isRefusal(reference) || reference.registry === undefined) return false
  if (reference.tag === undefined && reference.digest === undefined) return false
  return isPublicHost(canonical(reference).registry)
}

/** Whether a host, in canonical spelling, is a registry everyone knows. */
export function isPublicHost(host: string): boolean {
  return publicHosts.some(pattern => pattern.test(host))
}

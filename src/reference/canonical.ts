import { canonicalHost, dockerHub } from './docker-hub.ts'
import { splitName } from './parse.ts'
import { formatName, formatVersion, type Reference } from './reference.ts'

/** A reference whose registry is spelt out. */
export type CanonicalReference = Reference & { readonly registry: string }

/**
 * The complete spelling of a reference: Docker Hub under its one name where no registry is given, `library/` in front of
 * a path of one component there, the registry in its one spelling. Tag and digest stay. Two references name one image
 * exactly if their canonical forms are equal, up to a tag that is left out.
 *
 * Only how a reference reads as text counts, so that a registry without "." and ":" is the namespace on Docker Hub for
 * which container runtimes take it.
 */
export function canonical(reference: Reference): CanonicalReference {
  let known = remembered.get(reference)
  if (known === undefined) {
    known = spellOut(reference)
    remembered.set(reference, known)
  }
  return known
}

/** Many rules use each reference, and one object serves all places that write it alike. */
const remembered = new WeakMap<Reference, CanonicalReference>()

function spellOut(reference: Reference): CanonicalReference {
  const { registry, repository } = splitName(formatName(reference))
  const host = registry === undefined ? dockerHub : canonicalHost(registry)
  return {
    registry: host,
    repository: host === dockerHub && !repository.includes('/') ? `library/${repository}` : repository,
    tag: reference.tag,
    digest: reference.digest,
  }
}

/** `registry/repository` in canonical spelling, as in `docker.io/library/nginx`. */
export function canonicalName(reference: Reference): string {
  return formatName(canonical(reference))
}

/** The canonical name with tag and digest as written, as in `docker.io/library/nginx:1.25`. */
export function canonicalReference(reference: Reference): string {
  return canonicalName(reference) + formatVersion(reference)
}

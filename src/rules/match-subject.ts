import { equivalentHosts } from '../reference/front.ts'
import { canonical, type CanonicalReference } from '../reference/canonical.ts'
import { formatName, type Reference } from '../reference/reference.ts'

/** A reference in the form that rules match. */
export type MatchSubject = {
  readonly reference: Reference
  readonly canonical: CanonicalReference
  /** Canonical registry and repository. */
  readonly name: string
  /** The tag; `latest` where neither tag nor digest is written, which is how container runtimes read it. */
  readonly tag: string | undefined
  readonly digest: string | undefined
}

/** Images by canonical name; where tag or digest is given, only those that have it. */
export type Selector = {
  readonly name: string
  readonly tag: string | undefined
  readonly digest: string | undefined
}

export function matchSubjectOf(reference: Reference): MatchSubject {
  const complete = canonical(reference)
  return { reference, canonical: complete, ...selectorOf(reference), tag: effectiveTag(reference) }
}

/** The same image at the hosts that front its registry, or that its own host fronts. */
export function otherNamesOf({ reference, canonical: complete }: MatchSubject): readonly MatchSubject[] {
  return equivalentHosts(complete.registry).map(registry =>
    matchSubjectOf({ ...reference, ...complete, registry }),
  )
}

/** The selector that a source spells: what it leaves out, it does not ask for. */
export function selectorOf(reference: Reference): Selector {
  return { name: formatName(canonical(reference)), tag: reference.tag, digest: reference.digest }
}

/** The tag that is pulled, if it is by tag. */
export function effectiveTag(reference: Pick<Reference, 'tag' | 'digest'>): string | undefined {
  return reference.tag ?? (reference.digest === undefined ? 'latest' : undefined)
}

/** Whether a candidate of the right name has the tag and the digest of the selector. */
export function hasVersion(selector: Selector, candidate: Selector): boolean {
  return (
    (selector.tag === undefined || selector.tag === candidate.tag) &&
    (selector.digest === undefined || selector.digest === candidate.digest)
  )
}

/** How specific a selector is besides the name: a digest outweighs a tag. */
export function precision(selector: Selector): number {
  return (selector.digest === undefined ? 0 : 2) + (selector.tag === undefined ? 0 : 1)
}

import { formatReference, type Reference } from '../reference/reference.ts'
import { type MatchSubject, matchSubjectOf, hasVersion, precision, selectorOf } from './match-subject.ts'
import type { ImageRule } from './entries.ts'

/** Exact images by the canonical name of their source, the most precise source first. */
type ImageIndex = ReadonlyMap<string, readonly ImageRule[]>

export function indexImages(images: readonly ImageRule[]): ImageIndex {
  const index = new Map<string, ImageRule[]>()
  for (const entry of mostPreciseFirst(images)) {
    const entries = index.get(entry.source.name)
    if (entries === undefined) index.set(entry.source.name, [entry])
    else entries.push(entry)
  }
  return index
}

export function mostPreciseFirst(images: readonly ImageRule[]): readonly ImageRule[] {
  return [...images].sort((a, b) => precision(b.source) - precision(a.source))
}

/** Tag and digest as the target has them; if it has neither, those of the source are kept. */
export function relocateExactly(target: Reference, source: Reference): Reference {
  if (target.tag !== undefined || target.digest !== undefined) return target
  return { ...target, tag: source.tag, digest: source.digest }
}

/** Whether the entry never changes the image it is for. */
export function isIdentity({ source, target }: ImageRule): boolean {
  const { name, tag, digest } = selectorOf(target)
  if (name !== source.name) return false
  return (tag === undefined && digest === undefined) || (tag === source.tag && digest === source.digest)
}

/** Whether the second entry may take what the first one gives. */
export function isChain(first: ImageRule, second: ImageRule): boolean {
  if (first === second || isIdentity(second)) return false
  const { tag, digest } = first.target
  if (tag === undefined && digest === undefined) {
    return !differ(first.source.tag, second.source.tag) && !differ(first.source.digest, second.source.digest)
  }
  return (
    hasVersion(second.source, matchSubjectOf(first.target)) && changes(second, matchSubjectOf(first.target))
  )
}

function changes(entry: ImageRule, candidate: MatchSubject): boolean {
  return (
    formatReference(relocateExactly(entry.target, candidate.reference)) !==
    formatReference(candidate.reference)
  )
}

function differ(first: string | undefined, second: string | undefined): boolean {
  return first !== undefined && second !== undefined && first !== second
}

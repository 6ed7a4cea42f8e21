import { formatReference, type Reference } from '../reference/reference.ts'
import { type MatchSubject, matchSubjectOf, hasVersion, precision, selectorOf } from './match-subject.ts'
import type { ImageRule, MirrorRule } from './entries.ts'
import { isUnder, officialName } from './prefix.ts'

/** Exact images by the canonical name of their source, the most precise source first. */
export type ImageIndex = ReadonlyMap<string, readonly ImageRule[]>

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

/** A mirror that takes an image: how much of the canonical name it replaces, and what it keeps of it. */
export type Taken<Entry extends Pick<MirrorRule, 'source'> = MirrorRule> = {
  readonly entry: Entry
  readonly length: number
  readonly rest: string
}

/** How the mirror takes the candidate; undefined if it is not for it. */
export function takeBy<Entry extends Pick<MirrorRule, 'source'>>(
  entry: Entry,
  candidate: MatchSubject,
): Taken<Entry> | undefined {
  const { source } = entry
  const { name } = candidate
  const whole = { entry, length: name.length, rest: '' }
  if (source.tag !== undefined || source.digest !== undefined) {
    return name === source.name && hasVersion(source, candidate) ? whole : undefined
  }
  if (source.name.startsWith('*.')) {
    const { registry } = candidate.canonical
    return registry.endsWith(source.name.slice(1))
      ? { entry, length: source.name.length - 1, rest: name.slice(registry.length + 1) }
      : undefined
  }
  if (isUnder(name, source.name)) {
    return { entry, length: source.name.length, rest: name.slice(source.name.length + 1) }
  }
  return name === officialName(source.name) ? whole : undefined
}

/** Mirrors that take the candidate, the one that decides first: it replaces most of the name, or asks for the tag. */
export function takersOf<Entry extends Pick<MirrorRule, 'source'>>(
  mirrors: readonly Entry[],
  candidate: MatchSubject,
): readonly Taken<Entry>[] {
  return mirrors
    .flatMap(entry => takeBy(entry, candidate) ?? [])
    .sort((a, b) => b.length - a.length || mirrorRank(b.entry) - mirrorRank(a.entry))
}

/** Of two that take the same: tag and digest first, then `docker.io/library/nginx` before its short spelling. */
export function mirrorRank({ source }: Pick<MirrorRule, 'source'>): number {
  return precision(source) * 2 + (officialName(source.name) === undefined ? 1 : 0)
}

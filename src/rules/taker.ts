import type { MirrorRule } from './entries.ts'
import { type MatchSubject, hasVersion, precision } from './match-subject.ts'
import { isUnder, officialName } from './syntax/prefix.ts'

/** A mirror that takes an image: how much of the canonical name it replaces, and what it keeps of it. */
export type Taken<Entry extends Pick<MirrorRule, 'source'> = MirrorRule> = {
  readonly entry: Entry
  readonly length: number
  readonly rest: string
}

/** How the mirror takes the candidate; undefined if it is not for it. */
function takeBy<Entry extends Pick<MirrorRule, 'source'>>(
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

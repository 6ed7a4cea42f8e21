import type { MirrorRule } from './entries.ts'
import { type MatchSubject, hasVersion, precision } from './match-subject.ts'
import { isUnder, officialName, prefixesOf } from './syntax/prefix.ts'

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

/**
 * `takersOf` for the same mirrors again and again, by the names that they spell out, so that thousands of them cost no more
 * than a few: only those for every host below a domain are tried one by one.
 */
export function indexTakers<Entry extends Pick<MirrorRule, 'source'>>(
  mirrors: readonly Entry[],
): (candidate: MatchSubject) => readonly Taken<Entry>[] {
  const named = new Map<string, Entry[]>()
  const open: Entry[] = []
  for (const mirror of mirrors) {
    const { name } = mirror.source
    if (name.startsWith('*.')) open.push(mirror)
    else
      for (const spelling of [name, officialName(name) ?? []].flat())
        named.set(spelling, [...(named.get(spelling) ?? []), mirror])
  }
  return candidate => {
    const spelled = prefixesOf(candidate.name).flatMap(prefix => named.get(prefix) ?? [])
    return takersOf([...open, ...spelled], candidate)
  }
}

/** Of two that take the same: tag and digest first, then `docker.io/library/nginx` before its short spelling. */
export function mirrorRank({ source }: Pick<MirrorRule, 'source'>): number {
  return precision(source) * 2 + (officialName(source.name) === undefined ? 1 : 0)
}

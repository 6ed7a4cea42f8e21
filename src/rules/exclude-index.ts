import type { ExcludeRule } from './entries.ts'
import type { MatchSubject } from './match-subject.ts'
import { covers } from './syntax/pattern.ts'
import { prefixesOf } from './syntax/prefix.ts'

/** The first exclusion that covers a candidate; undefined if none does. */
type ExcludeIndex = (candidate: MatchSubject) => ExcludeRule | undefined

/**
 * Exclusions by the names they spell out, so that thousands of them cost no more than a few: only those with wildcards
 * are tried one by one.
 */
export function indexExcludes(excludes: readonly ExcludeRule[]): ExcludeIndex {
  const named = new Map<string, number[]>()
  const open: number[] = []
  excludes.forEach(({ pattern }, index) => {
    for (const { text } of pattern) {
      const name = text.endsWith('/**') ? text.slice(0, -'/**'.length) : text
      if (/[*?]/.test(name)) open.push(index)
      else named.set(name, [...(named.get(name) ?? []), index])
    }
  })
  return candidate => {
    const indices = [...open, ...prefixesOf(candidate.name).flatMap(prefix => named.get(prefix) ?? [])]
    return indices
      .toSorted((a, b) => a - b)
      .flatMap(index => excludes[index] ?? [])
      .find(({ pattern }) => covers(pattern, candidate))
  }
}

import type { ExcludeRule } from './entries.ts'
import type { MatchSubject } from './match-subject.ts'
import { covers } from './syntax/pattern.ts'
import { prefixesOf } from './syntax/prefix.ts'

/** The first exclusion that covers a candidate; undefined if none does. */
type ExcludeIndex = (candidate: MatchSubject) => ExcludeRule | undefined

/**
 * Exclusions by the names they spell out, or spell out ahead of a wildcard, so that thousands of them cost no more than a
 * few.
 */
export function indexExcludes(excludes: readonly ExcludeRule[]): ExcludeIndex {
  const named = new Map<string, number[]>()
  const begun = new Map<string, number[]>()
  const add = (to: Map<string, number[]>, name: string, index: number): void => {
    const indices = to.get(name)
    if (indices === undefined) to.set(name, [index])
    else indices.push(index)
  }
  excludes.forEach(({ pattern }, index) => {
    for (const { text } of pattern) {
      const name = text.endsWith('/**') ? text.slice(0, -'/**'.length) : text
      if (/[*?]/.test(name)) add(begun, name.replace(/[*?][^]*/, ''), index)
      else add(named, name, index)
    }
  })
  return candidate => {
    const { name } = candidate
    const spelled = prefixesOf(name).flatMap(prefix => named.get(prefix) ?? [])
    const open = begun.size === 0 ? [] : startsOf(name).flatMap(start => begun.get(start) ?? [])
    return [...spelled, ...open]
      .toSorted((a, b) => a - b)
      .flatMap(index => excludes[index] ?? [])
      .find(({ pattern }) => covers(pattern, candidate))
  }
}

/** Every text that a name begins with, the empty one and the whole name included. */
function startsOf(name: string): readonly string[] {
  return Array.from({ length: name.length + 1 }, (_, length) => name.slice(0, length))
}

import type { Problem } from '../problem.ts'
import { canonicalName, canonicalReference } from '../reference/canonical.ts'
import { formatVersion } from '../reference/reference.ts'
import type { Selector } from './match-subject.ts'
import type { Entries, ImageRule } from './entries.ts'
import { anyIndex, prefixIndex } from './target-index.ts'
import { indexImages, isChain, isIdentity } from './matching.ts'
import type { Rule } from './rule.ts'

/**
 * What rules that are sound one by one do to each other. Each of these would break a law: that one image has one
 * target, that every rule can apply, that relocating twice is relocating once.
 */
export function checkEntries(entries: Entries): readonly Problem[] {
  return [
    ...duplicates(
      entries.images.map(({ rule, source, target }) => [rule, spell(source), canonicalReference(target)]),
    ),
    ...duplicates(entries.mirrors.map(({ rule, source, target }) => [rule, spell(source), target.name])),
    ...relocatedSources(entries),
    ...chains(entries.images),
  ]
}

function spell(source: Selector): string {
  return source.name + formatVersion(source)
}

function duplicates(
  rows: readonly (readonly [rule: Rule, source: string, target: string])[],
): readonly Problem[] {
  const known = new Map<string, readonly [rule: Rule, target: string]>()
  return rows.flatMap(([rule, source, target]) => {
    const [first, firstTarget] = known.get(source) ?? [rule, target]
    known.set(source, [first, firstTarget])
    if (firstTarget === target) return []
    return invalid(`${first.text} and ${rule.text} send one source to two targets`, 'keep one of them')
  })
}

/** Sources that are where images go: such a rule would never apply, or only the second time. */
function relocatedSources(entries: Entries): readonly Problem[] {
  const forMirrors = anyIndex(entries)
  const forImages = prefixIndex(entries)
  const mirrors = entries.mirrors.filter(({ source, target }) => source.name !== target.name)
  const images = entries.images.filter(entry => !isIdentity(entry))
  return [
    ...mirrors.map(({ rule, source }) => ({ rule, targetRule: forMirrors(source.name) })),
    ...images.map(({ rule, source }) => ({ rule, targetRule: forImages(source.name) })),
  ].flatMap(({ rule, targetRule }) => {
    if (targetRule === undefined) return []
    const end = targetRule === rule ? 'it ends itself' : `${targetRule.text} ends`
    return invalid(
      `${rule.text} starts where ${end}: images there count as relocated`,
      `remove ${rule.text}, or choose another target for ${targetRule.text}`,
    )
  })
}

/** Exact images whose target another exact image would take further. */
function chains(images: readonly ImageRule[]): readonly Problem[] {
  const index = indexImages(images)
  return images.flatMap(entry => {
    const next = index.get(canonicalName(entry.target))?.find(other => isChain(entry, other))
    if (next === undefined) return []
    return invalid(`${entry.rule.text} ends where ${next.rule.text} starts`, 'give both the final target')
  })
}

function invalid(message: string, remedy: string): readonly Problem[] {
  return [{ code: 'RULE_INVALID', message, remedy }]
}

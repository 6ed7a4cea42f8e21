import type { Findings } from '../find/find.ts'
import type { EditMap } from '../edit/edit-map.ts'
import type { AliasChange, Entry } from './entry.ts'

/** Aliases of a rewritten image that are no images themselves get the text they stood for: nothing else may change. */
export function keepOtherAliases(
  survey: Findings,
  rewritten: ReadonlySet<number>,
  edits: EditMap<Entry>,
): readonly AliasChange[] {
  if (survey.aliases.length === 0) return []
  const changes: AliasChange[] = []
  const images = new Set(survey.images.flatMap(({ finding }) => finding.alias ?? []))
  for (const { text, alias, place } of survey.aliases) {
    const { target } = alias
    if (
      images.has(alias) ||
      target?.type !== 'scalar' ||
      target.style === 'literal' ||
      target.style === 'folded'
    )
      continue
    const value = text.source.slice(target.start, target.end)
    const inner = text.toStream(target.style === 'plain' ? target.start : target.start + 1)
    if (!rewritten.has(inner)) continue
    const change = { written: text.source.slice(alias.start, alias.end), text: value, place }
    changes.push(change)
    edits.add(text, [{ start: alias.start, end: alias.end, text: value }], change)
  }
  return changes
}

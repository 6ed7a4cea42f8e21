import type { EditMap } from '../../edit/edit-map.ts'
import type { Found, Findings } from '../../find/find.ts'
import type { SecretList } from '../../find/shapes/finding.ts'
import { keepForAlias } from '../../find/shapes/shared-list.ts'
import type { Node } from '../../yaml/node.ts'
import type { Alias } from '../../yaml/alias.ts'
import type { AliasChange, Entry } from '../entry.ts'

/**
 * Keep what lists of pull secrets are for those who share one by an alias or a merge and ask for nothing, where it gets names
 * for those who do: they get a list of their own, with the names that were there.
 */
export function keepOtherLists(
  { secretLists, aliases }: Pick<Findings, 'secretLists' | 'aliases'>,
  held: ReadonlyMap<Found<SecretList>, readonly string[]>,
  map: EditMap<Entry>,
): readonly AliasChange[] {
  if (aliases.length === 0) return []
  const changed = new Set<Node>()
  for (const [{ finding }, names] of held)
    if (finding.share === undefined && finding.list !== undefined && names.length > finding.names.length)
      changed.add(finding.list)
  if (changed.size === 0) return []
  const changes: AliasChange[] = []
  const decided = new Set<Alias>()
  for (const found of secretLists) {
    const { text, list, share, names } = found.finding
    if (share === undefined || list === undefined || !changed.has(list)) continue
    if (share.alias !== undefined) decided.add(share.alias)
    if (held.has(found)) continue
    const written = share.alias === undefined ? '<<' : `*${share.alias.name}`
    const change = { written, text: JSON.stringify(names), place: found.place }
    changes.push(change)
    map.add(text, [share.write(names)], change)
  }
  for (const { alias, field, place } of aliases) {
    const list = field.sequence
    if (list === undefined || !changed.has(list) || decided.has(alias)) continue
    const written = field.inText.source.slice(list.start, list.end).trimEnd()
    const change = { written: `*${alias.name}`, text: written, place }
    changes.push(change)
    map.add(field.inText, [keepForAlias(field, list, alias)], change)
  }
  return changes
}

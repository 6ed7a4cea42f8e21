import type { EditMap } from '../../edit/edit-map.ts'
import type { Found, Findings } from '../../find/find.ts'
import type { SecretList } from '../../find/shapes/finding.ts'
import { keepForAlias } from '../../find/shapes/shared-list.ts'
import type { Node } from '../../yaml/node.ts'
import type { Alias } from '../../yaml/alias.ts'
import type { Place, Problem } from '../../problem.ts'
import type { AliasChange, Entry } from '../entry.ts'
import type { AddedSecrets } from './added-secrets.ts'

/** What those get who share a list and ask for nothing. */
type KeptLists = { readonly changes: readonly AliasChange[]; readonly problems: readonly Problem[] }

const nothingKept: KeptLists = { changes: [], problems: [] }

/**
 * Keep what lists of pull secrets are for those who share one by an alias or a merge and ask for nothing, where it gets names
 * for those who do: they get a list of their own, with the names that were there. They get none once too many names are `added`.
 */
export function keepOtherLists(
  { secretLists, aliases }: Pick<Findings, 'secretLists' | 'aliases'>,
  held: ReadonlyMap<Found<SecretList>, readonly string[]>,
  map: EditMap<Entry>,
  added: AddedSecrets,
): KeptLists {
  if (aliases.length === 0) return nothingKept
  const changed = longerLists(held)
  if (changed.size === 0) return nothingKept
  const changes: AliasChange[] = []
  const problems: Problem[] = []
  const hasRoom = (count: number, place: Place): boolean => {
    const excess = added.add(count, place)
    if (excess !== undefined) problems.push(excess)
    return !added.isFull
  }
  const decided = new Set<Alias>()
  for (const found of secretLists) {
    const { text, list, share, names } = found.finding
    if (share === undefined || list === undefined || !changed.has(list)) continue
    if (share.alias !== undefined) decided.add(share.alias)
    if (held.has(found) || !hasRoom(names.length, found.place)) continue
    const written = share.alias === undefined ? '<<' : `*${share.alias.name}`
    const change = { written, text: JSON.stringify(names), place: found.place }
    changes.push(change)
    map.add(text, [share.write([])], change)
  }
  for (const { alias, field, place } of aliases) {
    const list = field.sequence
    if (list === undefined || !changed.has(list) || decided.has(alias)) continue
    if (!hasRoom(list.items.length, place)) continue
    const written = field.inText.source.slice(list.start, list.end).trimEnd()
    const change = { written: `*${alias.name}`, text: written, place }
    changes.push(change)
    map.add(field.inText, [keepForAlias(field, list, alias)], change)
  }
  return { changes, problems }
}

/** The lists that get names where they are written. */
function longerLists(held: ReadonlyMap<Found<SecretList>, readonly string[]>): ReadonlySet<Node> {
  const longer = new Set<Node>()
  for (const [{ finding }, names] of held)
    if (finding.share === undefined && finding.list !== undefined && names.length > finding.names.length)
      longer.add(finding.list)
  return longer
}

/**
 * Counts the names that are written once more, because who shares a list by an alias or a merge asks for others than the list
 * itself gets; what is wrong if they are too many.
 */
export function countCopies(
  lists: readonly { readonly found: Found<SecretList>; readonly names: readonly string[] }[],
  added: AddedSecrets,
): readonly Problem[] {
  const written = new Map<Node, ReadonlySet<string>>()
  for (const { found, names } of lists) {
    const { list, share } = found.finding
    if (share === undefined && list !== undefined) written.set(list, new Set(names))
  }
  return lists.flatMap(({ found: { finding, place }, names }) => {
    const { list, share } = finding
    if (share === undefined || list === undefined || names.length === 0) return []
    const own = written.get(list)
    const isServed = own?.size === names.length && names.every(name => own.has(name))
    return (isServed ? undefined : added.add(finding.names.length, place)) ?? []
  })
}

/**
 * One fact: a change of these fields does this to those pods. A path may end with `*`, for everything below; a row
 * without paths speaks for every field. Indices are written `[]`.
 */
export type Restart = {
  /** API groups without version; absent for any. */
  readonly groups?: readonly string[]
  readonly kinds: readonly string[]
  readonly paths?: readonly string[]
  /** The pods, in words. */
  readonly pods: string
  /** Whether they are the pods that hold the data of Cassandra. */
  readonly isData: boolean
  /** `restart`: pods are replaced. `next-run`: only pods made from now on. `refused`: the API server refuses an update. */
  readonly effect: 'restart' | 'next-run' | 'refused'
  /** Why, and how it goes: one sentence without a final stop. */
  readonly reason: string
  /** Where the fact comes from. */
  readonly source: string
}

/** What it takes to ask: the kind of the object and the path of the field. */
export type ChangedField = { readonly group: string; readonly kind: string; readonly path: string }

/** Does the row speak of this field? */
export function concerns({ groups, kinds, paths }: Restart, { group, kind, path }: ChangedField): boolean {
  if (!kinds.includes(kind) || groups?.includes(group) === false) return false
  const field = path.replace(/\[\d+\]/g, '[]')
  return (
    paths === undefined ||
    paths.some(known => (known.endsWith('*') ? field.startsWith(known.slice(0, -1)) : field === known))
  )
}

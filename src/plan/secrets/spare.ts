import type { Findings } from '../../find/find.ts'
import { podAccountsOf, type SecretProvider } from '../../knowledge/accounts.ts'
import type { Field } from '../../yaml/field.ts'
import { groupBy } from '../group-by.ts'
import { ownLists } from './lists-by-object.ts'

/** Counts that decide whether operators need pull secrets in their configuration, in one stream or in several. */
export type SpareCounts = {
  /** ImageConfigs with a place for secrets, and those that name some and have room for more. */
  readonly configs: number
  readonly naming: number
  /** Kinds of pods that ImageConfigs serve, and those with a list of their own that has room for all. */
  readonly served: number
  readonly own: number
}

/** The counts of one stream. */
export function spareCountsOf({ objects, secretLists }: Findings): SpareCounts {
  const configs = secretLists.filter(({ finding }) => finding.provider === 'ImageConfig')
  const rows = objects.flatMap(({ manifest }) =>
    podAccountsOf(manifest)
      .filter(row => row.providers?.includes('ImageConfig'))
      .map(row => ({ row, manifest })),
  )
  const lists =
    rows.length === 0 ? new Map<Field, never>() : groupBy(secretLists, ({ manifest }) => manifest.root)
  const own = rows.filter(({ row, manifest }) =>
    ownLists(lists, row, manifest).some(({ finding }) => finding.room === undefined),
  )
  const naming = configs.filter(({ finding: { names, room } }) => names.length > 0 && names.length !== room)
  return { configs: configs.length, naming: naming.length, served: rows.length, own: own.length }
}

/**
 * Settings that operators read but that need no secret: every pod that would get secrets from there has its own list, and in both
 * places they would be in the pods twice. So the ImageConfigs name no secret yet, or have no room for another, and all pods they
 * serve have lists with room for all.
 */
export function sparedBy(counts: readonly SpareCounts[]): ReadonlySet<SecretProvider> {
  const sum = (key: keyof SpareCounts): number => counts.reduce((total, stream) => total + stream[key], 0)
  const isSpared =
    sum('configs') > 0 && sum('naming') === 0 && sum('served') > 0 && sum('served') === sum('own')
  return new Set(isSpared ? ['ImageConfig'] : [])
}

import type { Found } from '../../find/find.ts'
import type { SecretList } from '../../find/shapes/finding.ts'
import type { PodAccount } from '../../knowledge/accounts.ts'
import { pathBelow, type Manifest } from '../../manifest/manifest.ts'
import type { Field } from '../../yaml/field.ts'
import { rowPath } from '../../yaml/path.ts'

/** The lists of each object, as they are written. */
export type ListsByObject = ReadonlyMap<Field, readonly Found<SecretList>[]>

/** The lists of a resource whose secrets reach the pods of a row. */
export function ownLists(
  lists: ListsByObject,
  row: PodAccount,
  manifest: Manifest,
): readonly Found<SecretList>[] {
  const own = lists.get(manifest.root) ?? []
  return own.filter(({ finding }) => row.lists?.includes(fieldOf(finding.path, manifest)) === true)
}

/** The path of a field below its object, with `[]` for every index. */
export function fieldOf(path: string, manifest: Manifest): string {
  return rowPath(pathBelow(manifest, path))
}

import { Field } from '../../yaml/field.ts'
import { fieldsAt } from '../../yaml/fields-at.ts'
import { joinKey, parsePath } from '../../yaml/path.ts'
import type { FieldSpec } from '../../knowledge/fieldspecs/fieldspec.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import type { Finding } from './finding.ts'
import { readPullSecrets } from './pull-secrets.ts'

/** The list at the end of a row's path, or the deepest mapping on the way to where it belongs. */
export function readSecretRow(row: FieldSpec, manifest: Manifest): readonly Finding[] {
  const segments = parsePath(row.path)
  const each = segments.findLastIndex(segment => typeof segment === 'string')
  const keys = segments.slice(each + 1).flatMap(segment => (typeof segment === 'string' ? [] : segment.key))
  return fieldsAt(manifest.root, segments.slice(0, each + 1)).flatMap(start => {
    if (start.node.type !== 'mapping') return []
    let owner = start
    let rest: readonly string[] = keys
    for (let next = owner.get(rest[0] ?? ''); rest.length > 1 && next?.mapping !== undefined;) {
      owner = next
      rest = rest.slice(1)
      next = owner.get(rest[0] ?? '')
    }
    // An object without even the first mapping on the way (no `spec`) makes no pods.
    if (each < 0 && keys.length > 1 && rest.length === keys.length) return []
    if (!hasNeeded(row, segments.length - rest.length, rest.length === 1 && owner.get(rest[0] ?? '')))
      return []
    const beside = row.beside === undefined ? {} : { beside: row.beside }
    const list = readPullSecrets({
      owner,
      keys: rest,
      account: accountOf(row, manifest),
      serves: servedBy(row, manifest, [owner.path, ...rest.slice(0, -1)].reduce(joinKey)),
      isGuess: row.onlyWithImage === true,
      isNames: row.items === 'names',
      last: keys.length === 1,
      ...beside,
    })
    return list ?? []
  })
}

/** Whether as many steps of the path are there as the row needs; `last` is the list, where all others are. */
function hasNeeded({ needs }: FieldSpec, steps: number, last: Field | false | undefined): boolean {
  return needs === undefined || parsePath(needs).length <= (last instanceof Field ? steps + 1 : steps)
}

/** As many steps of the list's own path as the row's `serves` has; nothing for an account, whose pods are other objects. */
function servedBy({ account, serves }: FieldSpec, manifest: Manifest, owner: string): string | undefined {
  if (account === undefined && serves === undefined && manifest.group === '') return undefined
  if (serves === undefined) return owner
  const steps = [manifest.root.path, serves]
    .filter(part => part !== '')
    .join('/')
    .split('/').length
  return owner.split('/').slice(0, steps).join('/')
}

/** The service account an object names for its pods; undefined for an account itself. */
function accountOf(row: FieldSpec, manifest: Manifest): string | undefined {
  if (row.account === undefined) return undefined
  for (const path of row.account) {
    const name = path
      .split('/')
      .reduce<Field | undefined>((field, key) => field?.get(key), manifest.root)?.text
    if (name !== undefined) return name
  }
  return 'default'
}

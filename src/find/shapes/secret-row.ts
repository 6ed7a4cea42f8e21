import { locate } from '../../yaml/locate.ts'
import { mappingAt, textAt } from '../../yaml/lookup.ts'
import { joinKey, parsePath } from '../../yaml/path.ts'
import type { FieldSpec } from '../../knowledge/fieldspecs/fieldspec.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import type { Mapping } from '../../yaml/node.ts'
import type { Finding } from './finding.ts'
import { readPullSecrets } from './pull-secrets.ts'

/** The list at the end of a row's path, or the deepest mapping on the way to where it belongs. */
export function readSecretRow(row: FieldSpec, manifest: Manifest): readonly Finding[] {
  const { text, root } = manifest
  const segments = parsePath(row.path)
  const each = segments.findLastIndex(segment => typeof segment === 'string')
  const keys = segments.slice(each + 1).flatMap(segment => (typeof segment === 'string' ? [] : segment.key))
  return locate(text.source, root, segments.slice(0, each + 1), manifest.path).flatMap(start => {
    let owner = start.node
    let path = start.path
    let rest: readonly string[] = keys
    if (owner.type !== 'mapping') return []
    for (let next = mappingAt(text.source, owner, rest[0] ?? ''); rest.length > 1 && next !== undefined;) {
      owner = next
      path = joinKey(path, rest[0] ?? '')
      rest = rest.slice(1)
      next = mappingAt(text.source, owner, rest[0] ?? '')
    }
    // An object without even the first mapping on the way (no `spec`) makes no pods.
    if (each < 0 && keys.length > 1 && rest.length === keys.length) return []
    const beside = row.beside === undefined ? {} : { beside: row.beside }
    return [
      readPullSecrets({
        text,
        owner,
        path,
        keys: rest,
        account: accountOf(row, manifest),
        serves: servedBy(row, manifest, [path, ...rest.slice(0, -1)].reduce(joinKey)),
        isGuess: row.onlyWithImage === true,
        isNames: row.items === 'names',
        last: keys.length === 1,
        ...beside,
      }),
    ]
  })
}

/** As many steps of the list's own path as the row's `serves` has; nothing for an account, whose pods are other objects. */
function servedBy({ account, serves }: FieldSpec, manifest: Manifest, owner: string): string | undefined {
  if (account === undefined && serves === undefined && manifest.group === '') return undefined
  if (serves === undefined) return owner
  const steps = [manifest.path, serves]
    .filter(part => part !== '')
    .join('/')
    .split('/').length
  return owner.split('/').slice(0, steps).join('/')
}

/** The service account an object names for its pods; undefined for an account itself. */
function accountOf(row: FieldSpec, manifest: Manifest): string | undefined {
  if (row.account === undefined) return undefined
  for (const path of row.account) {
    const keys = path.split('/')
    const last = keys.pop() ?? ''
    const owner = keys.reduce<Mapping | undefined>(
      (mapping, key) => mappingAt(manifest.text.source, mapping, key),
      manifest.root,
    )
    const name = textAt(manifest.text.source, owner, last)
    if (name !== undefined) return name
  }
  return 'default'
}

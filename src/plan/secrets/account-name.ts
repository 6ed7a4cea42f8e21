import { pathBelow, type Manifest } from '../../manifest/manifest.ts'
import { podSpecFields } from '../../knowledge/accounts.ts'
import type { Field } from '../../yaml/field.ts'
import { stepsOf } from '../../yaml/path.ts'

/**
 * The service account that is named nearest to a field of an object, by the names such fields have in most kinds:
 * `serviceAccountName`, `serviceAccount`, or `serviceAccount` with a `name`.
 */
export function accountNear(manifest: Manifest, path: string): string | undefined {
  let field: Field | undefined = manifest.root
  const ways = [field]
  for (const step of stepsOf(pathBelow(manifest, path))) {
    field = typeof step === 'number' ? field.item(step) : field.get(step)
    if (field === undefined) break
    ways.push(field)
  }
  for (const way of ways.toReversed()) {
    for (const key of podSpecFields) {
      const named = way.get(key)
      const name = named?.text ?? named?.textAt('name')
      if (name !== undefined && name !== '') return name
    }
  }
  return undefined
}

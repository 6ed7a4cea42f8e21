import type { Findings } from '../../find/find.ts'
import { podAccountsOf, type PodAccount } from '../../knowledge/accounts.ts'
import type { OperatorName } from '../../knowledge/operators/operator.ts'
import { isInRange, parseVersion } from '../../knowledge/version.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import type { Field } from '../../yaml/field.ts'
import { fieldsAt } from '../../yaml/fields-at.ts'
import { parsePath } from '../../yaml/path.ts'
import { fieldOf } from './lists-by-object.ts'

/** The version of an operator that looks after a resource; undefined if it is not known. */
export type VersionFor = (operator: OperatorName, manifest: Manifest) => string | undefined

/** A row as the operator of a resource reads it. */
export function asRead(row: PodAccount, manifest: Manifest, versionFor: VersionFor): PodAccount {
  const { older, each, ...common } = row
  if (older === undefined) return row
  const version = parseVersion(versionFor(older.operator, manifest) ?? '')
  if (version === undefined || !isInRange(version, older.versions)) return row
  return { ...common, ...(each === undefined ? {} : { each: { ...each, fields: [] } }), fields: older.fields }
}

/** The lists of a stream with the accounts that the operators of their resources read. */
export function withReadAccounts(found: Findings, versionFor: VersionFor): Findings {
  let isSame = true
  const secretLists = found.secretLists.map(list => {
    const { finding, manifest } = list
    const row = podAccountsOf(manifest).find(
      ({ older, lists }) => older !== undefined && lists?.includes(fieldOf(finding.path, manifest)) === true,
    )
    const read = row === undefined ? undefined : asRead(row, manifest, versionFor)
    if (read === undefined || read === row) return list
    isSame = false
    return { ...list, finding: { ...finding, account: textIn(manifest.root, read.fields) ?? read.default } }
  })
  return isSame ? found : { ...found, secretLists }
}

/** The first text of these fields that is not empty. */
export function textIn(field: Field, paths: readonly string[]): string | undefined {
  for (const path of paths) {
    const [text] = fieldsAt(field, parsePath(path)).flatMap(({ text: own }) => own ?? [])
    if (text !== undefined && text !== '') return text
  }
  return undefined
}

import { podAccountsOf, podSpecFields } from '../../knowledge/accounts.ts'
import { builtInFieldSpecs } from '../../knowledge/fieldspecs/index.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import type { Field } from '../../yaml/field.ts'

/** The account of an object's pods, and the fields that name it. */
export type AccountField = {
  /** The mapping that has the fields. */
  readonly owner: Field
  /** The account named; undefined when the pods run under the default one. */
  readonly account: string | undefined
  /** The fields to write: those that are there, else the one to add. */
  readonly fields: readonly string[]
}

/** Paths that name the account, the strongest first, and the one that is made where none is there. */
type AccountPaths = { readonly fields: readonly string[]; readonly made: string }

/** Where an object names its account; undefined for kinds that make no pods, or pods with an account each. */
export function accountFieldOf({ root, group, kind }: Manifest): AccountField | undefined {
  const paths = accountPathsOf(group, kind)
  if (paths === undefined) return undefined
  const split = (field: string): readonly [owner: string, key: string] => {
    const slash = field.lastIndexOf('/')
    return [field.slice(0, slash), field.slice(slash + 1)]
  }
  const [ownerPath, made] = split(paths.made)
  const at = (field: string): Field | undefined =>
    field.split('/').reduce<Field | undefined>((below, key) => below?.get(key), root)
  const owner = at(ownerPath)
  if (owner?.mapping === undefined) return undefined
  const there = paths.fields.filter(field => at(field)?.text !== undefined)
  const own = there.flatMap(field => (split(field)[0] === ownerPath ? split(field)[1] : []))
  const account = there[0] === undefined ? undefined : at(there[0])?.text
  return { owner, account, fields: own.length > 0 ? own : [made] }
}

/** Rows of the table of accounts; for kinds with a PodSpec its two fields. */
function accountPathsOf(group: string, kind: string): AccountPaths | undefined {
  const [row] = podAccountsOf({ group, kind })
  if (row !== undefined) {
    const made = row.made ?? row.fields[0]
    return made === undefined || row.each !== undefined ? undefined : { fields: row.fields, made }
  }
  const spec = builtInFieldSpecs.find(
    ({ shape, ...other }) => shape === 'pod-spec' && other.group === group && other.kind === kind,
  )
  if (spec === undefined || spec.path.includes('[]')) return undefined
  const [name, old] = podSpecFields.map(field => `${spec.path}/${field}`)
  return name === undefined || old === undefined ? undefined : { fields: [name, old], made: name }
}

import type { ComponentSetting, ChartValue } from '../../config/component-setting.ts'
import { writeKeys } from '../../edit/write.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import type { Place, Problem } from '../../problem.ts'
import type { Occurrence } from '../../find/shapes/finding.ts'
import type { Field } from '../../yaml/field.ts'
import { joinKey } from '../../yaml/path.ts'
import type { Found, Findings } from '../../find/find.ts'
import { sameNamespace } from '../secrets/account.ts'
import { accountFieldOf, type AccountField } from './account-field.ts'
import { leftBehind, sharedAccount, takenName } from './account-problem.ts'
import { findAccountObjects, type AccountName, type AccountObjects } from './account-object.ts'
import { nameOf } from '../object-name.ts'
import type { FieldChange, FieldWrites } from './field-change.ts'

type AccountPlan = {
  readonly fields: readonly FieldWrites[]
  /** The objects whose pods now run under the account. */
  readonly roots: readonly Field[]
  readonly problems: readonly Problem[]
}

type Workload = { readonly manifest: Manifest; readonly field: AccountField }

/** The input for planning accounts: what is in the streams, and where. */
type AccountScope = {
  readonly objects: AccountObjects
  readonly workloads: readonly Workload[]
  readonly placeOf: (manifest: Manifest, offset: number, path: string) => Place
}

/** Plan accounts for the streams of a run: gives the function that plans one setting. */
export function accountPlanner(
  streams: readonly Findings[],
  placeOf: AccountScope['placeOf'],
): (setting: ComponentSetting, images: readonly Found<Occurrence>[]) => AccountPlan {
  const manifests = new Map(
    streams
      .flatMap(({ images, secretLists }) => [...images, ...secretLists])
      .map(({ manifest }) => [manifest.root, manifest]),
  )
  const workloads = [...manifests.values()].map(workloadOf).flatMap(workload => workload ?? [])
  const found = streams.map(({ text }) => findAccountObjects(text))
  const objects = {
    accounts: found.flatMap(({ accounts }) => accounts),
    subjects: found.flatMap(({ subjects }) => subjects),
  }
  const scope = { objects, workloads, placeOf }
  return (setting, images) => planAccount(setting, images, scope)
}

/**
 * The pods of a component under the account a setting names. Where the chart makes that account itself, the account and
 * the subjects of its bindings are renamed with them; where it expects the account to exist, nothing else is touched.
 */
function planAccount(
  setting: ComponentSetting,
  images: readonly Found<Occurrence>[],
  scope: AccountScope,
): AccountPlan {
  const { account } = setting
  if (account === undefined) return { fields: [], roots: [], problems: [] }
  const roots = new Set(images.map(({ manifest }) => manifest.root))
  const own = scope.workloads.filter(({ manifest }) => roots.has(manifest.root))
  const problems: Problem[] = []
  const fields: FieldWrites[] = []
  const moved: Field[] = []
  for (const { manifest, field } of own) {
    if (field.account === account.value) continue
    const owned = isMadeByChart(account) ? accountOf(manifest, field.account, scope) : undefined
    const sharing =
      owned === undefined ? undefined : scope.workloads.find(other => shares(other, own, manifest, field))
    if (owned !== undefined && sharing !== undefined) {
      problems.push(sharedAccount(setting, account, field.account, sharing.manifest))
      continue
    }
    moved.push(manifest.root)
    const bindings = subjectsOf(field.account ?? '', manifest.namespace, scope)
    const renamed = (where: AccountName, keys: readonly string[]): FieldWrites =>
      fieldOf(where, keys, field.account, { component: setting.component, account, placeOf: scope.placeOf })
    fields.push(renamed({ manifest, owner: field.owner }, field.fields))
    if (owned === undefined) {
      problems.push(...leftBehind(setting, account, field.account, bindings))
      continue
    }
    for (const named of [owned, ...bindings]) fields.push(renamed(named, ['name']))
    if (isTaken(account, owned, scope)) problems.push(takenName(account))
  }
  return { fields, roots: moved, problems }
}

/** The chart makes the account wherever the values name it below `serviceAccount`; else it must exist. */
export function isMadeByChart({ key }: ChartValue): boolean {
  return key.includes('.serviceAccount.')
}

function workloadOf(manifest: Manifest): Workload | undefined {
  const field = accountFieldOf(manifest)
  return field === undefined ? undefined : { manifest, field }
}

function accountOf(
  { namespace }: Manifest,
  name: string | undefined,
  { objects }: AccountScope,
): AccountName | undefined {
  const found = objects.accounts.filter(
    ({ manifest }) => manifest.name === name && sameNamespace(manifest.namespace, namespace),
  )
  return found[0]
}

function subjectsOf(
  account: string,
  namespace: string | undefined,
  { objects }: AccountScope,
): readonly AccountName[] {
  return objects.subjects.filter(
    subject => subject.name === account && sameNamespace(subject.namespace, namespace),
  )
}

/** Another component's pods under the same account would lose it. */
function shares(
  other: Workload,
  own: readonly Workload[],
  { namespace }: Manifest,
  { account }: AccountField,
): boolean {
  const isOther = own.every(({ manifest }) => manifest.root !== other.manifest.root)
  return isOther && other.field.account === account && sameNamespace(other.manifest.namespace, namespace)
}

/** The account in the keys of a mapping, where `written` was. */
function fieldOf(
  { manifest, owner }: AccountName,
  keys: readonly string[],
  written: string | undefined,
  {
    component,
    account,
    placeOf,
  }: Pick<ComponentSetting, 'component'> & Pick<AccountScope, 'placeOf'> & { readonly account: ChartValue },
): FieldWrites {
  const [key = ''] = keys
  const value = Object.fromEntries(keys.map(name => [name, account.value]))
  const offset = (owner.get(key) ?? owner).start
  const entry: FieldChange = {
    field: 'service account',
    component,
    written,
    text: account.value,
    key: account.key,
    object: nameOf(manifest),
    place: placeOf(manifest, offset, joinKey(owner.path, key)),
  }
  return {
    entry,
    text: owner.inText,
    writes: owner.mapping === undefined ? [] : writeKeys(owner.mapping, value),
  }
}

function isTaken(account: ChartValue, { manifest }: AccountName, { objects }: AccountScope): boolean {
  return objects.accounts.some(
    other =>
      other.manifest.root !== manifest.root &&
      other.manifest.name === account.value &&
      sameNamespace(other.manifest.namespace, manifest.namespace),
  )
}

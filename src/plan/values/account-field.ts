import { mappingAt, textAt } from '../../yaml/lookup.ts'
import { joinKey } from '../../yaml/path.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import type { Mapping } from '../../yaml/node.ts'

/** Where an object names the service account of its pods. */
type AccountRow = {
  readonly kinds: readonly string[]
  /** The mapping that has the field. */
  readonly path: string
  /** The field; where several count, the strongest first. The last is the one that is made. */
  readonly fields: readonly string[]
}

const podFields = ['serviceAccount', 'serviceAccountName']

/**
 * Sources: PodSpec (core/v1), where `serviceAccount` is the old name of the field;
 * CassandraDatacenterSpec of cass-operator v1.10.5 and v1.32.0, ReaperSpec of reaper-operator v0.3.5 with its capital S,
 * and the specs of prometheus-operator.
 */
const rows: readonly AccountRow[] = [
  { kinds: ['Pod'], path: 'spec', fields: podFields },
  {
    kinds: ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job'],
    path: 'spec/template/spec',
    fields: podFields,
  },
  { kinds: ['CronJob'], path: 'spec/jobTemplate/spec/template/spec', fields: podFields },
  { kinds: ['CassandraDatacenter'], path: 'spec', fields: ['serviceAccountName', 'serviceAccount'] },
  { kinds: ['Reaper'], path: 'spec', fields: ['ServiceAccountName'] },
  { kinds: ['Prometheus', 'Alertmanager', 'ThanosRuler'], path: 'spec', fields: ['serviceAccountName'] },
]

/** The account of an object's pods, and the fields that name it. */
export type AccountField = {
  readonly owner: Mapping
  /** The account named; undefined when the pods run under the default one. */
  readonly account: string | undefined
  /** The fields to write: those that are there, else the one to add. */
  readonly fields: readonly string[]
  readonly path: string
}

/** Where an object names its account; undefined for kinds that make no pods. */
export function accountFieldOf({ text, root, kind, path }: Manifest): AccountField | undefined {
  const row = rows.find(({ kinds }) => kinds.includes(kind))
  if (row === undefined) return undefined
  const owner = row.path
    .split('/')
    .reduce<Mapping | undefined>((mapping, key) => mappingAt(text.source, mapping, key), root)
  if (owner === undefined) return undefined
  const there = row.fields.filter(field => textAt(text.source, owner, field) !== undefined)
  const fields = there.length > 0 ? there : row.fields.slice(-1)
  const below = path === '' ? row.path : `${path}/${row.path}`
  return {
    owner,
    account: there.map(field => textAt(text.source, owner, field)).at(-1),
    fields,
    path: joinKey(below, fields.at(-1) ?? ''),
  }
}

import type { ClusterReader } from '../../../cluster/reader.ts'
import {
  readPages,
  servedKinds,
  type ClusterObject,
  type ServedKind,
  type Unread,
} from '../../../cluster/objects.ts'
import type { FieldSpec } from '../../../knowledge/fieldspecs/fieldspec.ts'
import { workloadGroups } from '../../../knowledge/fieldspecs/kubernetes.ts'
import { parsePath } from '../../../yaml/path.ts'

const pods: ServedKind = {
  apiVersion: 'v1',
  kind: 'Pod',
  root: '/api/v1',
  plural: 'pods',
  isNamespaced: true,
}

const configMaps: ServedKind = { ...pods, kind: 'ConfigMap', plural: 'configmaps' }

/**
 * Reads what runs: pods, the custom resources that a row knows, and the ConfigMaps under whose keys a row knows images.
 * Pages are handed on as they come.
 */
export async function readRunning(
  reader: ClusterReader,
  namespace: string | undefined,
  rows: readonly FieldSpec[],
  onPage: (objects: readonly ClusterObject[]) => void,
): Promise<readonly Unread[]> {
  const custom = rows.filter(({ group, kind }) => !workloadGroups.has(group) && !isBuiltIn(group, kind))
  const { kinds, unread } = await servedKinds(reader, new Set(custom.map(({ group }) => group)))
  const requested = kinds
    .filter(served => served.apiVersion !== 'v1' || !isBuiltIn('', served.kind))
    .filter(served => custom.some(row => isOf(row, served)))
  const failed: Unread[] = [...unread]
  for (const kind of [pods, ...requested]) {
    const problem = await readPages(reader, kind, namespace, onPage)
    if (problem !== undefined) failed.push(problem)
  }
  const keys = keysOfConfigMaps(rows)
  const problem = await readPages(reader, configMaps, namespace, objects =>
    onPage(objects.filter(object => hasKey(object, keys))),
  )
  return problem === undefined ? failed : [...failed, problem]
}

/** Kinds of the core group in field specs: they are read by name, or run nothing themselves. */
const coreKinds: ReadonlySet<string> = new Set([
  'Pod',
  'ConfigMap',
  'PodTemplate',
  'ReplicationController',
  'ServiceAccount',
])

function isBuiltIn(group: string, kind: string): boolean {
  return group === '' && coreKinds.has(kind)
}

function isOf({ group, kind }: FieldSpec, served: ServedKind): boolean {
  const ofServed = served.apiVersion.includes('/') ? (served.apiVersion.split('/')[0] ?? '') : ''
  return kind === served.kind && (group === '*' || group === ofServed)
}

/** Keys of `data` that rows name; a row for every key says nothing about which ConfigMaps hold images. */
function keysOfConfigMaps(rows: readonly FieldSpec[]): ReadonlySet<string> {
  return new Set(
    rows
      .filter(({ group, kind }) => group === '' && kind === 'ConfigMap')
      .flatMap(({ path }) => {
        const [data, key] = parsePath(path)
        return typeof data === 'object' && data.key === 'data' && typeof key === 'object' ? [key.key] : []
      }),
  )
}

function hasKey(object: ClusterObject, keys: ReadonlySet<string>): boolean {
  const { data } = object as { readonly data?: Readonly<Record<string, string>> | null }
  return Object.keys(data ?? {}).some(key => keys.has(key))
}

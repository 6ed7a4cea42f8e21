import type { ClusterReader } from '../../../cluster/reader.ts'
import {
  readPages,
  type ClusterObject,
  type ObjectMetadata,
  type ServedKind,
} from '../../../cluster/objects.ts'

/** Objects between a pod and the workload that a person made. */
const between: readonly ServedKind[] = [
  {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    root: '/apis/apps/v1',
    plural: 'replicasets',
    isNamespaced: true,
  },
  { apiVersion: 'batch/v1', kind: 'Job', root: '/apis/batch/v1', plural: 'jobs', isNamespaced: true },
]

/** Says which workload made an object: `Kind/name`. */
type WorkloadOf = (object: ClusterObject) => string

/**
 * Who made the pods of a cluster: the controller, and the controller of that where it is a ReplicaSet or a Job. What may
 * not be read is named by the controller itself.
 */
export async function readWorkloads(
  reader: ClusterReader,
  namespace: string | undefined,
  pods: readonly ClusterObject[],
): Promise<WorkloadOf> {
  const owners = new Map<string, string>()
  for (const kind of between) {
    if (!pods.some(({ metadata }) => ownerOf(metadata)?.kind === kind.kind)) continue
    await readPages(
      reader,
      kind,
      namespace,
      objects => {
        for (const { metadata } of objects) {
          const owner = ownerOf(metadata)
          if (owner !== undefined)
            owners.set(keyOf(metadata, kind.kind, metadata.name), `${owner.kind}/${owner.name}`)
        }
      },
      'metadata',
    )
  }
  return ({ kind, metadata }) => {
    const owner = ownerOf(metadata)
    if (owner === undefined) return `${kind}/${metadata.name ?? ''}`
    return owners.get(keyOf(metadata, owner.kind, owner.name)) ?? `${owner.kind}/${owner.name}`
  }
}

function ownerOf({ ownerReferences = [] }: ObjectMetadata) {
  return ownerReferences.find(({ controller }) => controller === true)
}

function keyOf({ namespace = '' }: ObjectMetadata, kind: string, name = ''): string {
  return `${namespace} ${kind}/${name}`
}

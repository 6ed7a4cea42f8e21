import type { PulledImage } from '../pulled-image.ts'
import type { ImageSlot } from '../image-slot.ts'
import { releaseOf } from '../releases/release.ts'
import { keyspaceJobs, reaperImages } from '../releases/reaper-operator.ts'
import { factOf } from '../releases/table.ts'
import type { OperatedResource, RunContext } from './run-context.ts'
import { firstWritten, referenceOf } from './text-field.ts'

const fact = 'https://github.com/k8ssandra/reaper-operator/blob/v0.3.5/pkg/reconcile/reconcilers.go'

/** The images of a Reaper of K8ssandra 1.x. medusa-operator, which runs next to it, starts no pods. */
export function oldReaperImages(resource: OperatedResource, around: RunContext): readonly PulledImage[] {
  const spec = resource.root.get('spec')
  if (spec?.mapping === undefined) return []
  const running = around.operatorFor('reaper-operator', resource.namespace)
  const version = releaseOf('reaper-operator', running?.version)
  const field = firstWritten([spec.get('image')])
  const slot: ImageSlot = { owner: spec, key: 'image', form: 'text' }
  const known = version === undefined ? undefined : factOf(reaperImages, version)
  const job = version === undefined ? undefined : factOf(keyspaceJobs, version)
  const base = { operator: 'reaper-operator', version: running?.version, pods: 'Reaper', fact } as const
  return [
    {
      ...base,
      component: 'reaper',
      container: 'reaper',
      reference: referenceOf(field?.text ?? known),
      origin: field === undefined ? { kind: 'default' } : { kind: 'field', field },
      slot,
      remedy: 'name the image in spec.image',
    },
    ...(job === undefined
      ? []
      : [
          {
            ...base,
            component: 'create-keyspace',
            container: 'create-keyspace',
            reference: referenceOf(job),
            origin: { kind: 'default' } as const,
            slot: undefined,
            remedy: 'use K8ssandra 1.2 or later, whose reaper-operator runs no such job',
          },
        ]),
  ]
}

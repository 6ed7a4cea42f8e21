import type { Field } from '../../../yaml/field.ts'
import type { OperatedResource } from './run-context.ts'
import { fieldAt } from './text-field.ts'

/** The image object of a resource, which k8ssandra-operator puts over the ImageConfig's entry of the same component. */
export type OwnImage = {
  readonly component: 'reaper' | 'medusa'
  readonly tag: string
  readonly name: string | undefined
  readonly repository: string | undefined
}

/** Where resources have such objects. */
const rows = [
  {
    kind: 'K8ssandraCluster',
    group: 'k8ssandra.io',
    component: 'reaper',
    path: 'spec/reaper/containerImage',
  },
  {
    kind: 'K8ssandraCluster',
    group: 'k8ssandra.io',
    component: 'medusa',
    path: 'spec/medusa/containerImage',
  },
  { kind: 'Reaper', group: 'reaper.k8ssandra.io', component: 'reaper', path: 'spec/containerImage' },
] as const

/**
 * The objects of a resource that are put over the ImageConfig. The schema gives one without a tag the tag `latest`; the digest
 * of the ImageConfig counts for all of them, whatever they name.
 *
 * Source: https://github.com/k8ssandra/k8ssandra-operator/blob/v1.32.5/pkg/reaper/deployment.go, pkg/medusa/reconcile.go,
 * and ApplyOverrides in https://github.com/k8ssandra/cass-operator/blob/v1.32.0/apis/config/v1beta2/imageconfig_types.go
 */
export function ownImagesIn({ group, kind, root }: OperatedResource): readonly OwnImage[] {
  return rows
    .filter(row => row.kind === kind && row.group === group)
    .flatMap(({ component, path }) => {
      const object = fieldAt(root, path)
      return object?.mapping === undefined ? [] : [ownImageOf(component, object)]
    })
}

function ownImageOf(component: OwnImage['component'], object: Field): OwnImage {
  const part = (key: string): string | undefined => object.get(key)?.text || undefined
  return { component, tag: part('tag') ?? 'latest', name: part('name'), repository: part('repository') }
}

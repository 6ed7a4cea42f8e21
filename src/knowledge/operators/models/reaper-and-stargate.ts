import type { Field } from '../../../yaml/field.ts'
import type { PulledImage } from '../pulled-image.ts'
import type { ImageSlot } from '../image-slot.ts'
import { stargateName } from './cluster.ts'
import { enabledVector, vectorOwner } from './vector.ts'
import { imageOf, K8ssandraOperator } from './k8ssandra-operator.ts'
import { datacenterNamed } from './known-datacenter.ts'
import type { OperatedResource, RunContext } from './run-context.ts'
import { fieldAt, isTrue } from './text-field.ts'

/** A Reaper of k8ssandra-operator that belongs to no K8ssandraCluster. */
export function reaperResourceImages(
  { root, namespace }: OperatedResource,
  around: RunContext,
): readonly PulledImage[] {
  const spec = root.get('spec')
  return spec?.mapping === undefined ? [] : reaperImages(spec, new K8ssandraOperator(namespace, around))
}

/** A Stargate that belongs to no K8ssandraCluster; its name follows the datacenter it refers to. */
export function stargateResourceImages(
  { root, namespace }: OperatedResource,
  around: RunContext,
): readonly PulledImage[] {
  const spec = root.get('spec')
  if (spec?.mapping === undefined) return []
  const operator = new K8ssandraOperator(namespace, around)
  const { type, version, racks } = datacenterNamed(
    fieldAt(spec, 'datacenterRef/name')?.text,
    around.datacenters,
  )
  const name = stargateName(type, version, operator.has('hasStargateOfDse') === true)
  return stargateImages([spec], spec.get('racks'), racks, name, operator)
}

/** The images of Reaper, below `spec.reaper` of a cluster or `spec` of a Reaper. */
export function reaperImages(template: Field, operator: K8ssandraOperator): readonly PulledImage[] {
  const parts = operator.partsOf('reaper', 'thelastpickle', 'cassandra-reaper')
  const whole = operator.has('schemaHasReaper') === true ? parts?.parts : undefined
  const slot = (key: string): ImageSlot => ({ owner: template, key, form: 'parts', takesSecret: true })
  const hasInit = operator.has('hasReaperInitImage') === true && !isTrue(template.get('skipSchemaMigration'))
  return [
    ...(hasInit
      ? [
          operator.object(
            imageOf('reaper', 'reaper-schema-init', 'Reaper'),
            [template.get('initContainerImage')],
            slot('initContainerImage'),
            whole,
            parts,
          ),
        ]
      : []),
    operator.object(
      imageOf('reaper', 'reaper', 'Reaper'),
      [template.get('containerImage')],
      slot('containerImage'),
      whole,
      parts,
    ),
    ...vectorImages([template], 'Reaper', operator),
  ]
}

/**
 * The images of Stargate, one for each rack that has an object of its own; `levels` are the datacenter's before the
 * cluster's, as far as they are there.
 */
export function stargateImages(
  levels: readonly (Field | undefined)[],
  rackList: Field | undefined,
  racks: readonly string[],
  name: string,
  operator: K8ssandraOperator,
): readonly PulledImage[] {
  const owner = levels[0]
  if (owner === undefined) return []
  const tag = operator.constant('stargate')
  const whole = tag === undefined ? undefined : { repository: 'stargateio', tag }
  const base = whole && { parts: { ...whole, name }, from: 'code' as const }
  const key = 'containerImage'
  const image = imageOf('stargate', 'stargate', 'Stargate')
  const objects = levels.map(level => level?.get(key))
  const own = racks.flatMap(rack => rackList?.items.find(item => item.get('name')?.text === rack) ?? [])
  const places = own.length < racks.length || own.length === 0 ? [owner, ...own] : own
  return [
    ...places.map(place => {
      const slot: ImageSlot = { owner: place, key, form: 'parts', nameStaysUnset: true, takesSecret: true }
      const ofRack = place === owner ? objects : [place.get(key), ...objects]
      return operator.object(image, ofRack, slot, whole, base)
    }),
    ...vectorImages(levels, 'Stargate', operator),
  ]
}

function vectorImages(
  levels: readonly (Field | undefined)[],
  pods: 'Reaper' | 'Stargate',
  operator: K8ssandraOperator,
): readonly PulledImage[] {
  const telemetry = levels.map(level => level?.get('telemetry'))
  if (operator.has('hasVector') === false || !isTrue(enabledVector(telemetry))) return []
  const owner = vectorOwner(telemetry)
  const slot: ImageSlot | undefined = owner && { owner, key: 'image', form: 'text' }
  const image = imageOf('vector', `${pods.toLowerCase()}-vector-agent`, pods)
  return [
    operator.text(
      image,
      levels.map(level => fieldAt(level, 'telemetry/vector/image')),
      slot,
      operator.vector,
    ),
  ]
}

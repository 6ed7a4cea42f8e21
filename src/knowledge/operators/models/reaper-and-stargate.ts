import type { Field } from '../../../yaml/field.ts'
import { printable } from '../../../reference/quote.ts'
import type { PulledImage } from '../pulled-image.ts'
import type { ImageSlot } from '../image-slot.ts'
import { onlyRack, stargateName } from './cluster.ts'
import { enabledVector, vectorOwner } from './vector.ts'
import { imageOf, K8ssandraOperator } from './k8ssandra-operator.ts'
import { datacenterNamed } from './known-datacenter.ts'
import type { OperatedResource, RunContext } from './run-context.ts'
import { fieldAt, firstText, isTrue } from './text-field.ts'

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
  const datacenter = fieldAt(spec, 'datacenterRef/name')?.text
  const known = datacenterNamed(datacenter, namespace, around.datacenters)
  const name = stargateName(
    known?.type ?? 'cassandra',
    known?.version,
    operator.has('hasStargateOfDse') !== false,
  )
  const images = stargateImages([spec], spec.get('racks'), known?.racks ?? onlyRack, name, operator)
  return known === undefined ? images.map(image => withAssumedName(image, spec, name, datacenter)) : images
}

/** An image with the name for a datacenter that is not known, unless the resource names it. */
function withAssumedName(
  image: PulledImage,
  spec: Field,
  name: string,
  datacenter: string | undefined,
): PulledImage {
  const { slot, reference } = image
  if (slot?.nameStaysUnset !== true || reference === undefined) return image
  const names = [slot.owner, spec].map(owner => fieldAt(owner, 'containerImage/name'))
  if (firstText(names) !== undefined) return image
  return { ...image, slot: { ...slot, isNameAssumed: true }, assumed: assumedFor(name, datacenter) }
}

function assumedFor(name: string, datacenter: string | undefined): NonNullable<PulledImage['assumed']> {
  return {
    message: `the datacenter ${printable(datacenter ?? 'of the resource')}, whose server decides about the name of the image, is not in this run; ${name} is assumed`,
    remedy:
      'relocate the resource together with its datacenter, or name the image in spec.containerImage.name',
  }
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
  const repository = 'stargateio'
  const whole = tag === undefined ? undefined : { repository, tag }
  const base = {
    parts: whole === undefined ? { repository, name } : { ...whole, name },
    from: 'code',
  } as const
  const key = 'containerImage'
  const image = imageOf('stargate', 'stargate', 'Stargate')
  const objects = levels.map(level => level?.get(key))
  const own = racks.flatMap(rack => rackList?.items.find(item => item.get('name')?.text === rack) ?? [])
  const places = own.length < racks.length || own.length === 0 ? [owner, ...own] : own
  return [
    ...places.map(place => {
      const slot: ImageSlot = { owner: place, key, form: 'parts', nameStaysUnset: true, takesSecret: true }
      const ofRack = place === owner ? objects : [place.get(key), ...objects]
      // Of an object that is there, the release only decides about the tag of others.
      const isKnown = whole !== undefined || ofRack.some(object => object?.mapping !== undefined)
      return operator.object(image, ofRack, slot, whole, isKnown ? base : undefined)
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

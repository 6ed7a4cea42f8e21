import type { Field } from '../../../yaml/field.ts'
import type { PodKind, PulledImage } from '../pulled-image.ts'
import type { ImageSlot } from '../image-slot.ts'
import { cassandraImages, clientAnnotation, copyingContainer } from './cass-operator.ts'
import {
  datacentersOf,
  hasFewTokens,
  levelsOf,
  serverTypeOf,
  stargateName,
  type ClusterDatacenter,
} from './cluster.ts'
import { enabledVector, vectorOwner } from './vector.ts'
import { imageOf, K8ssandraOperator } from './k8ssandra-operator.ts'
import { reaperImages, stargateImages } from './reaper-and-stargate.ts'
import type { OperatedResource, RunContext } from './run-context.ts'
import { containerNamed, fieldAt, firstText, firstWritten, isFalse, isTrue } from './text-field.ts'

/**
 * The images of a K8ssandraCluster: those of each datacenter's pods, by cass-operator and k8ssandra-operator together,
 * and those of Reaper, Stargate and Medusa next to them.
 * Source: https://github.com/k8ssandra/k8ssandra-operator/tree/v1.32.5/controllers/k8ssandra
 */
export function clusterImages(resource: OperatedResource, around: RunContext): readonly PulledImage[] {
  const { root, namespace } = resource
  const operator = new K8ssandraOperator(namespace, around)
  const datacenters = datacentersOf(root)
  const writesTokens = operator.has('makesPerNodeConfig') === true && hasFewTokens(datacenters)
  return [
    ...datacenters.flatMap(datacenter => [
      ...cassandra(root, datacenter, around, namespace, operator),
      ...perNodeConfig(datacenter, operator, writesTokens),
      ...jmx(root, datacenter, operator),
      ...(datacenter.isStopped ? [] : stargate(root, datacenter, operator)),
    ]),
    ...reaper(root, datacenters, operator),
    ...medusa(root, operator),
  ]
}

function cassandra(
  root: Field,
  datacenter: ClusterDatacenter,
  around: RunContext,
  namespace: string | undefined,
  operator: K8ssandraOperator,
): readonly PulledImage[] {
  const container = (list: string, name: string): readonly (Field | undefined)[] =>
    levelsOf(datacenter, list).map(containers => containerNamed(containers, name)?.get('image'))
  const where = datacenter.namespace ?? namespace
  const isVector =
    operator.has('hasVector') !== false && isTrue(enabledVector(levelsOf(datacenter, 'telemetry')))
  const vectorFields = levelsOf(datacenter, 'telemetry/vector/image')
  const isOwn = operator.has('vectorInCassandra')
  const images = cassandraImages(
    {
      server: { type: serverTypeOf(root), version: datacenter.serverVersion },
      named: {
        cassandra: [...container('containers', 'cassandra'), ...levelsOf(datacenter, 'serverImage')],
        'config-builder': container('initContainers', 'server-config-init'),
        // Vector runs inside the system logger: its image replaces that container's.
        'system-logger': [
          ...(isVector && isOwn === false ? vectorFields : []),
          ...container('containers', 'server-system-logger'),
        ],
      },
      copying: {
        own: container('initContainers', copyingContainer),
        server: levelsOf(datacenter, 'serverImage'),
      },
      slots: {},
      hasLogger: true,
      asksForClient: isTrue(fieldAt(datacenter.own, 'metadata/annotations')?.get(clientAnnotation)),
      readOnly: firstWritten(levelsOf(datacenter, 'readOnlyRootFilesystem')),
    },
    around.operatorFor('cass-operator', where),
    around.imageConfigsFor('cass-operator', where),
  )
  if (!isVector || isOwn !== true) return images
  const image = imageOf('vector', 'vector-agent', 'Cassandra')
  const owner = vectorOwner(levelsOf(datacenter, 'telemetry'))
  const slot: ImageSlot | undefined = owner && { owner, key: 'image', form: 'text' }
  return [...images, operator.text(image, vectorFields, slot, operator.vector)]
}

function perNodeConfig(
  datacenter: ClusterDatacenter,
  operator: K8ssandraOperator,
  writesTokens: boolean,
): readonly PulledImage[] {
  const isAsked = fieldAt(datacenter.own, 'perNodeConfigMapRef/name')?.text !== undefined
  if (operator.has('hasPerNodeConfig') === false || (!isAsked && !writesTokens)) return []
  const image = imageOf('per-node-config', 'per-node-config', 'Cassandra')
  const key = 'perNodeConfigInitContainerImage'
  if (operator.has('hasPerNodeField') === false) {
    return [
      operator.text(image, [], undefined, { text: operator.constant('per-node-config') }, withoutPerNode),
    ]
  }
  const slot: ImageSlot | undefined = datacenter.own && { owner: datacenter.own, key, form: 'text' }
  if (operator.has('readsImageConfig') === true) {
    const text = operator.config?.image('k8ssandra-client')
    return [operator.text(image, levelsOf(datacenter, key), slot, { text, path: 'images/k8ssandra-client' })]
  }
  const own = datacenter.own?.get(key)
  // The schema fills the datacenter's field, so that the cluster's is never read, unless the text is there and empty.
  const fields = own?.text === undefined && datacenter.own !== undefined ? [] : levelsOf(datacenter, key)
  return [operator.text(image, fields, slot, { text: operator.constant('per-node-config') })]
}

function jmx(
  root: Field,
  datacenter: ClusterDatacenter,
  operator: K8ssandraOperator,
): readonly PulledImage[] {
  if (operator.has('hasJmxInit') !== true || isFalse(fieldAt(root, 'spec/auth'))) return []
  const key = 'jmxInitContainerImage'
  const owner = datacenter.own ?? datacenter.shared
  if (owner === undefined) return []
  const slot: ImageSlot = { owner, key, form: 'parts', takesSecret: true }
  const busybox = { name: 'busybox', tag: '1.34.1' }
  const objects = datacenter.own === undefined ? [datacenter.shared?.get(key)] : levelsOf(datacenter, key)
  const base = { parts: { repository: 'library', ...busybox }, from: 'code' } as const
  return [
    operator.object(imageOf('jmx-credentials', 'jmx-credentials', 'Cassandra'), objects, slot, busybox, base),
  ]
}

function stargate(
  root: Field,
  datacenter: ClusterDatacenter,
  operator: K8ssandraOperator,
): readonly PulledImage[] {
  const levels = [datacenter.own?.get('stargate'), fieldAt(root, 'spec/stargate')].filter(
    level => level?.mapping !== undefined,
  )
  const type = serverTypeOf(root)
  const name = stargateName(type, datacenter.serverVersion, operator.has('hasStargateOfDse') !== false)
  return stargateImages(
    levels,
    datacenter.own?.get('stargate')?.get('racks'),
    datacenter.racks,
    name,
    operator,
  )
}

function reaper(
  root: Field,
  datacenters: readonly ClusterDatacenter[],
  operator: K8ssandraOperator,
): readonly PulledImage[] {
  const template = fieldAt(root, 'spec/reaper')
  if (template?.mapping === undefined || datacenters.every(({ isStopped }) => isStopped)) return []
  const isElsewhere =
    operator.has('hasReaperRef') !== false && firstText([fieldAt(template, 'reaperRef/name')]) !== undefined
  return isElsewhere ? [] : reaperImages(template, operator)
}

function medusa(root: Field, operator: K8ssandraOperator): readonly PulledImage[] {
  const template = fieldAt(root, 'spec/medusa')
  if (template?.mapping === undefined) return []
  const key = 'containerImage'
  const slot: ImageSlot = { owner: template, key, form: 'parts' }
  const parts = operator.partsOf('medusa', 'k8ssandra', 'medusa')
  const medusaIn = (pods: PodKind, takesSecret: boolean): PulledImage =>
    operator.object(
      imageOf('medusa', 'medusa', pods),
      [template.get(key)],
      takesSecret ? { ...slot, takesSecret } : slot,
      undefined,
      parts,
    )
  const isSwitched = operator.has('hasPurgeSwitch') === true && isFalse(template.get('purgeBackups'))
  return [
    medusaIn('Cassandra', false),
    ...(operator.has('hasMedusaPod') === true
      ? [medusaIn('Medusa', operator.has('medusaPodHasSecret') === true)]
      : []),
    ...(operator.has('hasPurgeJob') === true && !isSwitched
      ? [
          operator.text(
            imageOf('medusa-purge', 'k8ssandra-purge-backups', 'Medusa purge'),
            [],
            undefined,
            { text: operator.constant('medusa-purge') },
            operator.has('hasPurgeSwitch') === true ? switchOff : upgradeForSwitch,
          ),
        ]
      : []),
  ]
}

const switchOff = 'set spec.medusa.purgeBackups: false and purge backups with a MedusaTask'
const upgradeForSwitch =
  'use k8ssandra-operator 1.17 or later, where spec.medusa.purgeBackups switches the job off'
const withoutPerNode = 'use k8ssandra-operator 1.5 or later, where a field names the image'

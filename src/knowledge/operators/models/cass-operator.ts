import { releaseOf } from '../releases/release.ts'
import type { Field } from '../../../yaml/field.ts'
import { isInRange, parseVersion, type Version } from '../../version.ts'
import { chooseImageConfig, type ImageConfig } from '../image-config/image-config.ts'
import type { PulledImage } from '../pulled-image.ts'
import type { ImageOrigin, ImageSlot } from '../image-slot.ts'
import type { RunningOperator } from '../running-operator.ts'
import { choose, type ByOperator, type Choice, type RequestedServer } from './cass-operator-choice.ts'
import { chooseServer } from './server-choice.ts'
import { firstWritten, isTrue, referenceOf } from './text-field.ts'

/** What a CassandraDatacenter, or the datacenter of a K8ssandraCluster, says about the pods of Cassandra. */
type CassandraPods = {
  readonly server: RequestedServer
  /** The fields that name an image, the strongest first. */
  readonly named: { readonly [component in CassandraComponent]: readonly (Field | undefined)[] }
  /** The same for the container that copies the configuration of the server: its own, and those of the resource. */
  readonly copying: {
    readonly own: readonly (Field | undefined)[]
    readonly server: readonly (Field | undefined)[]
  }
  readonly slots: { readonly [component in CassandraComponent]?: ImageSlot }
  readonly hasLogger: boolean
  /** An annotation asks for the newer tool that writes the configuration. */
  readonly asksForClient: boolean
  /** The field that makes the file system read-only. */
  readonly readOnly: Field | undefined
}

type CassandraComponent = 'cassandra' | 'config-builder' | 'system-logger'

/** The annotation of a datacenter that asks for the newer tool. */
export const clientAnnotation = 'cassandra.datastax.com/use-new-config-builder'

/** The init container that copies the configuration out of the image of the server. */
export const copyingContainer = 'server-config-init-base'

const fact =
  'https://github.com/k8ssandra/cass-operator/blob/v1.32.0/pkg/reconciliation/construct_podtemplatespec.go'
const remedy = "render the operator's ImageConfig together with the operator"

/** The images of the pods of Cassandra. */
export function cassandraImages(
  pods: CassandraPods,
  operator: RunningOperator | undefined,
  imageConfigs: readonly Field[],
): readonly PulledImage[] {
  const version = releaseOf('cass-operator', operator?.version)
  const config = chooseImageConfig('cass-operator', version, imageConfigs)
  const by = { operator, version, config }
  const usesClient = writesWithClient(pods, version, config)
  const cassandra = serverImage(pods, 'cassandra', pods.named.cassandra, by)
  const copying = serverImage(pods, copyingContainer, [...pods.copying.own, ...pods.copying.server], by)
  const copies = usesClient || copiesForBuilder(pods, version)
  const images = [
    cassandra,
    ...(copies && !isSameOrigin(copying.origin, cassandra.origin) ? [copying] : []),
    configurationImage(pods, usesClient, by),
    ...(pods.hasLogger ? [loggerImage(pods, by)] : []),
  ]
  return images.map(image => ({
    operator: 'cass-operator',
    version: operator?.version,
    pods: 'Cassandra',
    remedy,
    fact,
    ...image,
  }))
}

/** The image of the server, which also copies its own configuration. */
function serverImage(
  { server, slots }: CassandraPods,
  container: string,
  named: readonly (Field | undefined)[],
  by: ByOperator,
): PodImage {
  return podImage({ component: server.type, container, named, slot: slots.cassandra }, () =>
    chooseServer(server, by),
  )
}

/** The image that writes the configuration of the server. */
function configurationImage({ named, slots }: CassandraPods, usesClient: boolean, by: ByOperator): PodImage {
  const component = usesClient ? 'k8ssandra-client' : 'config-builder'
  const fields = named['config-builder']
  return podImage(
    {
      component,
      container: 'server-config-init',
      // The field for the image of the older tool does not name that of the newer.
      named: usesClient ? fields.slice(0, 1) : fields,
      slot: usesClient ? undefined : slots['config-builder'],
    },
    () => choose(component, by),
  )
}

function loggerImage({ named, slots }: CassandraPods, by: ByOperator): PodImage {
  const component = 'system-logger'
  return podImage(
    {
      component,
      container: 'server-system-logger',
      named: named[component],
      slot: loggerSlot(slots, by.version),
    },
    () => choose(component, by),
  )
}

type PodImage = Pick<PulledImage, 'component' | 'container' | 'reference' | 'origin' | 'slot'>

/** The image of a container: the one that the first written field names, else the one that the operator chooses. */
function podImage(
  {
    component,
    container,
    named,
    slot,
  }: Pick<PulledImage, 'component' | 'container' | 'slot'> & {
    readonly named: readonly (Field | undefined)[]
  },
  chosen: () => Choice,
): PodImage {
  const field = firstWritten(named)
  const { text, origin }: Choice =
    field === undefined ? chosen() : { text: field.text, origin: { kind: 'field', field } }
  // A container in the pod template wins: the field changes nothing.
  const isBehind = field !== undefined && slot?.owner.get(slot.key)?.node !== field.node
  return { component, container, reference: referenceOf(text), origin, slot: isBehind ? undefined : slot }
}

/**
 * Whether k8ssandra-client writes the configuration of the server: from 1.17.0 on for Cassandra 4.1 and later, and for
 * HCD; from 1.23.0 on where an annotation asks for it.
 * Source: UseClientImage in https://github.com/k8ssandra/cass-operator/blob/v1.32.0/apis/cassandra/v1beta1/cassandradatacenter_types.go
 */
function writesWithClient(
  { server, asksForClient }: CassandraPods,
  operator: Version | undefined,
  config: ImageConfig | undefined,
): boolean {
  const knowsClient =
    operator === undefined
      ? config === undefined || config.api === 'v1beta2' || config.image('k8ssandra-client') !== undefined
      : isInRange(operator, '>=1.17.0')
  if (!knowsClient) return false
  const version = parseVersion(server.version ?? '')
  if (server.type === 'hcd') return true
  if (server.type === 'cassandra' && version !== undefined && isInRange(version, '>=4.1.0')) return true
  return asksForClient && (operator === undefined || isInRange(operator, '>=1.23.0'))
}

/** Whether the same decides about two images: a field that both read, or the operator. */
function isSameOrigin(one: ImageOrigin, other: ImageOrigin): boolean {
  if (one.kind !== 'field' || other.kind !== 'field') return one.kind === other.kind
  return one.field.node === other.field.node
}

/**
 * Whether a container copies the configuration for the older tool: for DSE with a read-only file system, from 1.23.0 on.
 * Its image is that of the server, whatever the template of the pods says about the container of the server.
 * Source: buildInitContainers in the same file as the other facts.
 */
function copiesForBuilder(
  { server, readOnly, copying }: CassandraPods,
  operator: Version | undefined,
): boolean {
  if (server.type !== 'dse' || operator === undefined || isInRange(operator, '<1.23.0')) return false
  if (readOnly?.text !== undefined) return isTrue(readOnly)
  const isNamed = firstWritten(copying.server) !== undefined
  return isInRange(operator, '>=1.24.0') && !isNamed && /^6\.[89]/.test(server.version ?? '')
}

/** A field for the logger's image came with 1.5.0. */
function loggerSlot(slots: CassandraPods['slots'], version: Version | undefined): ImageSlot | undefined {
  return version !== undefined && isInRange(version, '<1.5.0') ? undefined : slots['system-logger']
}

import { releaseOf } from '../releases/release.ts'
import type { Field } from '../../../yaml/field.ts'
import { isInRange, parseVersion, type Version } from '../../version.ts'
import { chooseImageConfig, type ImageConfig } from '../image-config/image-config.ts'
import type { PulledImage } from '../pulled-image.ts'
import type { ImageSlot } from '../image-slot.ts'
import type { RunningOperator } from '../running-operator.ts'
import { choose, type Choice, type RequestedServer } from './cass-operator-choice.ts'
import { chooseServer } from './server-choice.ts'
import type { OperatedResource, RunContext } from './run-context.ts'
import { containerNamed, fieldAt, firstWritten, isTrue, referenceOf } from './text-field.ts'

/** What a CassandraDatacenter, or the datacenter of a K8ssandraCluster, says about the pods of Cassandra. */
export type CassandraPods = {
  readonly server: RequestedServer
  /** The fields that name an image, the strongest first. */
  readonly named: { readonly [component in CassandraComponent]: readonly (Field | undefined)[] }
  readonly slots: { readonly [component in CassandraComponent]?: ImageSlot }
  readonly hasLogger: boolean
  /** An annotation asks for the newer tool that writes the configuration. */
  readonly asksForClient: boolean
}

type CassandraComponent = 'cassandra' | 'config-builder' | 'system-logger'

const fact =
  'https://github.com/k8ssandra/cass-operator/blob/v1.32.0/pkg/reconciliation/construct_podtemplatespec.go'
const remedy = "render the operator's ImageConfig together with the operator"

/** The images of a CassandraDatacenter. */
export function datacenterImages(resource: OperatedResource, around: RunContext): readonly PulledImage[] {
  const spec = resource.root.get('spec')
  if (spec?.mapping === undefined) return []
  const template = fieldAt(spec, 'podTemplateSpec/spec')
  const image = (list: string, name: string): Field | undefined =>
    containerNamed(template?.get(list), name)?.get('image')
  const slot = (key: string): ImageSlot => ({ owner: spec, key, form: 'text' })
  const operator = around.operatorFor('cass-operator', resource.namespace)
  const server = {
    type: spec.get('serverType')?.text || 'cassandra',
    version: spec.get('serverVersion')?.text || undefined,
  }
  const isSafe = keepsFileSystem(releaseOf('cass-operator', operator?.version), server, spec)
  return cassandraImages(
    {
      server,
      named: {
        cassandra: [image('containers', 'cassandra'), spec.get('serverImage')],
        'config-builder': [image('initContainers', 'server-config-init'), spec.get('configBuilderImage')],
        'system-logger': [image('containers', 'server-system-logger'), spec.get('systemLoggerImage')],
      },
      slots: {
        ...(isSafe ? { cassandra: slot('serverImage') } : {}),
        'config-builder': slot('configBuilderImage'),
        'system-logger': slot('systemLoggerImage'),
      },
      hasLogger: !isTrue(spec.get('disableSystemLoggerSidecar')),
      asksForClient: isTrue(
        resource.root
          .get('metadata')
          ?.get('annotations')
          ?.get('cassandra.datastax.com/use-new-config-builder'),
      ),
    },
    operator,
    around.imageConfigsFor('cass-operator', resource.namespace),
  )
}

/** The images of the pods of Cassandra. */
export function cassandraImages(
  pods: CassandraPods,
  operator: RunningOperator | undefined,
  imageConfigs: readonly Field[],
): readonly PulledImage[] {
  const version = releaseOf('cass-operator', operator?.version)
  const config = chooseImageConfig('cass-operator', version, imageConfigs)
  const byOperator = { operator, version, config }
  const { server, named, slots } = pods
  const cassandra = podImage(
    { component: server.type, container: 'cassandra', named: named.cassandra, slot: slots.cassandra },
    () => chooseServer(server, byOperator),
  )
  const usesClient = writesWithClient(pods, version, config)
  const component = usesClient ? 'k8ssandra-client' : 'config-builder'
  const configuration = podImage(
    {
      component,
      container: 'server-config-init',
      // The field for the image of the older tool does not name that of the newer.
      named: usesClient ? named['config-builder'].slice(0, 1) : named['config-builder'],
      slot: usesClient ? undefined : slots['config-builder'],
    },
    () => choose(component, byOperator),
  )
  const logger = podImage(
    {
      component: 'system-logger',
      container: 'server-system-logger',
      named: named['system-logger'],
      slot: loggerSlot(slots, version),
    },
    () => choose('system-logger', byOperator),
  )
  const images = pods.hasLogger ? [cassandra, configuration, logger] : [cassandra, configuration]
  return images.map(image => ({
    operator: 'cass-operator',
    version: operator?.version,
    pods: 'Cassandra',
    remedy,
    fact,
    ...image,
  }))
}

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
): Pick<PulledImage, 'component' | 'container' | 'reference' | 'origin' | 'slot'> {
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

/** A field for the logger's image came with 1.5.0. */
function loggerSlot(slots: CassandraPods['slots'], version: Version | undefined): ImageSlot | undefined {
  return version !== undefined && isInRange(version, '<1.5.0') ? undefined : slots['system-logger']
}

/**
 * Whether naming the server's image leaves the pod as it was: from 1.24.0 on the operator makes the file system of some
 * servers read-only, unless the resource names their image.
 * Source: ReadOnlyFs in https://github.com/k8ssandra/cass-operator/blob/v1.32.0/apis/cassandra/v1beta1/cassandradatacenter_types.go
 */
function keepsFileSystem(
  operator: Version | undefined,
  { type, version }: RequestedServer,
  spec: Field,
): boolean {
  if (operator === undefined) return false
  if (isInRange(operator, '<1.24.0') || spec.get('readOnlyRootFilesystem')?.text !== undefined) return true
  const server = parseVersion(version ?? '')
  return type === 'cassandra' && server !== undefined && isInRange(server, '<4.1.0')
}

import { releaseOf } from '../releases/release.ts'
import type { Field } from '../../../yaml/field.ts'
import { isInRange, parseVersion, type Version } from '../../version.ts'
import type { PulledImage } from '../pulled-image.ts'
import type { ImageSlot } from '../image-slot.ts'
import { cassandraImages, clientAnnotation, copyingContainer } from './cass-operator.ts'
import type { RequestedServer } from './cass-operator-choice.ts'
import type { OperatedResource, RunContext } from './run-context.ts'
import { containerNamed, fieldAt, isTrue } from './text-field.ts'

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
      copying: { own: [image('initContainers', copyingContainer)], server: [spec.get('serverImage')] },
      slots: {
        ...(isSafe ? { cassandra: slot('serverImage') } : {}),
        'config-builder': slot('configBuilderImage'),
        'system-logger': slot('systemLoggerImage'),
      },
      hasLogger: !isTrue(spec.get('disableSystemLoggerSidecar')),
      asksForClient: isTrue(resource.root.get('metadata')?.get('annotations')?.get(clientAnnotation)),
      readOnly: spec.get('readOnlyRootFilesystem'),
    },
    operator,
    around.imageConfigsFor('cass-operator', resource.namespace),
  )
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

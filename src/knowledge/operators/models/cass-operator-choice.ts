import { isInRange, type Version } from '../../version.ts'
import type { ImageConfig } from '../image-config/image-config.ts'
import type { ImageOrigin } from '../image-slot.ts'
import { shippedImages, ubiServers } from '../releases/cass-operator.ts'
import { factOf, numbersOf, type Since } from '../releases/table.ts'
import type { RunningOperator } from '../running-operator.ts'
import { withRegistry } from './server-choice.ts'

/** A database server as a resource asks for it. */
export type RequestedServer = { readonly type: string; readonly version: string | undefined }

/** The image that cass-operator chooses by itself, and what decides about it. */
export type Choice = { readonly text: string | undefined; readonly origin: ImageOrigin }

/** What cass-operator chooses with. */
export type ByOperator = {
  readonly operator: RunningOperator | undefined
  readonly version: Version | undefined
  readonly config: ImageConfig | undefined
}

/** The image of a component that no field names. */
export function choose(
  component: 'system-logger' | 'config-builder' | 'k8ssandra-client',
  { operator, version, config }: ByOperator,
): Choice {
  if (config !== undefined)
    return { text: config.image(component), origin: { kind: 'image-config', path: `images/${component}` } }
  if (version === undefined) return { text: undefined, origin: { kind: 'default' } }
  const systemImage = operator?.variables.get('BASE_IMAGE_OS') ?? ''
  if (systemImage !== '' && isInRange(version, '>=1.5.0 <1.8.0')) {
    if (component === 'config-builder') return withRegistry(ubiServers['config-builder'], operator)
    if (isInRange(version, '<1.7.0')) return withRegistry(systemImage, operator)
  }
  const rows: readonly Since<string>[] = shippedImages[component]
  return withRegistry(factOf(rows, version)?.replace('{release}', numbersOf(version)), operator, version)
}

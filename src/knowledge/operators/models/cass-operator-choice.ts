import { isInRange, type Version } from '../../version.ts'
import type { ImageConfig } from '../image-config/image-config.ts'
import type { ImageOrigin } from '../pulled-image.ts'
import { builtInServers, shippedImages, ubiServers } from '../releases/cass-operator.ts'
import { factOf, numbersOf, type Since } from '../releases/table.ts'
import type { RunningOperator } from '../running-operator.ts'

/** A database server as a resource asks for it. */
export type RequestedServer = { readonly type: string; readonly version: string | undefined }

/** The image that cass-operator chooses by itself, and what decides about it. */
export type Choice = { readonly text: string | undefined; readonly origin: ImageOrigin }

/** What cass-operator chooses with. */
type ByOperator = {
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

/** The image of a server that no field names. */
export function chooseServer(
  { type, version: server }: RequestedServer,
  { operator, version, config }: ByOperator,
): Choice {
  const unknown: Choice = { text: undefined, origin: { kind: 'default' } }
  if (server === undefined) return unknown
  if (config !== undefined) {
    const path = config.api === 'v1beta2' ? `types/${type}` : `defaults/${type}`
    return { text: config.server(type, server), origin: { kind: 'image-config', path } }
  }
  if (version === undefined) return unknown
  if (isInRange(version, '<1.8.0')) {
    const isUbi = (operator?.variables.get('BASE_IMAGE_OS') ?? '') !== ''
    const images = isUbi ? ubiServers : factOf(builtInServers, version)
    const ofType = type === 'dse' || type === 'cassandra' ? images?.[type] : undefined
    const listed: string | undefined = (ofType as { readonly [version: string]: string } | undefined)?.[
      server
    ]
    if (listed !== undefined) return withRegistry(listed, operator, version)
    return { text: ofType?.['*']?.replace('{server}', server), origin: { kind: 'default' } }
  }
  const rows: readonly Since<string>[] | undefined = (
    shippedImages as { readonly [type: string]: readonly Since<string>[] }
  )[type]
  return { text: factOf(rows ?? [], version)?.replace('{server}', server), origin: { kind: 'default' } }
}

/** Before 1.8.0 a variable names a registry for the images of the code. */
function withRegistry(
  text: string | undefined,
  operator: RunningOperator | undefined,
  version?: Version,
): Choice {
  const name = 'DEFAULT_CONTAINER_REGISTRY_OVERRIDE'
  const registry = (operator?.variables.get(name) ?? '').replace(/\/$/, '')
  const isRead = version === undefined || isInRange(version, '<1.8.0')
  if (text === undefined || registry === '' || !isRead) return { text, origin: { kind: 'default' } }
  const [first = '', ...others] = text.split('/')
  const path = others.length > 0 && /[.:]/.test(first) ? others.join('/') : text
  return { text: `${registry}/${path}`, origin: { kind: 'operator', name } }
}

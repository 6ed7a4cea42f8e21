import { isInRange, type Version } from '../../version.ts'
import { ubiServers, builtInServers, shippedImages } from '../releases/cass-operator.ts'
import { factOf, type Since } from '../releases/table.ts'
import type { RunningOperator } from '../running-operator.ts'
import type { RequestedServer, ByOperator, Choice } from './cass-operator-choice.ts'

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
export function withRegistry(
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

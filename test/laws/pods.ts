import { parseAllDocuments } from 'yaml'

import type { Result } from '../../src/relocate.ts'
import { hasFailed, registry, secret } from './inputs.ts'

/**
 * Every pod template, found by its shape in the output without our own reader and rows: one with a moved image has the
 * secret, or a problem names its object, and no list has a name twice.
 */
export function podFaultsOf(result: Result): readonly string[] {
  if (hasFailed(result)) return []
  return parseAllDocuments(result.output, { uniqueKeys: false, merge: true, logLevel: 'silent' }).flatMap(
    document => {
      const isReadable = 'errors' in document && document.errors.length === 0
      const root: unknown = isReadable ? document.toJS({ maxAliasCount: -1 }) : undefined
      return objectsIn(root).flatMap(object => podFaults(object, object, result))
    },
  )
}

type Values = { readonly [key: string]: unknown }

function isObject(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The objects of a document; those of a list one by one. */
function objectsIn(root: unknown): readonly Values[] {
  if (Array.isArray(root)) return root.flatMap(objectsIn)
  // A file of values is not an object; a review is a message about one, and nothing that runs.
  if (!isObject(root) || typeof root['kind'] !== 'string' || root['kind'] === 'AdmissionReview') return []
  const { items, kind } = root
  return kind.endsWith('List') && Array.isArray(items) ? items.flatMap(objectsIn) : [root]
}

function podFaults(value: unknown, object: Values, result: Result): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(item => podFaults(item, object, result))
  if (!isObject(value) || value['kind'] === 'CustomResourceDefinition') return []
  const below = Object.values(value).flatMap(inner => podFaults(inner, object, result))
  const names = namesIn(value['imagePullSecrets'])
  const where = nameOf(object)
  const doubled = names.length === new Set(names).size ? [] : [`${where}: ${names.join()} has a name twice`]
  const isBare = pulls(value) && !names.includes(secret) && !isTold(where, result)
  return [...below, ...doubled, ...(isBare ? [`${where}: a pod pulls a moved image without the secret`] : [])]
}

function pulls(pod: Values): boolean {
  const lists = ['containers', 'initContainers'].flatMap((key): readonly unknown[] => {
    const list: unknown = pod[key]
    return Array.isArray(list) ? list : []
  })
  return lists.some(container => isObject(container) && String(container['image']).startsWith(`${registry}/`))
}

function namesIn(list: unknown): readonly string[] {
  if (!Array.isArray(list)) return []
  const names = list.map((item: unknown) => (isObject(item) ? item['name'] : item))
  return names.filter(name => typeof name === 'string')
}

function nameOf({ kind, metadata }: Values): string {
  const { name, generateName } = isObject(metadata) ? metadata : {}
  return [kind, name ?? generateName].filter(part => typeof part === 'string').join('/')
}

/** Whether a problem names the object, or the plan knows who gives its pods the secret. */
function isTold(where: string, { problems, pods }: Result): boolean {
  const isSaid = problems.some(({ code, place }) => code.startsWith('SECRET') && place?.object === where)
  return isSaid || pods.some(({ place, from }) => place.object === where && from !== 'nobody')
}
